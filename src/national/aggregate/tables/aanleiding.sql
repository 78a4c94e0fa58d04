-- One row an organisation, month and cause.
SELECT organisatie, maand, coalesce(aanleiding, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
