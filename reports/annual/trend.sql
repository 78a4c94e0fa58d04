-- One row a measure of the trend that ends with the year: the panel of organisations that delivered both years, and declared breaks.
SELECT CASE maat WHEN 'breuk' THEN 'breuk' ELSE 'panel' END AS sleutel, waarde, onder, boven, abs(waarde) AS grootte,
  CASE WHEN waarde < 0 THEN CASE $taal WHEN 'nl' THEN 'lager' ELSE 'lower' END ELSE CASE $taal WHEN 'nl' THEN 'hoger' ELSE 'higher' END END AS richting,
  coalesce(CASE WHEN $taal = 'nl' THEN g.label_nl ELSE g.label_en END, t.code) AS naam, t.periode AS vanaf, t.conf_status
FROM trend t LEFT JOIN gebeurtenis g ON g.code = t.code
WHERE (t.maat = 'verandering' AND t.code = 'VAST_PANEL' AND t.periode = $jaar) OR (t.maat = 'breuk' AND t.periode <= $jaar || '-12')
ORDER BY sleutel, vanaf DESC, naam;
