-- one row per way to go on after the text $begin, the likeliest first; ours: a table or column of the release itself
WITH ours AS (
  SELECT table_name AS naam FROM duckdb_columns() WHERE NOT internal
  UNION
  SELECT column_name AS naam FROM duckdb_columns() WHERE NOT internal
)
SELECT suggestion, suggestion_start, suggestion_type, suggestion_type IN ('table', 'column') AND suggestion IN (SELECT naam FROM ours) AS ours
FROM sql_auto_complete($begin)
ORDER BY suggestion_score, suggestion
