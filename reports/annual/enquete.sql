-- One row a survey figure that others published: population, year and source beside it.
SELECT CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label, bron, jaar::VARCHAR AS jaar, populatie, aandeel_pct AS aandeel, vindplaats
FROM enquete WHERE jaar <= ($jaar)::INTEGER + 1
ORDER BY bron, jaar DESC, populatie, vorm <> 'totaal', aandeel_pct DESC, vorm;
