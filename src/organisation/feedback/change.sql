-- One row a row of either file that is a record or once was one: where it stands, its number, month and verdict.
CREATE OR REPLACE TABLE stand_nu AS
  SELECT r.rowid AS nr, r.blad, r.rij, o.oordeel, o.hoofd = r.rowid AS hoofd, g.sleutel,
    CASE WHEN g.incident_datum IS NULL THEN 'zonder' WHEN g.incident_datum BETWEEN CAST($van AS DATE) AND CAST($tot AS DATE)
      THEN strftime(g.incident_datum, '%Y-%m') ELSE 'buiten' END AS maand
  FROM ruw r JOIN oordeel o ON o.nr = r.rowid LEFT JOIN gecodeerd_gevuld g ON g.nr = r.rowid;
CREATE OR REPLACE TABLE stand_vorige AS
  SELECT r.rowid AS nr, r.blad, r.rij, o.oordeel, o.hoofd = r.rowid AS hoofd, g.sleutel,
    CASE WHEN g.incident_datum IS NULL THEN 'zonder' WHEN g.incident_datum BETWEEN CAST($van AS DATE) AND CAST($tot AS DATE)
      THEN strftime(g.incident_datum, '%Y-%m') ELSE 'buiten' END AS maand
  FROM vorige.ruw r JOIN vorige.oordeel o ON o.nr = r.rowid LEFT JOIN vorige.gecodeerd_gevuld g ON g.nr = r.rowid;
-- One row a month and verdict.
CREATE OR REPLACE TABLE verschil_oordeel AS
  SELECT coalesce(n.maand, v.maand) AS maand, coalesce(n.oordeel, v.oordeel) AS oordeel, coalesce(v.aantal, 0)::INTEGER AS voor, coalesce(n.aantal, 0)::INTEGER AS na
  FROM (SELECT maand, oordeel, count(*) AS aantal FROM stand_nu GROUP BY ALL) n
  FULL JOIN (SELECT maand, oordeel, count(*) AS aantal FROM stand_vorige GROUP BY ALL) v ON v.maand = n.maand AND v.oordeel = n.oordeel;
