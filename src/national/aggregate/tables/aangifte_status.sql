-- One row an organisation, month and state of the report to the police.
SELECT organisatie, maand, coalesce(aangifte_status, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
