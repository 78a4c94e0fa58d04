-- One row an organisation, month and reason for not reporting to the police: an incident with several reasons counts in each.
WITH per_code AS (
  SELECT organisatie, maand, unnest(CASE WHEN len(reden_geen_aangifte) > 0 THEN list_distinct(reden_geen_aangifte) ELSE ['LEEG'] END) AS code
  FROM agressie
  WHERE maand BETWEEN $van AND $tot AND aangifte_status = 'NEE'
)
SELECT organisatie, maand, code, count(*) AS aantal
FROM per_code
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
