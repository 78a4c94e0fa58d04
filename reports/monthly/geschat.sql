-- One row a month that is estimated because reports still come in: the share known and the number expected once all is in, the latest first.
SELECT v.maand, v.aandeel AS bekend, v.verwacht, v.onder, v.boven, v.conf_status
FROM volledigheid v
WHERE v.status = 'geschat' AND v.verwacht IS NOT NULL AND v.maand <= $maand
ORDER BY v.maand DESC;
