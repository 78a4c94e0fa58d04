-- One row an indicator that has a figure in the year: its definition and its limit.
SELECT i.indicator, CASE WHEN $taal = 'nl' THEN i.naam_nl ELSE i.naam_en END AS naam, CASE WHEN $taal = 'nl' THEN i.definitie_nl ELSE i.definitie_en END AS definitie,
  coalesce(CASE WHEN $taal = 'nl' THEN i.beperking_nl ELSE i.beperking_en END, '') AS beperking
FROM indicator i WHERE EXISTS (FROM cijfer c WHERE c.indicator = i.indicator AND c.periode = $jaar)
ORDER BY i.indicator;
