-- One row an organisation, month and class of days from the incident to its report.
SELECT organisatie, maand, coalesce(meldvertraging, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
