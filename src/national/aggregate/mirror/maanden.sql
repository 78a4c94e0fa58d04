-- One row a month of one organisation inside its agreement: what was delivered, incidents of aggression and FTE.
SELECT s.maand, s.status, CAST(CASE WHEN s.status = 'geleverd' THEN l.geleverd END AS VARCHAR) AS geleverd,
  (SELECT count(*) FROM levering_maand m WHERE m.organisatie = s.organisatie AND m.maand = s.maand) AS leveringen,
  CASE WHEN s.status = 'geleverd' THEN o.regels END AS regels,
  CASE WHEN s.status = 'geleverd' THEN o.afgekeurd END AS afgekeurd,
  CASE WHEN s.status IN ('geleverd', 'nul') THEN coalesce(a.aantal, 0) END AS voorvallen,
  CAST(CASE WHEN n.fte > 0 THEN n.fte END AS DOUBLE) AS fte
FROM levering_status_tussen($van, $tot) s
LEFT JOIN levering l ON l.levering_id = s.levering_id
LEFT JOIN (
  SELECT levering_id, sum(aantal) AS regels, sum(aantal) FILTER (oordeel = 'rejected') AS afgekeurd FROM oordeel GROUP BY levering_id
) o ON o.levering_id = s.levering_id
LEFT JOIN (SELECT maand, count(*) AS aantal FROM agressie WHERE organisatie = $organisatie GROUP BY maand) a ON a.maand = s.maand
LEFT JOIN noemer_maand n ON n.organisatie = s.organisatie AND n.maand = s.maand
WHERE s.organisatie = $organisatie AND s.status <> 'niet_verwacht'
ORDER BY s.maand;
