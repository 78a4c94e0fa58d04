-- One row an organisation, month and way in which an incident reached private life, relatives, both or neither; -8 when neither was asked.
SELECT organisatie, maand,
  CASE
    WHEN privesfeer = 'J' AND gericht_op IS NOT DISTINCT FROM 'NAASTE' THEN 'PRIVESFEER_EN_NAASTE'
    WHEN privesfeer = 'J' THEN 'ALLEEN_PRIVESFEER'
    WHEN gericht_op = 'NAASTE' THEN 'ALLEEN_NAASTE'
    WHEN privesfeer = 'N' AND gericht_op IN ('PERSOON', 'ORGANISATIE') THEN 'GEEN_VAN_BEIDE'
    WHEN privesfeer = '-8' AND gericht_op = '-8' THEN '-8'
    ELSE 'ONBEKEND'
  END AS code,
  count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
