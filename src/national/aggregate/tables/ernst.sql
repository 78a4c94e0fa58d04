-- One row an organisation, month and severity.
SELECT organisatie, maand, coalesce(ernst, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
