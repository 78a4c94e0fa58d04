-- One row an organisation, month and what the prosecutor or court did with a report the police recorded.
SELECT organisatie, maand, coalesce(strafvervolg, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND aangifte_status = 'GEDAAN'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
