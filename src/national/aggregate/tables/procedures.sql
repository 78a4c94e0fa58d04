-- One row an organisation and month: incidents that consist of nothing but stacked procedures; they are no part of the aggression total.
SELECT organisatie, maand, 'ALLE' AS code, count(*) AS aantal
FROM huidig_voorval
WHERE maand BETWEEN $van AND $tot AND len(vormen) = 1 AND vormen[1] = 'PROC'
GROUP BY organisatie, maand
ORDER BY organisatie, maand;
