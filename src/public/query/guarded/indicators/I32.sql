-- One row a channel.
SELECT kanaal, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2 AND alleen_procedures = 'N'
GROUP BY kanaal
ORDER BY voorvallen DESC
