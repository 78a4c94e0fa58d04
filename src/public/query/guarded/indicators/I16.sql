-- One row: incidents in a family that had one or more in the twelve months before, as a share of those of which it is known. It is
-- what the families without one leave: those with one may be few families, and are not counted by themselves.
-- aandeel_pct is published as: aandeel, herhaling_12m_som, EERDER
SELECT 100.0 - 100.0 * count(*) FILTER (WHERE herhaling_12m = '0') / count(*) FILTER (WHERE herhaling_12m IN ('0', '1', '2-4', '5+')) AS aandeel_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
