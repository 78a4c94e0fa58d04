-- One row an organisation, month and consequence for the work.
SELECT organisatie, maand, coalesce(gevolg_werk, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
