-- One row an incident that counts in one of the files only, or in both and told differently; of what no longer counts, the row
-- in the newer file when its number is still there. An incident without a number is compared with nothing.
CREATE OR REPLACE TABLE verschil_voorval AS
  WITH
    telt_nu AS (SELECT * FROM stand_nu WHERE oordeel IN ('valid', 'signal') AND sleutel IS NOT NULL),
    telde AS (SELECT * FROM stand_vorige WHERE oordeel IN ('valid', 'signal') AND sleutel IS NOT NULL),
    ook_nu AS (SELECT sleutel, min(nr) AS nr FROM stand_nu WHERE sleutel IS NOT NULL GROUP BY sleutel),
    ook_toen AS (SELECT DISTINCT sleutel FROM stand_vorige WHERE sleutel IS NOT NULL)
  SELECT CASE WHEN o.sleutel IS NULL THEN 'nieuw' ELSE 'hersteld' END AS soort, t.maand, t.blad, t.rij, 'now' AS van, t.nr, NULL::BIGINT AS vorige_nr
  FROM telt_nu t LEFT JOIN ook_toen o ON o.sleutel = t.sleutel
  WHERE t.sleutel NOT IN (SELECT sleutel FROM telde)
  UNION ALL
  SELECT 'gewijzigd', t.maand, t.blad, t.rij, 'now', t.nr, d.nr
  FROM telt_nu t JOIN telde d ON d.sleutel = t.sleutel JOIN voorval n ON n.nr = t.nr JOIN vorige.voorval v ON v.nr = d.nr
  WHERE $changed
  UNION ALL
  SELECT 'afgevallen', d.maand, s.blad, s.rij, 'now', s.nr, d.nr
  FROM telde d JOIN ook_nu o ON o.sleutel = d.sleutel JOIN stand_nu s ON s.nr = o.nr
  WHERE d.sleutel NOT IN (SELECT sleutel FROM telt_nu)
  UNION ALL
  SELECT 'verdwenen', d.maand, d.blad, d.rij, 'earlier', d.nr, d.nr
  FROM telde d WHERE d.sleutel NOT IN (SELECT sleutel FROM ook_nu);
