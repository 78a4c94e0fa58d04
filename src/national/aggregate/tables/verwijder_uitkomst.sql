-- One row an organisation, month and outcome of a request for removal of an online attack.
SELECT organisatie, maand, coalesce(verwijder_uitkomst, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'ONLN') AND verwijderverzoek = 'J'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
