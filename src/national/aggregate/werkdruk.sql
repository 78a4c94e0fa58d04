-- One row an organisation and month up to the reference month in which it reported and its FTE of youth protection is known: what its workload is made of.
SELECT organisatie, maand,
  CAST(fte AS DOUBLE) AS fte,
  CAST(fte_jb AS DOUBLE) AS fte_jb,
  CAST(gezinnen AS DOUBLE) AS gezinnen,
  CAST(jeugdigen AS DOUBLE) AS jeugdigen,
  CAST(vacatures_fte AS DOUBLE) AS vacatures
FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
JOIN noemer_maand USING (organisatie, maand)
WHERE status IN ('geleverd', 'nul') AND fte_jb > 0
ORDER BY organisatie, maand;
