-- One row an organisation, month and class of days from a report the police recorded to the decision on it; LOPEND without one.
SELECT organisatie, maand, coalesce(aangifte_doorlooptijd, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND aangifte_status = 'GEDAAN'
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
