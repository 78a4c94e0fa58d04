-- One row a calendar year: counts, rate, index and the yearly change by TRIM with the word of Statistics Netherlands.
SELECT a.periode AS jaar, a.waarde AS voorvallen,
  r.waarde AS per_100, r.onder, r.boven,
  i.waarde AS index_waarde, i.onder AS index_onder, i.boven AS index_boven,
  v.waarde AS verandering, v.onder AS verandering_onder, v.boven AS verandering_boven,
  CASE WHEN $taal = 'nl' THEN lower(replace(v.woord, '_', ' ')) ELSE CASE v.woord
    WHEN 'STERKE_TOENAME' THEN 'strong increase' WHEN 'MATIGE_TOENAME' THEN 'moderate increase' WHEN 'STABIEL' THEN 'stable'
    WHEN 'ONZEKER' THEN 'uncertain' WHEN 'MATIGE_AFNAME' THEN 'moderate decrease' WHEN 'STERKE_AFNAME' THEN 'strong decrease' END END AS woord_tekst,
  v.woord,
  CASE WHEN v.onder > 0 THEN 'HOGER' WHEN v.boven < 0 THEN 'LAGER' WHEN v.waarde IS NOT NULL THEN 'GEEN' END AS richting,
  abs(v.waarde) AS grootte,
  CASE WHEN contains(coalesce(v.obs_status, ''), 'b') THEN 'J' END AS breuk,
  coalesce(r.conf_status, a.conf_status) AS conf_status
FROM cijfer a
LEFT JOIN cijfer r ON r.indicator = 'I02' AND r.reeks = 'per_100_fte' AND r.dimensie = 'totaal' AND r.periode_soort = 'jaar' AND r.periode = a.periode
LEFT JOIN trend i ON i.maat = 'index' AND i.code = 'ALLE_LEVERAARS' AND i.periode = a.periode
LEFT JOIN trend v ON v.maat = 'verandering' AND v.code = 'ALLE_LEVERAARS' AND v.periode = a.periode
WHERE a.indicator = 'I01' AND a.reeks = 'voorvallen' AND a.dimensie = 'totaal' AND a.periode_soort = 'jaar' AND a.periode <= $jaar
ORDER BY a.periode;
