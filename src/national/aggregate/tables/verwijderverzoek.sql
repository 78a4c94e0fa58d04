-- One row an organisation, month and whether removal of an online attack was asked.
SELECT organisatie, maand, coalesce(verwijderverzoek, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'ONLN')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
