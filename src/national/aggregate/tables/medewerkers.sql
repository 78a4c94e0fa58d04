-- One row an organisation, month and whether its number of employees is known (MET) or not (ZONDER): only MET can stand above them in a rate.
SELECT organisatie, maand, CASE WHEN noemer_maand.medewerkers > 0 THEN 'MET' ELSE 'ZONDER' END AS code, count(*) AS aantal
FROM agressie
LEFT JOIN noemer_maand USING (organisatie, maand)
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
