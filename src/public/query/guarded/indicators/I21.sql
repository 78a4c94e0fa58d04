-- One row: risk information had, and asked but not received, as shares of incidents on home visits of which it is known.
-- gehad_pct is published as: aandeel, huisbezoek_risico_info, GEHAD
-- niet_gekregen_pct is published as: aandeel, huisbezoek_risico_info, GEVRAAGD_NIET_GEKREGEN
SELECT 100.0 * count(*) FILTER (WHERE huisbezoek_risico_info = 'GEHAD') / count(*) FILTER (WHERE huisbezoek_risico_info IN ('GEHAD', 'GEVRAAGD_NIET_GEKREGEN', 'NIET_GEVRAAGD')) AS gehad_pct,
  100.0 * count(*) FILTER (WHERE huisbezoek_risico_info = 'GEVRAAGD_NIET_GEKREGEN') / count(*) FILTER (WHERE huisbezoek_risico_info IN ('GEHAD', 'GEVRAAGD_NIET_GEKREGEN', 'NIET_GEVRAAGD')) AS niet_gekregen_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2 AND locatie = 'HUISBEZOEK'
