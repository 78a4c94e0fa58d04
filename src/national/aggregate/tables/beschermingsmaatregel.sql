-- One row an organisation, month and protective measure: an incident with several measures counts in each.
WITH per_code AS (
  SELECT organisatie, maand, unnest(CASE WHEN len(beschermingsmaatregel) > 0 THEN list_distinct(beschermingsmaatregel) ELSE ['LEEG'] END) AS code
  FROM agressie
  WHERE maand BETWEEN $van AND $tot
)
SELECT organisatie, maand, code, count(*) AS aantal
FROM per_code
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
