-- One row an event that falls in the months shown; labels that would touch are spread over three heights (`rij`), in a narrow chart each has its own (`rij_smal`); `rechts` marks those near the edge.
WITH venster AS (
  SELECT greatest(min(periode), strftime(strptime($maand || '-01', '%Y-%m-%d') - INTERVAL 35 MONTH, '%Y-%m')) AS eerste
  FROM cijfer WHERE periode_soort = 'maand' AND indicator = 'I02' AND reeks = 'per_100_fte'
),
zichtbaar AS (
  SELECT g.code, CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label,
    greatest(g.van[:7], eerste) AS van,
    CASE WHEN g.tot IS NOT NULL THEN least(g.tot[:7], $maand) END AS tot
  FROM gebeurtenis g, venster
  WHERE g.van[:7] <= $maand AND coalesce(g.tot[:7], g.van[:7]) >= eerste
),
groep AS (
  SELECT *, coalesce(datediff('month', lag(strptime(van || '-01', '%Y-%m-%d')) OVER w, strptime(van || '-01', '%Y-%m-%d')) > 12, TRUE) AS los
  FROM zichtbaar WINDOW w AS (ORDER BY van, code)
),
genummerd AS (SELECT *, sum(los::INTEGER) OVER (ORDER BY van, code) AS nummer FROM groep)
SELECT van, tot, label,
  (row_number() OVER (PARTITION BY nummer ORDER BY van, code) - 1) % 3 AS rij,
  (row_number() OVER (ORDER BY van, code) - 1) % 6 AS rij_smal,
  datediff('month', strptime(van || '-01', '%Y-%m-%d'), strptime($maand || '-01', '%Y-%m-%d')) < 12 AS rechts
FROM genummerd
ORDER BY van, code;
