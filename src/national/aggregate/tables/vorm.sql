-- One row an organisation, month and form (level 1): incidents with that form; an incident with several forms counts in each.
WITH samen AS (
  SELECT organisatie, maand, vormen, count(*) AS aantal
  FROM agressie
  WHERE maand BETWEEN $van AND $tot
  GROUP BY organisatie, maand, vormen
),
per_vorm AS (
  SELECT organisatie, maand, aantal, unnest(CASE WHEN len(vormen) > 0 THEN list_distinct(vormen) ELSE ['LEEG'] END) AS code
  FROM samen
)
SELECT organisatie, maand, code, sum(aantal) AS aantal
FROM per_vorm
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
