-- One row an organisation, month and whether a report the police recorded got the code Veilige Publieke Taak.
SELECT organisatie, maand, coalesce(vpt_code, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND aangifte_status = 'GEDAAN'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
