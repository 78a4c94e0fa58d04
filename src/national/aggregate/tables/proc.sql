-- One row an organisation, month and company in which stacked procedures came: alone, with an online attack, or with another form.
SELECT organisatie, maand,
  CASE
    WHEN len(vormen) = 1 THEN 'ALLEEN'
    WHEN list_contains(vormen, 'ONLN') THEN 'MET_ONLN'
    ELSE 'MET_ANDERE'
  END AS code,
  count(*) AS aantal
FROM huidig_voorval
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'PROC')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
