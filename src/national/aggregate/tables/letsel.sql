-- One row an organisation, month and injury.
SELECT organisatie, maand, coalesce(letsel, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
