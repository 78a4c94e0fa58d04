-- One row a context factor of the year: the incidents that organisations counted under it, the most frequent first.
SELECT CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END AS label, c.teller AS aantal, c.conf_status
FROM cijfer c JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code
WHERE c.indicator = 'I24' AND c.periode = $jaar AND NOT contains(c.obs_status, 'n')
ORDER BY c.teller DESC NULLS LAST, label;
