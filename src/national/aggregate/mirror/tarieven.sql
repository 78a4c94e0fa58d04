-- One row an organisation: incidents and FTE-months over the months of the period in which it has both.
SELECT s.organisatie, count(*) AS maanden, CAST(sum(n.fte) AS DOUBLE) AS fte_maanden, CAST(coalesce(sum(a.aantal), 0) AS BIGINT) AS aantal
FROM levering_status_tussen($van, $tot) s
JOIN noemer_maand n ON n.organisatie = s.organisatie AND n.maand = s.maand AND n.fte > 0
LEFT JOIN (SELECT organisatie, maand, count(*) AS aantal FROM agressie GROUP BY organisatie, maand) a ON a.organisatie = s.organisatie AND a.maand = s.maand
WHERE s.status IN ('geleverd', 'nul')
GROUP BY s.organisatie
ORDER BY s.organisatie;
