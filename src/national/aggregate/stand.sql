-- One row: the state of the store, by its latest delivery date, last delivery and last purge.
SELECT CAST(max(geleverd) AS VARCHAR) AS geleverd, max(levering_id) AS levering_id, (SELECT max(wissing_id) FROM wissing) AS wissing_id
FROM levering;
