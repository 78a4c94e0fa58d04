-- One row a marked event that has begun by the reference month.
SELECT code, van, tot, soort, label_nl, label_en
FROM huidig_gebeurtenis
WHERE van[:7] <= $tot
ORDER BY code;
