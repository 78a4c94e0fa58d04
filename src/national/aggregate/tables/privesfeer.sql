-- One row an organisation, month and whether the incident reached private life.
SELECT organisatie, maand, coalesce(privesfeer, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
