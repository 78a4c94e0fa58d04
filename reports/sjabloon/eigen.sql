-- One row a level of severity: its share of the incidents of the last twelve months. Change `dimensie` to show something else.
SELECT c.code, coalesce(CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END, c.code) AS label,
  c.waarde AS aandeel, c.onder, c.boven, c.teller, c.conf_status
FROM cijfer c
LEFT JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code
WHERE c.reeks = 'aandeel' AND c.periode_soort = '12maanden' AND c.periode LIKE '%/' || $maand AND c.dimensie = 'ernst'
ORDER BY c.code;
