-- One row a code: incidents by cause; by measure with maatregel instead.
-- voorvallen is published as: voorvallen, aanleiding, code
SELECT aanleiding AS code, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY aanleiding
ORDER BY voorvallen DESC
