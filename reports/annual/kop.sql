-- One row: the headline figures of the year, the year before, and who delivered.
WITH ref AS (SELECT $jaar AS jaar, (($jaar)::INTEGER - 1)::VARCHAR AS vorig_jaar),
c AS (SELECT * FROM cijfer WHERE periode_soort = 'jaar'),
per_100 AS (SELECT * FROM c WHERE indicator = 'I02' AND reeks = 'per_100_fte' AND dimensie = 'totaal'),
maanden AS (
  SELECT maand[:4] AS jaar, count(*) AS maanden, max(organisaties_verwacht) AS verwacht, min(organisaties_geleverd) AS minst_geleverd,
    max(organisaties_geleverd) AS meest_geleverd, bool_and(organisaties_geleverd = organisaties_verwacht) AS alle, sum(fte_geleverd) / nullif(sum(fte_verwacht), 0) AS aandeel_fte, bool_and(status = 'definitief') AS definitief
  FROM dekking GROUP BY maand[:4]
)
SELECT ref.jaar, ref.vorig_jaar,
  aantal.waarde AS voorvallen,
  totaal.waarde AS landelijk, totaal.onder AS landelijk_onder, totaal.boven AS landelijk_boven,
  nu.waarde AS per_100, nu.onder, nu.boven,
  vorig.waarde AS vorig_per_100, vorig.onder AS vorig_onder, vorig.boven AS vorig_boven,
  mw.waarde AS per_100_mw, mw.onder AS mw_onder, mw.boven AS mw_boven,
  jeugd.waarde AS per_1000_jeugd, jeugd.onder AS jeugd_onder, jeugd.boven AS jeugd_boven,
  huis.waarde AS per_1000_huis, huis.onder AS huis_onder, huis.boven AS huis_boven,
  m.verwacht, m.minst_geleverd, m.meest_geleverd, m.aandeel_fte, m.maanden,
  CASE WHEN m.aandeel_fte >= 0.8 THEN 'RUIM' WHEN m.aandeel_fte >= 0.6 THEN 'KRAP' ELSE 'TE_LAAG' END AS dekking_oordeel,
  CASE WHEN m.alle THEN 'ALLE' ELSE 'NIET_ALLE' END AS geleverd,
  CASE WHEN m.definitief THEN 'definitief' ELSE 'voorlopig' END AS status,
  CASE WHEN $taal = 'nl' THEN CASE WHEN m.definitief THEN 'definitief' ELSE 'voorlopig' END ELSE CASE WHEN m.definitief THEN 'final' ELSE 'provisional' END END AS status_tekst,
  (SELECT split_part(max(vintage), '.', 1) FROM cijfer) AS vintage,
  nu.conf_status
FROM ref
LEFT JOIN maanden m ON m.jaar = ref.jaar
LEFT JOIN c aantal ON aantal.indicator = 'I01' AND aantal.reeks = 'voorvallen' AND aantal.dimensie = 'totaal' AND aantal.periode = ref.jaar
-- where everyone delivered, the count itself is the total
LEFT JOIN c totaal ON totaal.indicator = 'I01' AND totaal.reeks = 'landelijk_totaal' AND totaal.periode = ref.jaar AND totaal.onder < totaal.boven AND NOT m.alle
LEFT JOIN per_100 nu ON nu.periode = ref.jaar
LEFT JOIN per_100 vorig ON vorig.periode = ref.vorig_jaar
LEFT JOIN c mw ON mw.indicator = 'I02' AND mw.reeks = 'per_100_medewerkers' AND mw.dimensie = 'totaal' AND mw.periode = ref.jaar
LEFT JOIN c jeugd ON jeugd.indicator = 'I03' AND jeugd.reeks = 'per_1000_jeugdigen' AND jeugd.dimensie = 'totaal' AND jeugd.periode = ref.jaar
LEFT JOIN c huis ON huis.indicator = 'I04' AND huis.reeks = 'per_1000_huisbezoeken' AND huis.periode = ref.jaar
ORDER BY ref.jaar LIMIT 1;
