-- One row a month of the year: its figure between the control limits, the rule that fires, and the rate over the twelve months that end with it.
SELECT r.maand, r.waarde, r.midden, r.onder, r.boven,
  CASE WHEN $taal = 'nl' THEN CASE r.signaal WHEN 'BOVEN_GRENS' THEN 'boven de grens' WHEN 'ONDER_GRENS' THEN 'onder de grens' WHEN 'STIJGING_VAN_7' THEN 'zeven maanden stijgend'
    WHEN 'DALING_VAN_7' THEN 'zeven maanden dalend' WHEN 'TWEE_VAN_DRIE_BOVEN' THEN 'twee van drie dicht bij de bovengrens' WHEN 'TWEE_VAN_DRIE_ONDER' THEN 'twee van drie dicht bij de ondergrens'
    WHEN 'ZEVEN_BOVEN' THEN 'zeven maanden boven het midden' WHEN 'ZEVEN_ONDER' THEN 'zeven maanden onder het midden' ELSE 'geen' END
  ELSE CASE r.signaal WHEN 'BOVEN_GRENS' THEN 'above the limit' WHEN 'ONDER_GRENS' THEN 'below the limit' WHEN 'STIJGING_VAN_7' THEN 'seven months rising'
    WHEN 'DALING_VAN_7' THEN 'seven months falling' WHEN 'TWEE_VAN_DRIE_BOVEN' THEN 'two of three near the upper limit' WHEN 'TWEE_VAN_DRIE_ONDER' THEN 'two of three near the lower limit'
    WHEN 'ZEVEN_BOVEN' THEN 'seven months above the centre' WHEN 'ZEVEN_ONDER' THEN 'seven months below the centre' ELSE 'none' END END AS signaal,
  count(r.signaal) OVER () AS signalen, count(r.waarde) OVER () AS maanden,
  CASE WHEN bool_or(r.proef = 'J') OVER () THEN 'J' END AS proef,
  t.waarde AS twaalf, t.onder AS twaalf_onder, t.boven AS twaalf_boven, min(t.waarde) OVER () AS twaalf_laagst, max(t.waarde) OVER () AS twaalf_hoogst,
  r.conf_status
FROM regelkaart r
LEFT JOIN cijfer t ON t.indicator = 'I02' AND t.reeks = 'per_100_fte_12m' AND t.periode = r.maand
WHERE r.indicator = 'I02' AND r.maand[:4] = $jaar
ORDER BY r.maand;
