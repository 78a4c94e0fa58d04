-- One row an organisation, verdict and month: rows of the deliveries that count now, under the last month that each covers.
SELECT l.organisatie, l.tot_maand AS maand, l.van_maand AS van, o.oordeel AS code, sum(o.aantal) AS aantal
FROM oordeel o
JOIN levering l ON l.levering_id = o.levering_id
WHERE l.levering_id IN (SELECT levering_id FROM huidig_deel) AND l.tot_maand <= $tot
GROUP BY ALL
ORDER BY ALL;
