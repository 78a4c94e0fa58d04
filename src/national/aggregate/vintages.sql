-- One row a month of incidents and a calendar month of deliveries: incidents known at its end, of the organisation-months that were first delivered in the month after.
WITH eerste AS (
  SELECT m.organisatie, m.maand, strftime(min(l.geleverd), '%Y-%m') AS vanaf
  FROM levering_maand m
  JOIN levering l ON l.levering_id = m.levering_id
  GROUP BY m.organisatie, m.maand
),
gewoon AS (SELECT organisatie, maand, vanaf FROM eerste WHERE vanaf = maand_na(maand, 1) AND maand <= $tot),
aantallen AS (
  SELECT v.levering_id, v.maand, count(*) AS aantal
  FROM voorval v
  WHERE NOT coalesce(len(v.vormen) = 1 AND v.vormen[1] = 'PROC', FALSE)
  GROUP BY v.levering_id, v.maand
),
laatste AS (SELECT strftime(max(geleverd), '%Y-%m') AS maand FROM levering WHERE soort = 'voorval'),
standen AS (SELECT g.organisatie, g.maand, s.maand AS stand FROM gewoon g, laatste, maanden_tussen(g.vanaf, least(laatste.maand, maand_na(g.maand, 13))) s),
geldig AS (
  SELECT s.organisatie, s.maand, s.stand, m.levering_id
  FROM standen s
  JOIN levering_maand m ON m.organisatie = s.organisatie AND m.maand = s.maand
  JOIN levering l ON l.levering_id = m.levering_id AND strftime(l.geleverd, '%Y-%m') <= s.stand
  QUALIFY row_number() OVER (PARTITION BY s.organisatie, s.maand, s.stand ORDER BY l.geleverd DESC, l.koppeling_versie DESC, l.levering_id DESC) = 1
)
SELECT g.maand, g.stand, CAST(sum(coalesce(a.aantal, 0)) AS BIGINT) AS aantal
FROM geldig g
LEFT JOIN aantallen a ON a.levering_id = g.levering_id AND a.maand = g.maand
GROUP BY g.maand, g.stand
ORDER BY g.maand, g.stand;
