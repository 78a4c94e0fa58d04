-- One row an organisation, month and platform of an online attack.
SELECT organisatie, maand, coalesce(platform, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'ONLN')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
