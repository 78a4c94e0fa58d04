-- One row a month: what the reporting organisations that know it have between them of each denominator, and whether one of them is carried forward.
SELECT maand,
  CAST(sum(fte) FILTER (fte > 0) AS DOUBLE) AS fte,
  CAST(sum(fte_jb) FILTER (fte_jb > 0) AS DOUBLE) AS fte_jb,
  CAST(sum(fte_jr) FILTER (fte_jr > 0) AS DOUBLE) AS fte_jr,
  CAST(sum(medewerkers) FILTER (medewerkers > 0) AS DOUBLE) AS medewerkers,
  CAST(sum(jeugdigen) FILTER (jeugdigen > 0) AS DOUBLE) AS jeugdigen,
  CAST(sum(huisbezoeken) FILTER (huisbezoeken > 0) AS DOUBLE) AS huisbezoeken,
  bool_or(vlag = 'i') AS doorgetrokken
FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
JOIN noemer_maand USING (organisatie, maand)
WHERE status IN ('geleverd', 'nul')
GROUP BY maand
ORDER BY maand;
