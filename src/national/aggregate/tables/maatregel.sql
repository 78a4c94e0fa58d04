-- One row an organisation, month and measure that the child was under.
SELECT organisatie, maand, coalesce(maatregel, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
