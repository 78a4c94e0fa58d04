-- One row a share of the year, named dimension:code, and under its own name the class of days that holds the median removal.
SELECT c.dimensie || ':' || c.code AS sleutel, c.waarde, c.onder, c.boven, c.teller, c.noemer, NULL AS klasse, c.conf_status
FROM cijfer c WHERE c.reeks = 'aandeel' AND c.periode = $jaar
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, NULL, CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END, c.conf_status
FROM cijfer c JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code
WHERE c.reeks = 'mediaan_klasse' AND c.dimensie = 'verwijder_doorlooptijd' AND c.periode = $jaar
ORDER BY sleutel;
