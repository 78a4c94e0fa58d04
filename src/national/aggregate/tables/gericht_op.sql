-- One row an organisation, month and target of the aggression.
SELECT organisatie, maand, coalesce(gericht_op, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
