-- One row an organisation, month and risk information before a home visit with an incident.
SELECT organisatie, maand, coalesce(huisbezoek_risico_info, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND locatie = 'HUISBEZOEK'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
