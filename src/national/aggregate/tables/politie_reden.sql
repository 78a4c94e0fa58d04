-- One row an organisation, month and reason why the police gave no assistance or came too late.
SELECT organisatie, maand, coalesce(politie_reden, 'LEEG') AS code, count(*) AS aantal
FROM agressie
WHERE maand BETWEEN $van AND $tot AND politie_uitkomst IN ('NIET_VERLEEND', 'TE_LAAT')
GROUP BY organisatie, maand, code
ORDER BY organisatie, maand, code;
