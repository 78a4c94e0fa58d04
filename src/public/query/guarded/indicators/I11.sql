-- One row: assistance refused or too late, as a share of what was asked from the police and whose outcome is known.
-- aandeel_pct is published as: aandeel, politie_uitkomst_som, NIET_OF_TE_LAAT
SELECT 100.0 * count(*) FILTER (WHERE politie_uitkomst IN ('NIET_VERLEEND', 'TE_LAAT')) / count(*) FILTER (WHERE politie_uitkomst IN ('VERLEEND', 'TE_LAAT', 'NIET_VERLEEND')) AS aandeel_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
