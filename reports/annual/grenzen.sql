-- One row a size of organisation: between which rates it would lie by chance and the usual differences.
SELECT fte, midden, onder_95, boven_95, onder_998, boven_998, fte = max(fte) OVER () AS laatste
FROM funnelgrens WHERE periode = $jaar ORDER BY fte;
