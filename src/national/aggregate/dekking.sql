-- One row a month from the first agreement to the reference month: who delivered, and how much of the FTE they stand for.
SELECT maand,
  count(*) FILTER (status <> 'niet_verwacht') AS verwacht,
  count(*) FILTER (status IN ('geleverd', 'nul')) AS geleverd,
  count(*) FILTER (status = 'nul') AS nul,
  CAST(sum(fte) FILTER (status <> 'niet_verwacht' AND fte > 0) AS DOUBLE) AS fte_verwacht,
  CAST(sum(fte) FILTER (status IN ('geleverd', 'nul') AND fte > 0) AS DOUBLE) AS fte_geleverd,
  coalesce(bool_or(vlag = 'i') FILTER (status IN ('geleverd', 'nul')), FALSE) AS doorgetrokken
FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
LEFT JOIN noemer_maand USING (organisatie, maand)
GROUP BY maand
ORDER BY maand;
