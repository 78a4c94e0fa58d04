-- One row a share of the year, named dimension:code, with the class of days that holds the median removal under its own name.
WITH aandeel AS (SELECT * FROM cijfer WHERE reeks = 'aandeel' AND periode_soort = 'jaar' AND periode = $jaar),
dagen AS (
  SELECT code, teller, sum(teller) OVER (ORDER BY list_position(['0-1', '2-7', '8-30', '31-90', '>90'], code)) AS tot_hier, sum(teller) OVER () AS samen
  FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd'
),
mediaan AS (
  SELECT CASE code WHEN '>90' THEN CASE $taal WHEN 'nl' THEN 'meer dan 90 dagen' ELSE 'more than 90 days' END
    ELSE replace(code, '-', CASE $taal WHEN 'nl' THEN ' tot ' ELSE ' to ' END) || CASE $taal WHEN 'nl' THEN ' dagen' ELSE ' days' END END AS klasse, samen
  FROM dagen WHERE 2 * tot_hier >= samen AND NOT EXISTS (FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd' AND conf_status = 'C')
  ORDER BY tot_hier LIMIT 1
)
SELECT dimensie || ':' || code AS sleutel, waarde, onder, boven, teller, noemer, NULL AS klasse, conf_status FROM aandeel
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, samen, klasse, 'F' FROM mediaan
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, NULL, NULL, 'C'
WHERE EXISTS (FROM aandeel WHERE dimensie = 'verwijder_doorlooptijd' AND conf_status = 'C')
ORDER BY sleutel;
