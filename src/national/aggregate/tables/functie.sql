-- One row an organisation, month and function of the employee.
SELECT organisatie, maand, coalesce(functie, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
