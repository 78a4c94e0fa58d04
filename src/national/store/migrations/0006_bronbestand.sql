-- The hash of the bytes of an export, without the mapping by which it was read: one file belongs to one organisation.
CREATE TABLE bronbestand (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL
);
