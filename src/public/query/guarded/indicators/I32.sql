-- One row a channel.
SELECT kanaal, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY kanaal
ORDER BY voorvallen DESC
