-- One row a survey, year, population and form: a share that others published.
SELECT bron, jaar, populatie, vorm, CAST(aandeel_pct AS DOUBLE) AS aandeel_pct, vindplaats
FROM huidig_enquete
WHERE jaar <= CAST($tot[:4] AS INTEGER)
ORDER BY bron, jaar, populatie, vorm;
