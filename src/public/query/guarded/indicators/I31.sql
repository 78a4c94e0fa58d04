-- One row: incidents with employees of youth protection by 100 FTE of theirs in a year; for youth probation JR and fte_jr in the same way.
-- per_100_fte is published as: per_100_fte, functie, JB
SELECT 100.0 * count(*) / (SELECT CASE WHEN count(fte_jb) = count(*) THEN sum(fte_jb) / 12.0 END FROM noemer WHERE maand BETWEEN $1 AND $2) AS per_100_fte
FROM voorval
WHERE maand BETWEEN $1 AND $2 AND functie = 'JB'
