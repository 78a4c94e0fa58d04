-- One row a code of $dimensie: its share of the incidents of the year; the largest first, then the rest codes, then those without a figure.
SELECT c.code,
  coalesce(CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END, c.code) AS label,
  lower(label[1]) || label[2:] AS label_klein,
  c.waarde AS aandeel, c.onder, c.boven, c.teller, c.noemer, c.conf_status
FROM cijfer c
LEFT JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code
WHERE c.reeks = 'aandeel' AND c.periode_soort = 'jaar' AND c.periode = $jaar
  AND c.dimensie = $dimensie AND NOT contains(c.code, '.') AND c.code <> 'PROC'
  AND coalesce(l.soort, 'inhoud') NOT IN ('niet gevraagd', 'leeg')
ORDER BY
  list_position(['0', '1', '2', '2-4', '3-5', '5+', '6+', '<14', '14-90', '91-180', '>180', '0-1', '2-7', '8-30', '31-90', '>90'], CASE WHEN $dimensie IN ('procedures_gelijktijdig', 'herhaling_12m', 'aangifte_doorlooptijd', 'verwijder_doorlooptijd') THEN c.code END) NULLS LAST,
  c.waarde IS NULL,
  coalesce(l.soort, 'inhoud') <> 'inhoud' OR c.code IN ('OVR', 'OVERIG', 'DERDE'),
  CASE WHEN $dimensie = 'ernst' THEN c.code END DESC,
  c.waarde DESC, c.code;
