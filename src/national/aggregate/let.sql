-- One row a case that the teams took on, with its first and last month and the month before the newest list, up to which it was followed.
SELECT z.startmaand AS van, z.eindmaand AS tot, maand_na(strftime(l.geleverd, '%Y-%m'), -1) AS gevolgd
FROM huidig_let_zaak z
JOIN levering l ON l.levering_id = z.levering_id
WHERE z.uitkomst_aanmelding = 'OVERGENOMEN' AND z.startmaand IS NOT NULL
ORDER BY van, tot, gevolgd;
