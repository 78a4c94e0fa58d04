-- One row a class of days of $meting in the last year up to this one that has figures: the part still running (Kaplan-Meier).
WITH jaar AS (SELECT max(periode) AS periode FROM duur WHERE meting = $meting AND periode <= $jaar AND length(periode) = 4 AND waarde IS NOT NULL)
SELECT CASE $taal WHEN 'nl' THEN 'na ' ELSE 'after ' END || d.dagen || CASE WHEN $taal = 'nl' THEN CASE d.dagen WHEN 1 THEN ' dag' ELSE ' dagen' END ELSE CASE d.dagen WHEN 1 THEN ' day' ELSE ' days' END END AS label,
  d.periode, d.waarde AS aandeel, d.onder, d.boven, max(d.lopend) OVER () AS lopend, max(d.gevolgd) OVER () AS gevolgd,
  max(CASE WHEN d.mediaan = 'J' THEN d.dagen END) OVER () AS helft, d.conf_status
FROM duur d JOIN jaar USING (periode) WHERE d.meting = $meting
ORDER BY d.dagen;
