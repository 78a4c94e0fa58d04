-- One row a month, up to 36 and at least 13 ending with the reference month; a month without a figure stays in, so that lines break there.
WITH grens AS (SELECT strptime($maand || '-01', '%Y-%m-%d') AS laatste),
begin AS (
  SELECT least(greatest(strptime(coalesce(min(c.periode), $maand) || '-01', '%Y-%m-%d'), any_value(laatste) - INTERVAL 35 MONTH), any_value(laatste) - INTERVAL 12 MONTH) AS eerste
  FROM grens LEFT JOIN cijfer c ON c.periode_soort = 'maand' AND c.indicator = 'I02' AND c.reeks = 'per_100_fte'
),
maand AS (SELECT strftime(unnest(generate_series(eerste, laatste, INTERVAL 1 MONTH)), '%Y-%m') AS maand FROM begin, grens)
SELECT
  maand.maand,
  aantal.waarde AS voorvallen,
  per_100.waarde AS per_100, per_100.onder, per_100.boven,
  per_100.noemer AS fte,
  dekking.aandeel_fte,
  dekking.organisaties_geleverd || '/' || dekking.organisaties_verwacht AS organisaties,
  coalesce(dekking.status <> 'definitief', FALSE) AS voorlopig,
  CASE WHEN volledigheid.status = 'nog onvolledig' THEN '#'
    ELSE CASE dekking.status WHEN 'voorlopig' THEN '*' WHEN 'nader voorlopig' THEN '**' ELSE '' END END AS teken,
  CASE
    WHEN per_100.conf_status = 'C' THEN CASE $taal WHEN 'nl' THEN 'onderdrukt' ELSE 'suppressed' END
    WHEN per_100.waarde IS NULL THEN CASE $taal WHEN 'nl' THEN 'geen cijfer' ELSE 'no figure' END
    WHEN volledigheid.status = 'nog onvolledig' THEN CASE $taal WHEN 'nl' THEN 'nog onvolledig' ELSE 'not complete yet' END
    WHEN $taal = 'nl' THEN dekking.status
    ELSE CASE dekking.status WHEN 'voorlopig' THEN 'provisional' WHEN 'nader voorlopig' THEN 'revised prov.' ELSE 'final' END
  END AS status,
  coalesce(volledigheid.status = 'nog onvolledig', FALSE) AND per_100.waarde IS NOT NULL AS onvolledig,
  -- the expected number on the same denominator
  per_100.waarde * volledigheid.verwacht / nullif(aantal.waarde, 0) AS verwacht_per_100,
  per_100.waarde * volledigheid.onder / nullif(aantal.waarde, 0) AS verwacht_onder,
  per_100.waarde * volledigheid.boven / nullif(aantal.waarde, 0) AS verwacht_boven,
  maand.maand = $maand AS laatste,
  maand.maand = strftime(strptime($maand || '-01', '%Y-%m-%d') - INTERVAL 12 MONTH, '%Y-%m') AS jaar_eerder,
  per_100.conf_status
FROM maand
LEFT JOIN cijfer aantal ON aantal.indicator = 'I01' AND aantal.reeks = 'voorvallen' AND aantal.dimensie = 'totaal' AND aantal.periode = maand.maand
LEFT JOIN cijfer per_100 ON per_100.indicator = 'I02' AND per_100.reeks = 'per_100_fte' AND per_100.dimensie = 'totaal' AND per_100.periode = maand.maand
LEFT JOIN dekking ON dekking.maand = maand.maand
LEFT JOIN volledigheid ON volledigheid.maand = maand.maand
ORDER BY maand.maand;
