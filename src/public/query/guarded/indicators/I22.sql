-- One row a relation of whoever caused it.
SELECT relatie, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY relatie
ORDER BY voorvallen DESC
