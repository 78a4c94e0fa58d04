-- One row a form of level 1: incidents with that form; an incident with several forms counts in each.
SELECT vorm, count(*) AS voorvallen
FROM voorval_vorm
WHERE maand BETWEEN $1 AND $2
GROUP BY vorm
ORDER BY voorvallen DESC
