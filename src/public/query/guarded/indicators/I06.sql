-- One row: severe and very severe (3-4) as a share of incidents of known severity.
-- aandeel_pct is published as: aandeel, ernst_som, ERNSTIG
SELECT 100.0 * count(*) FILTER (WHERE ernst IN ('3', '4')) / count(*) FILTER (WHERE ernst IN ('1', '2', '3', '4')) AS aandeel_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
