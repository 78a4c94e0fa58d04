-- One row a code of $dimensie: its share of the incidents of the last twelve months; the largest first, then the rest codes, then those without
-- a figure. Stacked procedures are counted apart.
SELECT
  c.code,
  coalesce(CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END, c.code) AS label,
  lower(label[1]) || label[2:] AS label_klein,
  c.waarde AS aandeel, c.onder, c.boven, c.teller, c.noemer, c.conf_status
FROM cijfer c
LEFT JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code
WHERE c.reeks = 'aandeel' AND c.periode_soort = '12maanden' AND c.periode LIKE '%/' || $maand
  AND c.dimensie = $dimensie AND NOT contains(c.code, '.') AND c.code <> 'PROC'
  AND NOT (c.code IN ('LEEG', '-8', '-7') AND coalesce(c.teller, 1) = 0)
ORDER BY
  c.waarde IS NULL,
  c.code IN ('ONB', 'ONBEKEND', '9', 'OVR', 'OVERIG', 'DERDE', 'NVT', 'LEEG', '-8', '-7'),
  CASE WHEN $dimensie = 'ernst' THEN c.code END DESC,
  c.waarde DESC, c.code;
