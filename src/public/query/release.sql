-- one row per property of the release
SELECT sleutel, waarde
FROM kenmerk
ORDER BY sleutel
