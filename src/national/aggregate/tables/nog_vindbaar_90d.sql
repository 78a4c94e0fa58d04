-- One row an organisation, month and whether an online attack could still be found after 90 days.
SELECT organisatie, maand, coalesce(nog_vindbaar_90d, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'ONLN')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
