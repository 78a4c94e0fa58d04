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
    WHEN anders.onder IS NULL OR volledigheid.status = 'nog onvolledig' THEN NULL
    WHEN anders.onder > 0 THEN 'HOGER'
    WHEN anders.boven < 0 THEN 'LAGER'
    ELSE 'GELIJK'
  END AS vergelijking,
  abs(anders.waarde) AS verschil, anders.onder AS verschil_onder, anders.boven AS verschil_boven,
  CASE WHEN anders.waarde < 0 THEN 'MINDER' WHEN anders.waarde > 0 THEN 'MEER' ELSE 'EVENVEEL' END AS richting,
  abs(trend.waarde) AS jaar_verschil, trend.onder AS jaar_onder, trend.boven AS jaar_boven,
  CASE WHEN trend.waarde < 0 THEN 'MINDER' WHEN trend.waarde > 0 THEN 'MEER' ELSE 'EVENVEEL' END AS jaar_richting,
  CASE trend.woord WHEN 'STERKE_TOENAME' THEN CASE $taal WHEN 'nl' THEN 'sterke toename' ELSE 'strong increase' END
    WHEN 'MATIGE_TOENAME' THEN CASE $taal WHEN 'nl' THEN 'matige toename' ELSE 'moderate increase' END
    WHEN 'STABIEL' THEN CASE $taal WHEN 'nl' THEN 'stabiel' ELSE 'stable' END
    WHEN 'ONZEKER' THEN CASE $taal WHEN 'nl' THEN 'onzeker' ELSE 'uncertain' END
    WHEN 'MATIGE_AFNAME' THEN CASE $taal WHEN 'nl' THEN 'matige afname' ELSE 'moderate decrease' END
    WHEN 'STERKE_AFNAME' THEN CASE $taal WHEN 'nl' THEN 'sterke afname' ELSE 'strong decrease' END END AS jaar_woord,
  jaar.waarde AS jaar_voorvallen,
  landelijk.waarde AS landelijk, landelijk.onder AS landelijk_onder, landelijk.boven AS landelijk_boven,
  dekking.organisaties_verwacht AS verwacht,
  dekking.organisaties_geleverd AS geleverd,
  nullif(dekking.organisaties_nul, 0) AS nul,
  dekking.organisaties_verwacht - dekking.organisaties_geleverd AS ontbreekt,
  dekking.aandeel_fte,
  vorig_dekking.aandeel_fte AS vorig_aandeel_fte,
  (SELECT split_part(max(vintage), '.', 1) FROM cijfer) AS vintage,
  dekking.status,
  CASE WHEN volledigheid.status = 'nog onvolledig' THEN 'J' END AS onvolledig,
  (SELECT max('J') FROM volledigheid WHERE status = 'nog onvolledig' AND maand <= $maand) AS gearceerd,
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
LEFT JOIN cijfer anders ON anders.indicator = 'I30' AND anders.reeks = 'verandering_jaar_eerder' AND anders.periode = ref.maand
LEFT JOIN trend ON trend.maat = 'verandering' AND trend.code = 'ALLE_LEVERAARS' AND trend.periode LIKE '%/' || ref.maand
-- where everyone delivered, the count itself is the total; below the threshold the release holds none
LEFT JOIN cijfer landelijk ON landelijk.indicator = 'I01' AND landelijk.reeks = 'landelijk_totaal' AND landelijk.periode LIKE '%/' || ref.maand AND landelijk.onder < landelijk.boven
LEFT JOIN jaar ON TRUE
ORDER BY ref.maand LIMIT 1;
