-- One row an organisation, month and class of days it took to remove an online attack.
SELECT organisatie, maand, coalesce(verwijder_doorlooptijd, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'ONLN') AND verwijderverzoek = 'J' AND verwijder_uitkomst = 'VERWIJDERD'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
