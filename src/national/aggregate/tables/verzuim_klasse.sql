-- One row an organisation, month and class of days of sick leave.
SELECT organisatie, maand, coalesce(verzuim_klasse, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
