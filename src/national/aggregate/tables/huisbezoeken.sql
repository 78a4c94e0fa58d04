-- One row an organisation, month and whether its number of home visits is known (MET) or not (ZONDER): only MET can stand above them in a rate.
SELECT organisatie, maand, CASE WHEN noemer_maand.huisbezoeken > 0 THEN 'MET' ELSE 'ZONDER' END AS code, count(*) AS aantal
FROM agressie
LEFT JOIN noemer_maand USING (organisatie, maand)
WHERE maand BETWEEN $van AND $tot AND locatie = 'HUISBEZOEK'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
