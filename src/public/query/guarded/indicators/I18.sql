-- One row: incidents with injury, and with four or more days of sick leave, as shares of those of which it is known.
-- letsel_pct is published as: aandeel, letsel_som, MET_LETSEL
-- verzuim_pct is published as: aandeel, verzuim_klasse, 4+
SELECT 100.0 * count(*) FILTER (WHERE letsel IN ('PSYCH', 'LICHT', 'ERNSTIG')) / count(*) FILTER (WHERE letsel IN ('GEEN', 'PSYCH', 'LICHT', 'ERNSTIG')) AS letsel_pct,
  100.0 * count(*) FILTER (WHERE verzuim_klasse = '4+') / count(*) FILTER (WHERE verzuim_klasse IN ('0', '1-3', '4+')) AS verzuim_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
