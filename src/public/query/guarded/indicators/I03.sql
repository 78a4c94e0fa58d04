-- One row: incidents by 1,000 young people with a measure in a year; empty while a month has no denominator that may be shown. Right where all who deliver know theirs.
-- per_1000_jeugdigen is published as: per_1000_jeugdigen, totaal, ALLE
SELECT 1000.0 * count(*) / (SELECT CASE WHEN count(jeugdigen) = count(*) THEN sum(jeugdigen) / 12.0 END FROM noemer WHERE maand BETWEEN $1 AND $2) AS per_1000_jeugdigen
FROM voorval
WHERE maand BETWEEN $1 AND $2
