-- One row a code: incidents by consequence for the child; for the work with gevolg_werk instead.
-- voorvallen is published as: voorvallen, gevolg_kind, code
SELECT gevolg_kind AS code, count(*) AS voorvallen
FROM voorval
WHERE maand BETWEEN $1 AND $2
GROUP BY gevolg_kind
ORDER BY voorvallen DESC
