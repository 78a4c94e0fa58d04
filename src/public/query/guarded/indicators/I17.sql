-- One row: aftercare within three days as a share of incidents whose aftercare is known.
-- aandeel_pct is published as: aandeel, nazorg, GEKREGEN_3D
SELECT 100.0 * count(*) FILTER (WHERE nazorg = 'GEKREGEN_3D') / count(*) FILTER (WHERE nazorg IN ('NIET_AANGEBODEN', 'AANGEBODEN_GEWEIGERD', 'GEKREGEN_3D', 'GEKREGEN_LATER')) AS aandeel_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
