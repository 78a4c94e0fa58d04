-- One row: how many months of the year are not final and not complete yet.
SELECT nullif(count(*), 0) AS onvolledig
FROM volledigheid v JOIN dekking d USING (maand) WHERE v.maand[:4] = $jaar AND v.status = 'nog onvolledig' AND d.status <> 'definitief'
ORDER BY 1;
