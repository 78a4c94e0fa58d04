-- One row an organisation and month whose incidents come from another delivery than when delivery number $n was the last one, with the cause.
WITH toen AS (
  SELECT m.organisatie, m.maand, m.levering_id
  FROM levering_maand m
  JOIN levering l ON l.levering_id = m.levering_id
  JOIN organisatie o ON o.code = m.organisatie AND m.maand >= o.sinds AND (o.tot IS NULL OR m.maand <= o.tot)
  WHERE m.levering_id <= $n
  QUALIFY row_number() OVER (PARTITION BY m.organisatie, m.maand ORDER BY l.geleverd DESC, l.koppeling_versie DESC, l.levering_id DESC) = 1
),
bekend AS (
  SELECT organisatie FROM toen
  UNION
  SELECT organisatie FROM nulverklaring WHERE levering_id <= $n
),
paar AS (
  SELECT coalesce(toen.organisatie, nu.organisatie) AS organisatie, coalesce(toen.maand, nu.maand) AS maand, toen.levering_id AS van, nu.levering_id AS naar
  FROM toen
  FULL JOIN huidig_deel nu ON nu.organisatie = toen.organisatie AND nu.maand = toen.maand
  WHERE toen.levering_id IS DISTINCT FROM nu.levering_id
)
SELECT paar.organisatie, paar.maand, paar.van, paar.naar,
  CASE
    WHEN naar IS NULL THEN 'VERVALLEN'
    WHEN van IS NULL AND NOT EXISTS (FROM bekend WHERE bekend.organisatie = paar.organisatie) THEN 'NIEUWE_ORGANISATIE'
    WHEN van IS NULL THEN 'NALEVERING'
    WHEN a.codeboek <> b.codeboek THEN 'CODEBOEK'
    WHEN a.koppeling_versie <> b.koppeling_versie AND EXISTS (
      FROM bronbestand x JOIN bronbestand y ON x.sha256 = y.sha256 WHERE x.levering_id = van AND y.levering_id = naar
    ) THEN 'KOPPELING'
    ELSE 'HERLEVERING'
  END AS oorzaak
FROM paar
LEFT JOIN levering a ON a.levering_id = van
LEFT JOIN levering b ON b.levering_id = naar
WHERE maand <= $tot
ORDER BY organisatie, maand;
