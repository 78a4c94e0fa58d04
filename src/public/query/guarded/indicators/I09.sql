-- One row: removal asked as a share of online attacks of which it is known.
-- gevraagd_pct is published as: aandeel, verwijderverzoek, J
SELECT 100.0 * count(*) FILTER (WHERE verwijderverzoek = 'J') / count(*) FILTER (WHERE verwijderverzoek IN ('J', 'N')) AS gevraagd_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2 AND vorm_onln = 'J'
