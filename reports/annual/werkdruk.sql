-- One row a measure or class of workload in the year.
SELECT maat || ':' || klasse AS sleutel,
  CASE WHEN $taal = 'nl' THEN CASE maat WHEN 'gezinnen_per_fte' THEN 'Gezinnen per fte' WHEN 'jeugdigen_per_fte' THEN 'Jeugdigen per fte'
    WHEN 'vacatures_per_100_fte' THEN 'Vacatures per 100 fte' ELSE 'Voorvallen per 100 fte bij ' || klasse || ' gezinnen per fte' END
  ELSE CASE maat WHEN 'gezinnen_per_fte' THEN 'Families per fte' WHEN 'jeugdigen_per_fte' THEN 'Young people per fte'
    WHEN 'vacatures_per_100_fte' THEN 'Vacancies per 100 fte' ELSE 'Incidents per 100 fte with ' || klasse || ' families per fte' END END AS label,
  waarde, onder, boven, organisaties, conf_status
FROM werkdruk WHERE periode = $jaar AND NOT (maat = 'voorvallen_per_100_fte' AND klasse = 'ALLE')
ORDER BY list_position(['gezinnen_per_fte', 'jeugdigen_per_fte', 'vacatures_per_100_fte', 'voorvallen_per_100_fte'], maat), list_position(['ALLE', '<8', '8-9', '>9'], klasse);
