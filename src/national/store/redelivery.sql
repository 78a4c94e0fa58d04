-- One row a month of a delivery and the delivery that counted for it before: the next in the order by which deliveries count.
SELECT m.maand, v.levering_id AS vorige
FROM levering_maand m
JOIN levering l ON l.levering_id = m.levering_id,
LATERAL (
  SELECT p.levering_id
  FROM levering_maand p
  JOIN levering e ON e.levering_id = p.levering_id
  WHERE p.organisatie = m.organisatie AND p.maand = m.maand AND p.levering_id <> m.levering_id
    AND (e.geleverd, e.koppeling_versie, e.levering_id) < (l.geleverd, l.koppeling_versie, l.levering_id)
  ORDER BY e.geleverd DESC, e.koppeling_versie DESC, e.levering_id DESC
  LIMIT 1
) v
WHERE m.levering_id = $id
ORDER BY m.maand
