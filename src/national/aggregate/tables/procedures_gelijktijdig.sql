-- One row an organisation, month and class of the number of procedures that ran at the same time.
SELECT organisatie, maand, coalesce(procedures_gelijktijdig, 'LEEG') AS code, count(*) AS aantal
FROM huidig_voorval
WHERE maand BETWEEN $van AND $tot AND list_contains(vormen, 'PROC')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
