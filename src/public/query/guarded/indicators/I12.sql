-- One row: the first steps of the funnel: judged an offence as a share of those of which it is known, and reports recorded as a share of those tried. What the prosecutor and the court did is published only.
-- strafbaar_pct is published as: aandeel, strafbaar_feit, J
-- opgenomen_pct is published as: aandeel, aangifte_status, GEDAAN
SELECT 100.0 * count(*) FILTER (WHERE strafbaar_feit = 'J') / count(*) FILTER (WHERE strafbaar_feit IN ('J', 'N')) AS strafbaar_pct,
  100.0 * count(*) FILTER (WHERE aangifte_status = 'GEDAAN') / count(*) FILTER (WHERE aangifte_status IN ('GEDAAN', 'GEWEIGERD', 'INGETROKKEN')) AS opgenomen_pct
FROM voorval
WHERE maand BETWEEN $1 AND $2
