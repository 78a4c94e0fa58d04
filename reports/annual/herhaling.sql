-- One row a kind of unit, length of delivery and number of incidents within it, in the year.
SELECT
  CASE eenheid WHEN 'gezin' THEN CASE $taal WHEN 'nl' THEN 'Gezinnen' ELSE 'Families' END ELSE CASE $taal WHEN 'nl' THEN 'Medewerkers' ELSE 'Employees' END END
    || CASE $taal WHEN 'nl' THEN ' binnen een ' || CASE termijn WHEN 'halfjaar' THEN 'half jaar' ELSE termijn END
      ELSE ' within a ' || CASE termijn WHEN 'maand' THEN 'month' WHEN 'kwartaal' THEN 'quarter' WHEN 'halfjaar' THEN 'half-year' ELSE 'year' END END
    || CASE WHEN klasse = 'ALLE' THEN '' ELSE ': ' || CASE klasse WHEN '3+' THEN CASE $taal WHEN 'nl' THEN '3 of meer voorvallen' ELSE '3 or more incidents' END
      WHEN '2+' THEN CASE $taal WHEN 'nl' THEN '2 of meer voorvallen' ELSE '2 or more incidents' END
      WHEN '1' THEN CASE $taal WHEN 'nl' THEN '1 voorval' ELSE '1 incident' END ELSE klasse || CASE $taal WHEN 'nl' THEN ' voorvallen' ELSE ' incidents' END END END AS label,
  aantal, aandeel, onder, boven, organisaties, conf_status
FROM herhaling h WHERE periode = $jaar
  -- a term that too few organisations deliver is left out where another one is shown
  AND (conf_status = 'F' OR NOT EXISTS (FROM herhaling o WHERE o.periode = h.periode AND o.eenheid = h.eenheid AND o.conf_status = 'F'))
ORDER BY eenheid, list_position(['maand', 'kwartaal', 'halfjaar', 'jaar'], termijn), klasse;
