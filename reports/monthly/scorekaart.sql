-- One row a measure of the scorecard, named dimension:code; `klasse` is the class of days that holds the median removal.
WITH aandeel AS (
  SELECT dimensie || ':' || code AS sleutel, dimensie, code, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer
  WHERE reeks = 'aandeel' AND periode_soort = '12maanden' AND periode LIKE '%/' || $maand
    AND dimensie IN ('politie_uitkomst', 'aangifte_status', 'strafvervolg', 'strafvervolg_som', 'vpt_code', 'verwijderverzoek', 'verwijder_uitkomst',
      'verwijder_doorlooptijd', 'huisbezoek_risico_info', 'nazorg')
),
dagen AS (
  SELECT code, teller, sum(teller) OVER (ORDER BY list_position(['0-1', '2-7', '8-30', '31-90', '>90'], code)) AS tot_hier, sum(teller) OVER () AS samen
  FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd'
),
mediaan AS (
  SELECT replace(code, '-', CASE $taal WHEN 'nl' THEN ' tot ' ELSE ' to ' END) || CASE $taal WHEN 'nl' THEN ' dagen' ELSE ' days' END AS klasse, samen
  FROM dagen WHERE 2 * tot_hier >= samen AND NOT EXISTS (FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd' AND conf_status = 'C')
  ORDER BY tot_hier LIMIT 1
)
SELECT sleutel, waarde, onder, boven, teller, noemer, NULL AS klasse, conf_status FROM aandeel
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, samen, klasse, 'F' FROM mediaan
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, NULL, NULL, 'C'
WHERE EXISTS (FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd' AND conf_status = 'C')
ORDER BY sleutel;
