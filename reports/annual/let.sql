-- One row a calendar year of cases of the national expert team and the high-risk team.
SELECT jaar, stand_gemiddeld, instroom, uitstroom, duur_gemiddeld, duur_mediaan, duur_mediaan_onder, duur_mediaan_boven, conf_status
FROM let WHERE jaar <= $jaar ORDER BY jaar;
