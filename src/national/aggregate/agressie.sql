-- One row an incident of aggression: all current incidents but those that consist of nothing but procedures.
-- Lists are not compared as a whole: DuckDB 1.5 then reads columns under run-length encoding wrongly (duckdb issue 19700).
CREATE OR REPLACE TEMP VIEW agressie AS
SELECT *
FROM huidig_voorval
WHERE NOT coalesce(len(vormen) = 1 AND vormen[1] = 'PROC', FALSE);
