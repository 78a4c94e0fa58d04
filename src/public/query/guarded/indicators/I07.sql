-- One row: incidents in private life, and those aimed at relatives, as shares of those of which it is known.
-- privesfeer_pct is published as: aandeel, privesfeer, J
-- naaste_pct is published as: aandeel, gericht_op, NAASTE
SELECT 100.0 * count(*) FILTER (WHERE privesfeer = 'J') / count(*) FILTER (WHERE privesfeer IN ('J', 'N')) AS privesfeer_pct,
  100.0 * count(*) FILTER (WHERE gericht_op = 'NAASTE') / count(*) FILTER (WHERE gericht_op IN ('PERSOON', 'ORGANISATIE', 'NAASTE')) AS naaste_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
