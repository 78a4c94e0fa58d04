-- One row an organisation, delivery, kind of unit and number of incidents f: how many units had f incidents in the period of the delivery; only of deliveries that still count for all their months.
WITH geleverd AS (
  SELECT m.levering_id, min(m.maand) AS van, max(m.maand) AS tot, count(*) AS maanden, count(d.levering_id) AS geldig
  FROM levering_maand m
  LEFT JOIN huidig_deel d ON d.levering_id = m.levering_id AND d.maand = m.maand
  GROUP BY m.levering_id
)
SELECT h.organisatie, g.van, g.tot,
  CASE g.maanden WHEN 1 THEN 'maand' WHEN 3 THEN 'kwartaal' WHEN 6 THEN 'halfjaar' WHEN 12 THEN 'jaar' END AS termijn,
  h.eenheid, h.f, h.aantal
FROM herhaling h
JOIN geleverd g ON g.levering_id = h.levering_id
WHERE g.geldig = g.maanden AND g.maanden IN (1, 3, 6, 12) AND g.tot <= $tot AND h.f > 0 AND h.aantal > 0
ORDER BY h.organisatie, g.van, g.tot, h.levering_id, h.eenheid, h.f;
