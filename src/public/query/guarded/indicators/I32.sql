-- One row a code: incidents by channel; by place with locatie instead.
-- voorvallen is published as: voorvallen, kanaal, code
SELECT kanaal AS code, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY kanaal
ORDER BY voorvallen DESC
