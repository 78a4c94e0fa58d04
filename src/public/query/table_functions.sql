-- one row per function of the engine that may stand in FROM
SELECT DISTINCT lower(function_name) AS naam
FROM duckdb_functions()
WHERE function_type = 'table'
ORDER BY naam
