-- One row: the organisation's last twelve months, the national rate beside them, and who delivered.
WITH jaar AS (
  SELECT count(*) AS maanden, count(*) FILTER (status IN ('geleverd', 'nul')) AS ontvangen, sum(voorvallen) AS voorvallen,
    sum(voorvallen) FILTER (fte IS NOT NULL AND voorvallen IS NOT NULL) AS met_fte, sum(fte) FILTER (voorvallen IS NOT NULL) AS fte_maanden,
    sum(regels) AS regels, sum(afgekeurd) AS afgekeurd, max(geleverd) AS laatst,
    count(*) FILTER (vergelijking = 'F') AS vergeleken
  FROM spiegelmaand
  WHERE maand > strftime(strptime($maand || '-01', '%Y-%m-%d') - INTERVAL 12 MONTH, '%Y-%m')
),
landelijk AS (
  SELECT waarde, onder, boven FROM cijfer
  WHERE indicator = 'I02' AND reeks = 'per_100_fte' AND periode_soort = '12maanden' AND dimensie = 'totaal' AND periode LIKE '%/' || $maand
),
eigen AS (SELECT *, 1200.0 * met_fte / nullif(fte_maanden, 0) AS per_100, sqrt(greatest(met_fte, 1)) * 1.96 * 1200.0 / nullif(fte_maanden, 0) AS marge FROM jaar)
SELECT
  $maand AS maand,
  eigen.maanden, eigen.ontvangen, eigen.maanden - eigen.ontvangen AS ontbreekt, eigen.voorvallen, eigen.laatst,
  eigen.per_100,
  CASE WHEN eigen.vergeleken > 0 THEN landelijk.waarde END AS landelijk,
  CASE
    WHEN eigen.vergeleken = 0 OR landelijk.waarde IS NULL OR eigen.per_100 IS NULL THEN NULL
    WHEN eigen.per_100 - eigen.marge > landelijk.boven THEN 'HOGER'
    WHEN eigen.per_100 + eigen.marge < landelijk.onder THEN 'LAGER'
    ELSE 'GELIJK'
  END AS vergelijking,
  CASE WHEN eigen.regels > 0 THEN 100.0 * eigen.afgekeurd / eigen.regels END AS afgekeurd_pct,
  nullif(eigen.afgekeurd, 0) AS afgekeurd, eigen.regels,
  dekking.organisaties_geleverd AS geleverd, dekking.organisaties_verwacht AS verwacht, dekking.aandeel_fte,
  (SELECT count(*) FROM derde) AS derden
FROM eigen
LEFT JOIN landelijk ON TRUE
LEFT JOIN dekking ON dekking.maand = $maand
ORDER BY 1;
