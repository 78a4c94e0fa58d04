-- One row an organisation and class of days between the incident and its report.
SELECT organisatie, coalesce(meldvertraging, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, code
ORDER BY organisatie, code;
