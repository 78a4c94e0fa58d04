-- One row an organisation, year (under its last month) and context factor: the incidents that the organisation itself counted under it.
SELECT organisatie, jaar || '-12' AS maand, contextfactor AS code, CAST(aantal AS BIGINT) AS aantal
FROM huidig_contextfactor
WHERE aantal IS NOT NULL AND jaar || '-12' BETWEEN $van AND $tot
ORDER BY organisatie, maand, code;
