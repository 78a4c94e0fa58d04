-- One row an organisation and month up to the reference month in which it was expected and any of its denominators is known: those denominators, and whether it reported.
SELECT organisatie, maand, status IN ('geleverd', 'nul') AS gemeld,
  CAST(CASE WHEN fte > 0 THEN fte END AS DOUBLE) AS fte,
  CAST(CASE WHEN fte_jb > 0 THEN fte_jb END AS DOUBLE) AS fte_jb,
  CAST(CASE WHEN fte_jr > 0 THEN fte_jr END AS DOUBLE) AS fte_jr,
  CAST(CASE WHEN medewerkers > 0 THEN medewerkers END AS DOUBLE) AS medewerkers,
  CAST(CASE WHEN jeugdigen > 0 THEN jeugdigen END AS DOUBLE) AS jeugdigen,
  CAST(CASE WHEN huisbezoeken > 0 THEN huisbezoeken END AS DOUBLE) AS huisbezoeken
FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
JOIN noemer_maand USING (organisatie, maand)
WHERE status <> 'niet_verwacht'
ORDER BY organisatie, maand;
