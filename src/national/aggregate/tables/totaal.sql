-- One row an organisation, month and nothing more: the incidents of aggression.
SELECT organisatie, maand, 'ALLE' AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
