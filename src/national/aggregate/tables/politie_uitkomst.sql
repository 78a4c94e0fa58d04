-- One row an organisation, month and answer of the police to a request for assistance.
SELECT organisatie, maand, coalesce(politie_uitkomst, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
