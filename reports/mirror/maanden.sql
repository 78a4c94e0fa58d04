-- One row a month of the organisation's agreement, the last 36 at most.
SELECT maand, status AS soort,
  CASE $taal WHEN 'nl' THEN CASE status WHEN 'nul' THEN 'nulverklaring' ELSE status END
    ELSE CASE status WHEN 'geleverd' THEN 'delivered' WHEN 'nul' THEN 'zero declared' WHEN 'gewist' THEN 'purged' ELSE 'missing' END END AS status,
  geleverd, leveringen, regels, afgekeurd, voorvallen, fte, per_100, onder, boven,
  CASE WHEN vergelijking = 'F' THEN landelijk END AS landelijk,
  CASE vergelijking WHEN 'C' THEN CASE $taal WHEN 'nl' THEN 'onderdrukt' ELSE 'suppressed' END WHEN 'W' THEN CASE $taal WHEN 'nl' THEN 'te weinig anderen' ELSE 'too few others' END END AS reden
FROM spiegelmaand
ORDER BY maand;
