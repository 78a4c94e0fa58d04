-- One row an organisation, month and number of incidents that the same family had in the twelve months before.
SELECT organisatie, maand, coalesce(herhaling_12m, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
