-- One row an organisation, month and relation of the aggressor.
SELECT organisatie, maand, coalesce(relatie, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
