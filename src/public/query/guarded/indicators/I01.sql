-- One row a month: incidents of aggression.
-- voorvallen is published as: voorvallen, totaal, ALLE
SELECT maand, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY maand
ORDER BY maand
