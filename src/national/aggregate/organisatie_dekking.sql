-- One row a month and organisation of $genoemd, and one for the others together. Where the others are one or two, they could
-- be told by leaving the named out: then nobody is named.
WITH stand AS (
  SELECT maand, organisatie, status
  FROM levering_status_tussen((SELECT min(sinds) FROM organisatie), $tot)
  WHERE status <> 'niet_verwacht'
), anderen AS (
  SELECT maand, count(*) FILTER (NOT list_contains($genoemd, organisatie)) AS n
  FROM stand
  GROUP BY maand
)
SELECT maand,
  CASE WHEN list_contains($genoemd, organisatie) AND n NOT IN (1, 2) THEN organisatie ELSE 'ANDERE' END AS organisatie,
  count(*) AS verwacht,
  count(*) FILTER (status IN ('geleverd', 'nul')) AS geleverd
FROM stand
JOIN anderen USING (maand)
GROUP BY ALL
ORDER BY maand, organisatie;
