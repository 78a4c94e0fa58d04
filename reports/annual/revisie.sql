-- One row a number of months after the month itself: how much the published monthly rate still changed.
SELECT vertraging, perioden, gemiddeld, onder, boven, absoluut, relatief
FROM revisie WHERE indicator = 'I02' AND reeks = 'per_100_fte' ORDER BY vertraging;
