-- One row a code of $dimensie: the organisation's own share of the last twelve months and the national one.
SELECT code, CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label,
  lower(label[1]) || label[2:] AS label_klein,
  waarde, onder, boven, teller, noemer,
  CASE WHEN vergelijking = 'F' THEN landelijk END AS landelijk,
  CASE vergelijking WHEN 'C' THEN 'C' ELSE 'F' END AS conf_landelijk
FROM spiegeldeel
WHERE dimensie = $dimensie AND noemer > 0 AND NOT (code IN ('LEEG', '-8', '-7') AND teller = 0)
  AND NOT ($dimensie = 'kwaliteit' AND teller = 0 AND coalesce(landelijk, 0) = 0)
ORDER BY CASE WHEN $volgorde = 'vast' THEN volgorde END, code IN ('ONB', 'ONBEKEND', '9', 'OVR', 'OVERIG', 'NVT', 'LEEG'), waarde DESC, volgorde, code;
