-- What was purged, when and why. The register of deliveries (levering, oordeel, bevinding) stays: it holds no record.

CREATE TABLE wissing (
  wissing_id INTEGER PRIMARY KEY,
  op DATE NOT NULL,
  reden VARCHAR NOT NULL CHECK (reden IN ('bewaartermijn', 'verzoek')),
  -- The signed proof as it lies in bewijzen/.
  bewijs VARCHAR NOT NULL
);

-- One row a slice (organisation, month) of a delivery that lost its incidents; maand NULL for a table of another kind.
CREATE TABLE gewist (
  wissing_id INTEGER NOT NULL,
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  maand VARCHAR
);

-- One row an organisation and month. Purged is not missing: it was delivered once.
CREATE OR REPLACE MACRO levering_status_tussen(eerste, laatste) AS TABLE
  SELECT o.code AS organisatie, m.maand,
    CASE
      WHEN m.maand < o.sinds OR m.maand > o.tot THEN 'niet_verwacht'
      WHEN d.levering_id IS NOT NULL THEN 'geleverd'
      WHEN n.levering_id IS NOT NULL THEN 'nul'
      WHEN w.maand IS NOT NULL THEN 'gewist'
      ELSE 'ontbreekt'
    END AS status,
    coalesce(d.herlevering, false) AS herlevering,
    CASE WHEN m.maand < o.sinds OR m.maand > o.tot THEN NULL ELSE coalesce(d.levering_id, n.levering_id) END AS levering_id
  FROM organisatie o
  CROSS JOIN maanden_tussen(eerste, laatste) m
  LEFT JOIN huidig_deel d ON d.organisatie = o.code AND d.maand = m.maand
  LEFT JOIN huidig_nulverklaring n ON n.organisatie = o.code AND n.maand = m.maand
  LEFT JOIN (SELECT DISTINCT organisatie, maand FROM gewist) w ON w.organisatie = o.code AND w.maand = m.maand;
