-- One row an organisation and month up to the reference month in which it was expected and its FTE is known: that FTE, and whether it reported.
SELECT organisatie, maand, CAST(fte AS DOUBLE) AS fte, status IN ('geleverd', 'nul') AS gemeld
FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
JOIN noemer_maand USING (organisatie, maand)
WHERE status <> 'niet_verwacht' AND fte > 0
ORDER BY organisatie, maand;
