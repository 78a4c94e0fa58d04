-- One row an organisation, month and way in which an incident was online: by its form, by its channel, both or neither.
SELECT organisatie, maand,
  CASE
    WHEN list_contains(vormen, 'ONLN') AND kanaal IS NOT DISTINCT FROM 'ONLINE' THEN 'VORM_EN_KANAAL'
    WHEN list_contains(vormen, 'ONLN') THEN 'ALLEEN_VORM'
    WHEN kanaal = 'ONLINE' THEN 'ALLEEN_KANAAL'
    ELSE 'NIET_ONLINE'
  END AS code,
  count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
