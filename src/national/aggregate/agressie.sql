-- One row an incident of aggression: all current incidents but those that consist of nothing but procedures.
CREATE OR REPLACE TEMP VIEW agressie AS
SELECT *
FROM huidig_voorval
WHERE vormen IS DISTINCT FROM ['PROC'];
