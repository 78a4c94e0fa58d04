-- one row per column of the table $tabel
SELECT column_name AS kolom, data_type AS type, comment AS toelichting
FROM duckdb_columns()
WHERE NOT internal AND lower(table_name) = lower($tabel)
ORDER BY column_index
