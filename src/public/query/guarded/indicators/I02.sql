-- One row: incidents by 100 FTE in a year; empty while a month has no denominator that may be shown. Right where all who deliver know theirs.
-- per_100_fte is published as: per_100_fte, totaal, ALLE
SELECT 100.0 * count(*) / (SELECT CASE WHEN count(fte) = count(*) THEN sum(fte) / 12.0 END FROM noemer WHERE maand BETWEEN $1 AND $2) AS per_100_fte
FROM voorval
WHERE maand BETWEEN $1 AND $2
