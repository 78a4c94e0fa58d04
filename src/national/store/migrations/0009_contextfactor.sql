-- Yearly counts that organisations state themselves: incidents in which a context factor played a part. Nothing by incident (GDPR art. 9 and 10).
CREATE TABLE contextfactor (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  jaar INTEGER NOT NULL,
  contextfactor VARCHAR NOT NULL,
  aantal INTEGER
);

-- One row an organisation, year and factor: the newest statement.
CREATE VIEW huidig_contextfactor AS
  SELECT c.*
  FROM contextfactor c
  JOIN levering l ON l.levering_id = c.levering_id
  QUALIFY row_number() OVER (
    PARTITION BY c.organisatie, c.jaar, c.contextfactor ORDER BY l.geleverd DESC, l.levering_id DESC
  ) = 1;

-- A table of its own, because a check cannot be changed: it knows one more kind of delivery.
CREATE TABLE levering_nieuw (
  levering_id INTEGER PRIMARY KEY,
  organisatie VARCHAR NOT NULL,
  soort VARCHAR NOT NULL CHECK (soort IN ('voorval', 'noemer', 'nulverklaring', 'let', 'gebeurtenis', 'enquete', 'contextfactor')),
  periode VARCHAR,
  van_maand VARCHAR,
  tot_maand VARCHAR,
  geleverd DATE NOT NULL,
  codeboek VARCHAR NOT NULL,
  koppeling_versie INTEGER NOT NULL,
  bestand_sha256 VARCHAR NOT NULL,
  inhoud_sha256 VARCHAR NOT NULL,
  -- How inhoud_sha256 was made: only hashes made the same way can be compared.
  inhoud_wijze VARCHAR NOT NULL,
  bronsysteem VARCHAR,
  -- What the reader detected of a delivered file, as JSON.
  herkend VARCHAR
);

INSERT INTO levering_nieuw SELECT * FROM levering;

DROP TABLE levering;

ALTER TABLE levering_nieuw RENAME TO levering;
