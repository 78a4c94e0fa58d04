-- One row an organisation, month and whether the incident was judged an offence.
SELECT organisatie, maand, coalesce(strafbaar_feit, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
