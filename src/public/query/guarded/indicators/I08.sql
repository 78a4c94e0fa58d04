-- One row: incidents that are online by their form or their channel as a share of all; those that are both count once.
-- aandeel_pct is published as: aandeel, online_som, ONLINE
SELECT 100.0 * (count(*) FILTER (WHERE vorm_onln = 'J') + count(*) FILTER (WHERE kanaal = 'ONLINE') - count(*) FILTER (WHERE vorm_onln = 'J' AND kanaal = 'ONLINE')) / count(*) AS aandeel_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
