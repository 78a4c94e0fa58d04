-- One row a measure of the scorecard, named dimension:code; `klasse` is the class of days that holds the median removal.
WITH jaar AS (FROM cijfer WHERE periode_soort = '12maanden' AND periode LIKE '%/' || $maand),
aandeel AS (
  SELECT dimensie || ':' || code AS sleutel, * FROM jaar
  WHERE reeks = 'aandeel' AND dimensie IN ('politie_uitkomst', 'aangifte_status', 'strafvervolg', 'strafvervolg_som', 'vpt_code', 'verwijderverzoek', 'verwijder_uitkomst',
    'verwijder_doorlooptijd', 'huisbezoek_risico_info', 'nazorg')
)
SELECT sleutel, waarde, onder, boven, teller, noemer, NULL AS klasse, conf_status FROM aandeel
UNION ALL
SELECT 'verwijder_mediaan', NULL, NULL, NULL, NULL, max(d.noemer) FILTER (m.code IS NOT NULL),
  any_value(CASE WHEN $taal = 'nl' THEN l.label_nl ELSE l.label_en END), CASE WHEN bool_or(d.conf_status = 'C') THEN 'C' ELSE 'F' END
FROM aandeel d
LEFT JOIN jaar m ON m.reeks = 'mediaan_klasse' AND m.dimensie = 'verwijder_doorlooptijd'
LEFT JOIN codelijst l ON l.lijst = m.dimensie AND l.code = m.code
WHERE d.dimensie = 'verwijder_doorlooptijd'
ORDER BY sleutel;
