-- One row: the state of the store, by its latest delivery date and last delivery.
SELECT CAST(max(geleverd) AS VARCHAR) AS geleverd, max(levering_id) AS levering_id
FROM levering;
