-- One row a code: incidents with that form of level 1; an incident with several forms counts in each.
-- voorvallen is published as: voorvallen, vorm, code
SELECT vorm AS code, count(*) AS voorvallen
FROM voorval_vorm
WHERE maand BETWEEN $1 AND $2
GROUP BY vorm
ORDER BY voorvallen DESC
