-- One row when data changed since the previous release: the causes in one line, the largest first, and how many months of organisations they are.
WITH oorzaken AS (
  SELECT lower(label[1]) || label[2:] AS label, organisatiemaanden, klasse, oorzaak
  FROM (SELECT *, CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label FROM wijziging)
)
SELECT sum(organisatiemaanden)::INTEGER AS organisatiemaanden,
  string_agg(label || ': ' || organisatiemaanden, '; ' ORDER BY organisatiemaanden DESC, oorzaak) AS oorzaken
FROM oorzaken HAVING count(*) > 0
ORDER BY ALL;
