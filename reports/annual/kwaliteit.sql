-- One row a verdict, a field or a class of delay ($soort) with its share in the year.
SELECT CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label, aandeel, onder, boven, conf_status
FROM kwaliteit WHERE periode = $jaar AND soort = $soort
ORDER BY aandeel DESC, onderwerp;
