-- One row: the figures of the reference month, the same month a year earlier, and who delivered.
WITH ref AS (
  SELECT $maand AS maand, strftime(strptime($maand || '-01', '%Y-%m-%d') - INTERVAL 12 MONTH, '%Y-%m') AS vorig_maand
),
per_100 AS (
  SELECT periode, waarde, onder, boven, conf_status FROM cijfer
  WHERE indicator = 'I02' AND reeks = 'per_100_fte' AND periode_soort = 'maand' AND dimensie = 'totaal'
),
jaar AS (
  SELECT waarde FROM cijfer
  WHERE indicator = 'I01' AND reeks = 'voorvallen' AND periode_soort = '12maanden' AND dimensie = 'totaal' AND periode LIKE '%/' || $maand
)
SELECT
  ref.maand,
  ref.vorig_maand,
  aantal.waarde AS voorvallen,
  nu.waarde AS per_100, nu.onder, nu.boven,
  vorig.waarde AS vorig_per_100, vorig.onder AS vorig_onder, vorig.boven AS vorig_boven,
  CASE
    WHEN nu.onder IS NULL OR vorig.onder IS NULL OR volledigheid.status = 'nog onvolledig' THEN NULL
    WHEN nu.onder > vorig.boven THEN 'HOGER'
    WHEN nu.boven < vorig.onder THEN 'LAGER'
    ELSE 'OVERLAP'
  END AS vergelijking,
  jaar.waarde AS jaar_voorvallen,
  dekking.organisaties_verwacht AS verwacht,
  dekking.organisaties_geleverd AS geleverd,
  nullif(dekking.organisaties_nul, 0) AS nul,
  dekking.organisaties_verwacht - dekking.organisaties_geleverd AS ontbreekt,
  dekking.aandeel_fte,
  vorig_dekking.aandeel_fte AS vorig_aandeel_fte,
  (SELECT split_part(max(vintage), '.', 1) FROM cijfer) AS vintage,
  dekking.status,
  CASE WHEN volledigheid.status = 'nog onvolledig' THEN 'J' END AS onvolledig,
  CASE WHEN volledigheid.status = 'geschat' THEN volledigheid.aandeel END AS bekend,
  CASE WHEN volledigheid.status = 'geschat' THEN volledigheid.verwacht END AS nog_verwacht, volledigheid.onder AS nog_onder, volledigheid.boven AS nog_boven,
  CASE WHEN $taal = 'nl' THEN dekking.status
    ELSE CASE dekking.status WHEN 'voorlopig' THEN 'provisional' WHEN 'nader voorlopig' THEN 'revised provisional' ELSE 'final' END END AS status_tekst
FROM ref
LEFT JOIN per_100 nu ON nu.periode = ref.maand
LEFT JOIN per_100 vorig ON vorig.periode = ref.vorig_maand
LEFT JOIN cijfer aantal ON aantal.indicator = 'I01' AND aantal.reeks = 'voorvallen' AND aantal.dimensie = 'totaal' AND aantal.periode = ref.maand
LEFT JOIN dekking ON dekking.maand = ref.maand
LEFT JOIN volledigheid ON volledigheid.maand = ref.maand
LEFT JOIN dekking vorig_dekking ON vorig_dekking.maand = ref.vorig_maand
LEFT JOIN jaar ON TRUE
ORDER BY ref.maand LIMIT 1;
