-- one row per table or view of the release
SELECT naam, toelichting
FROM (
  SELECT table_name AS naam, comment AS toelichting FROM duckdb_tables() WHERE NOT internal AND NOT temporary
  UNION ALL
  SELECT view_name AS naam, comment AS toelichting FROM duckdb_views() WHERE NOT internal AND NOT temporary
)
ORDER BY naam
