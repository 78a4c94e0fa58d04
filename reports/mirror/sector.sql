-- One row a bar: the three thirds of the organisations, all together, and this one; none when there are too few organisations for thirds.
WITH jaar AS (
  SELECT sum(voorvallen) FILTER (fte IS NOT NULL) AS teller, sum(fte) FILTER (voorvallen IS NOT NULL) AS noemer
  FROM spiegelmaand WHERE maand > strftime(strptime($maand || '-01', '%Y-%m-%d') - INTERVAL 12 MONTH, '%Y-%m')
),
rijen AS (
  SELECT derde AS volgorde, 'derde' AS soort,
    CASE $taal WHEN 'nl' THEN ['Laagste derde', 'Middelste derde', 'Hoogste derde'][derde] ELSE ['Lowest third', 'Middle third', 'Highest third'][derde] END AS label,
    per_100
  FROM derde
  UNION ALL
  SELECT 4, 'landelijk', CASE $taal WHEN 'nl' THEN 'Alle organisaties samen' ELSE 'All organisations together' END, waarde
  FROM cijfer WHERE indicator = 'I02' AND reeks = 'per_100_fte' AND periode_soort = '12maanden' AND dimensie = 'totaal' AND periode LIKE '%/' || $maand AND conf_status = 'F'
  UNION ALL
  SELECT 5, 'eigen', (SELECT waarde FROM kenmerk WHERE sleutel = 'voor_naam'), 1200.0 * teller / nullif(noemer, 0) FROM jaar
)
SELECT volgorde, soort, label, per_100 FROM rijen WHERE EXISTS (FROM derde) ORDER BY volgorde;
