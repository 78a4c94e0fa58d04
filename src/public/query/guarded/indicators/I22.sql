-- One row a code: incidents by relation of whoever caused them.
-- voorvallen is published as: voorvallen, relatie, code
SELECT relatie AS code, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY relatie
ORDER BY voorvallen DESC
