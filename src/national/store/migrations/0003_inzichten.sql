-- What counts now. A later delivery of a slice replaces an earlier one here, in these views, and nowhere else.

CREATE MACRO maand_na(maand_van, aantal_maanden) AS
  strftime(CAST(maand_van || '-01' AS DATE) + to_months(aantal_maanden), '%Y-%m');

-- One row a month from first to last, both included.
CREATE MACRO maanden_tussen(eerste, laatste) AS TABLE
  SELECT strftime(dag, '%Y-%m') AS maand
  FROM (SELECT unnest(generate_series(CAST(eerste || '-01' AS DATE), CAST(laatste || '-01' AS DATE), INTERVAL 1 MONTH)) AS dag);

-- One row a slice (organisation, month) inside the agreement: the delivery that counted on a day. The latest
-- delivery date wins, then the newest mapping, then the last one ingested.
CREATE MACRO deel_op(peildag) AS TABLE
  SELECT m.organisatie, m.maand, m.levering_id,
    count(*) OVER (PARTITION BY m.organisatie, m.maand) > 1 AS herlevering
  FROM levering_maand m
  JOIN levering l ON l.levering_id = m.levering_id
  JOIN organisatie o ON o.code = m.organisatie AND m.maand >= o.sinds AND (o.tot IS NULL OR m.maand <= o.tot)
  WHERE l.geleverd <= CAST(peildag AS DATE)
  QUALIFY row_number() OVER (
    PARTITION BY m.organisatie, m.maand ORDER BY l.geleverd DESC, l.koppeling_versie DESC, l.levering_id DESC
  ) = 1;

-- One row an incident, as it was known on a day.
CREATE MACRO voorval_op(peildag) AS TABLE
SELECT v.levering_id,
  v.organisatie,
  v.codeboek,
  v.incident_id,
  v.maand,
  v.dagdeel::VARCHAR AS dagdeel,
  v.meldvertraging::VARCHAR AS meldvertraging,
  v.doorlopend::VARCHAR AS doorlopend,
  v.vormen::VARCHAR[] AS vormen,
  v.vormen2::VARCHAR[] AS vormen2,
  v.kanaal::VARCHAR AS kanaal,
  v.kanalen::VARCHAR[] AS kanalen,
  v.locatie::VARCHAR AS locatie,
  v.regio::VARCHAR AS regio,
  v.relatie::VARCHAR AS relatie,
  v.aantal_veroorzakers::VARCHAR AS aantal_veroorzakers,
  v.aantal_medewerkers::VARCHAR AS aantal_medewerkers,
  v.herhaling_12m::VARCHAR AS herhaling_12m,
  v.slachtoffer_herhaling::VARCHAR AS slachtoffer_herhaling,
  v.functie::VARCHAR AS functie,
  v.maatregel::VARCHAR AS maatregel,
  v.aanleiding::VARCHAR AS aanleiding,
  v.gericht_op::VARCHAR AS gericht_op,
  v.privesfeer::VARCHAR AS privesfeer,
  v.ernst::VARCHAR AS ernst,
  v.letsel::VARCHAR AS letsel,
  v.verzuim_klasse::VARCHAR AS verzuim_klasse,
  v.politie_gevraagd::VARCHAR AS politie_gevraagd,
  v.politie_uitkomst::VARCHAR AS politie_uitkomst,
  v.politie_reden::VARCHAR AS politie_reden,
  v.aangifte_status::VARCHAR AS aangifte_status,
  v.aangifte_door::VARCHAR AS aangifte_door,
  v.reden_geen_aangifte::VARCHAR[] AS reden_geen_aangifte,
  v.vpt_code::VARCHAR AS vpt_code,
  v.strafbaar_feit::VARCHAR AS strafbaar_feit,
  v.aangifte_doorlooptijd::VARCHAR AS aangifte_doorlooptijd,
  v.strafvervolg::VARCHAR AS strafvervolg,
  v.platform::VARCHAR AS platform,
  v.verwijderverzoek::VARCHAR AS verwijderverzoek,
  v.verwijder_uitkomst::VARCHAR AS verwijder_uitkomst,
  v.verwijder_doorlooptijd::VARCHAR AS verwijder_doorlooptijd,
  v.nog_vindbaar_90d::VARCHAR AS nog_vindbaar_90d,
  v.procedure_soort::VARCHAR[] AS procedure_soort,
  v.procedures_gelijktijdig::VARCHAR AS procedures_gelijktijdig,
  v.nazorg::VARCHAR AS nazorg,
  v.werkgever_maatregel::VARCHAR[] AS werkgever_maatregel,
  v.beschermingsmaatregel::VARCHAR[] AS beschermingsmaatregel,
  v.huisbezoek_risico_info::VARCHAR AS huisbezoek_risico_info,
  v.gevolg_kind::VARCHAR AS gevolg_kind,
  v.gevolg_werk::VARCHAR AS gevolg_werk
FROM voorval v
JOIN deel_op(peildag) d ON d.levering_id = v.levering_id AND d.maand = v.maand;

CREATE VIEW huidig_deel AS SELECT * FROM deel_op('9999-12-31');

CREATE VIEW huidig_voorval AS SELECT * FROM voorval_op('9999-12-31');

-- One row a declared month.
CREATE VIEW huidig_nulverklaring AS
  SELECT organisatie, maand, max(levering_id) AS levering_id FROM nulverklaring GROUP BY organisatie, maand;

-- One row an organisation and month.
CREATE MACRO levering_status_tussen(eerste, laatste) AS TABLE
  SELECT o.code AS organisatie, m.maand,
    CASE
      WHEN m.maand < o.sinds OR m.maand > o.tot THEN 'niet_verwacht'
      WHEN d.levering_id IS NOT NULL THEN 'geleverd'
      WHEN n.levering_id IS NOT NULL THEN 'nul'
      ELSE 'ontbreekt'
    END AS status,
    coalesce(d.herlevering, false) AS herlevering,
    CASE WHEN m.maand < o.sinds OR m.maand > o.tot THEN NULL ELSE coalesce(d.levering_id, n.levering_id) END AS levering_id
  FROM organisatie o
  CROSS JOIN maanden_tussen(eerste, laatste) m
  LEFT JOIN huidig_deel d ON d.organisatie = o.code AND d.maand = m.maand
  LEFT JOIN huidig_nulverklaring n ON n.organisatie = o.code AND n.maand = m.maand;

-- From the first month of any agreement to the last month that any organisation delivered or declared.
CREATE VIEW levering_status AS
  SELECT * FROM levering_status_tussen(
    (SELECT min(sinds) FROM organisatie),
    (SELECT coalesce(max(maand), (SELECT min(sinds) FROM organisatie))
     FROM (SELECT maand FROM huidig_deel UNION ALL SELECT maand FROM huidig_nulverklaring))
  );

-- One row an organisation, region and period: the newest denominator record.
CREATE VIEW huidig_noemer AS
  SELECT n.*, l.geleverd
  FROM noemer n
  JOIN levering l ON l.levering_id = n.levering_id
  QUALIFY row_number() OVER (
    PARTITION BY n.organisatie, n.regio, n.periode ORDER BY l.geleverd DESC, l.levering_id DESC
  ) = 1;

-- One row an organisation and period: the record of the whole, or else the sum of its regions. A sum with an unknown
-- part is unknown; a ratio of several regions too.
CREATE VIEW noemer_periode AS
  SELECT organisatie, periode, van_maand, tot_maand,
    date_diff('month', CAST(van_maand || '-01' AS DATE), CAST(tot_maand || '-01' AS DATE)) + 1 AS maanden,
    max(levering_id) AS levering_id,
    max(geleverd) AS geleverd,
    CASE WHEN count(*) = count(fte_jb) THEN sum(fte_jb) END AS fte_jb,
    CASE WHEN count(*) = count(fte_jr) THEN sum(fte_jr) END AS fte_jr,
    CASE WHEN count(*) = count(medewerkers_jb) THEN sum(medewerkers_jb) END AS medewerkers_jb,
    CASE WHEN count(*) = count(medewerkers_jr) THEN sum(medewerkers_jr) END AS medewerkers_jr,
    CASE WHEN count(*) = count(jeugdigen_ots) THEN sum(jeugdigen_ots) END AS jeugdigen_ots,
    CASE WHEN count(*) = count(jeugdigen_ots_begin) THEN sum(jeugdigen_ots_begin) END AS jeugdigen_ots_begin,
    CASE WHEN count(*) = count(jeugdigen_ots_instroom) THEN sum(jeugdigen_ots_instroom) END AS jeugdigen_ots_instroom,
    CASE WHEN count(*) = count(jeugdigen_ots_uitstroom) THEN sum(jeugdigen_ots_uitstroom) END AS jeugdigen_ots_uitstroom,
    CASE WHEN count(*) = count(jeugdigen_ots_eind) THEN sum(jeugdigen_ots_eind) END AS jeugdigen_ots_eind,
    CASE WHEN count(*) = count(jeugdigen_vots) THEN sum(jeugdigen_vots) END AS jeugdigen_vots,
    CASE WHEN count(*) = count(jeugdigen_vots_begin) THEN sum(jeugdigen_vots_begin) END AS jeugdigen_vots_begin,
    CASE WHEN count(*) = count(jeugdigen_vots_instroom) THEN sum(jeugdigen_vots_instroom) END AS jeugdigen_vots_instroom,
    CASE WHEN count(*) = count(jeugdigen_vots_uitstroom) THEN sum(jeugdigen_vots_uitstroom) END AS jeugdigen_vots_uitstroom,
    CASE WHEN count(*) = count(jeugdigen_vots_eind) THEN sum(jeugdigen_vots_eind) END AS jeugdigen_vots_eind,
    CASE WHEN count(*) = count(jeugdigen_voogdij) THEN sum(jeugdigen_voogdij) END AS jeugdigen_voogdij,
    CASE WHEN count(*) = count(jeugdigen_voogdij_begin) THEN sum(jeugdigen_voogdij_begin) END AS jeugdigen_voogdij_begin,
    CASE WHEN count(*) = count(jeugdigen_voogdij_instroom) THEN sum(jeugdigen_voogdij_instroom) END AS jeugdigen_voogdij_instroom,
    CASE WHEN count(*) = count(jeugdigen_voogdij_uitstroom) THEN sum(jeugdigen_voogdij_uitstroom) END AS jeugdigen_voogdij_uitstroom,
    CASE WHEN count(*) = count(jeugdigen_voogdij_eind) THEN sum(jeugdigen_voogdij_eind) END AS jeugdigen_voogdij_eind,
    CASE WHEN count(*) = count(jeugdigen_tijdelijke_voogdij) THEN sum(jeugdigen_tijdelijke_voogdij) END AS jeugdigen_tijdelijke_voogdij,
    CASE WHEN count(*) = count(jeugdigen_tijdelijke_voogdij_begin) THEN sum(jeugdigen_tijdelijke_voogdij_begin) END AS jeugdigen_tijdelijke_voogdij_begin,
    CASE WHEN count(*) = count(jeugdigen_tijdelijke_voogdij_instroom) THEN sum(jeugdigen_tijdelijke_voogdij_instroom) END AS jeugdigen_tijdelijke_voogdij_instroom,
    CASE WHEN count(*) = count(jeugdigen_tijdelijke_voogdij_uitstroom) THEN sum(jeugdigen_tijdelijke_voogdij_uitstroom) END AS jeugdigen_tijdelijke_voogdij_uitstroom,
    CASE WHEN count(*) = count(jeugdigen_tijdelijke_voogdij_eind) THEN sum(jeugdigen_tijdelijke_voogdij_eind) END AS jeugdigen_tijdelijke_voogdij_eind,
    CASE WHEN count(*) = count(jeugdigen_jr) THEN sum(jeugdigen_jr) END AS jeugdigen_jr,
    CASE WHEN count(*) = count(jeugdigen_jr_begin) THEN sum(jeugdigen_jr_begin) END AS jeugdigen_jr_begin,
    CASE WHEN count(*) = count(jeugdigen_jr_instroom) THEN sum(jeugdigen_jr_instroom) END AS jeugdigen_jr_instroom,
    CASE WHEN count(*) = count(jeugdigen_jr_uitstroom) THEN sum(jeugdigen_jr_uitstroom) END AS jeugdigen_jr_uitstroom,
    CASE WHEN count(*) = count(jeugdigen_jr_eind) THEN sum(jeugdigen_jr_eind) END AS jeugdigen_jr_eind,
    CASE WHEN count(*) = count(maatregelen_totaal) THEN sum(maatregelen_totaal) END AS maatregelen_totaal,
    CASE WHEN count(*) = count(gezinnen) THEN sum(gezinnen) END AS gezinnen,
    CASE WHEN count(*) = count(jeugdigen_muhp) THEN sum(jeugdigen_muhp) END AS jeugdigen_muhp,
    CASE WHEN count(*) = count(huisbezoeken) THEN sum(huisbezoeken) END AS huisbezoeken,
    CASE WHEN count(*) = 1 THEN any_value(uren_per_gezin) END AS uren_per_gezin,
    CASE WHEN count(*) = 1 THEN any_value(gezinnen_per_fte) END AS gezinnen_per_fte,
    CASE WHEN count(*) = 1 THEN any_value(verzuim_pct) END AS verzuim_pct,
    CASE WHEN count(*) = 1 THEN any_value(verloop_pct) END AS verloop_pct,
    CASE WHEN count(*) = count(vacatures_fte) THEN sum(vacatures_fte) END AS vacatures_fte,
    CASE WHEN count(*) = 1 THEN any_value(meldsysteem) END AS meldsysteem,
    CASE WHEN count(*) = 1 THEN any_value(meldplicht_beleid) END AS meldplicht_beleid,
    CASE WHEN count(*) = 1 THEN any_value(meldcampagne_maand) END AS meldcampagne_maand
  FROM (
    SELECT *, bool_or(regio IS NULL) OVER (PARTITION BY organisatie, periode) AS geheel FROM huidig_noemer
  )
  WHERE regio IS NULL OR NOT geheel
  GROUP BY organisatie, periode, van_maand, tot_maand;

-- One row an organisation and month: the shortest, then newest period that covers the month; without one, the last
-- period that ended at most 12 months before, with vlag 'i'. Inflow, outflow and home visits of a period are spread evenly over its
-- months; averages and stocks are taken as they are.
CREATE VIEW noemer_maand AS
SELECT p.organisatie, m.maand,
  CASE WHEN m.maand > p.tot_maand THEN 'i' ELSE '' END AS vlag,
  p.levering_id, p.periode,
  p.fte_jb + p.fte_jr AS fte,
  p.medewerkers_jb + p.medewerkers_jr AS medewerkers,
  p.jeugdigen_ots + p.jeugdigen_vots + p.jeugdigen_voogdij + p.jeugdigen_tijdelijke_voogdij + p.jeugdigen_jr AS jeugdigen,
  p.fte_jb,
  p.fte_jr,
  p.medewerkers_jb,
  p.medewerkers_jr,
  p.jeugdigen_ots,
  p.jeugdigen_ots_begin,
  CAST(p.jeugdigen_ots_instroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_ots_instroom,
  CAST(p.jeugdigen_ots_uitstroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_ots_uitstroom,
  p.jeugdigen_ots_eind,
  p.jeugdigen_vots,
  p.jeugdigen_vots_begin,
  CAST(p.jeugdigen_vots_instroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_vots_instroom,
  CAST(p.jeugdigen_vots_uitstroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_vots_uitstroom,
  p.jeugdigen_vots_eind,
  p.jeugdigen_voogdij,
  p.jeugdigen_voogdij_begin,
  CAST(p.jeugdigen_voogdij_instroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_voogdij_instroom,
  CAST(p.jeugdigen_voogdij_uitstroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_voogdij_uitstroom,
  p.jeugdigen_voogdij_eind,
  p.jeugdigen_tijdelijke_voogdij,
  p.jeugdigen_tijdelijke_voogdij_begin,
  CAST(p.jeugdigen_tijdelijke_voogdij_instroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_tijdelijke_voogdij_instroom,
  CAST(p.jeugdigen_tijdelijke_voogdij_uitstroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_tijdelijke_voogdij_uitstroom,
  p.jeugdigen_tijdelijke_voogdij_eind,
  p.jeugdigen_jr,
  p.jeugdigen_jr_begin,
  CAST(p.jeugdigen_jr_instroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_jr_instroom,
  CAST(p.jeugdigen_jr_uitstroom / p.maanden AS DECIMAL(18,6)) AS jeugdigen_jr_uitstroom,
  p.jeugdigen_jr_eind,
  p.maatregelen_totaal,
  p.gezinnen,
  p.jeugdigen_muhp,
  CAST(p.huisbezoeken / p.maanden AS DECIMAL(18,6)) AS huisbezoeken,
  p.uren_per_gezin,
  p.gezinnen_per_fte,
  p.verzuim_pct,
  p.verloop_pct,
  p.vacatures_fte,
  p.meldsysteem,
  p.meldplicht_beleid,
  p.meldcampagne_maand
FROM noemer_periode p
CROSS JOIN LATERAL (SELECT maand_na(p.van_maand, CAST(unnest(range(p.maanden + 12)) AS INTEGER)) AS maand) m
QUALIFY row_number() OVER (
  PARTITION BY p.organisatie, m.maand
  ORDER BY m.maand <= p.tot_maand DESC, CASE WHEN m.maand > p.tot_maand THEN p.tot_maand END DESC,
    p.maanden, p.geleverd DESC, p.levering_id DESC
) = 1;

-- One row a case of the newest list of each team.
CREATE VIEW huidig_let_zaak AS
  SELECT z.*
  FROM let_zaak z
  JOIN levering l ON l.levering_id = z.levering_id
  QUALIFY rank() OVER (PARTITION BY z.let_team ORDER BY l.geleverd DESC, l.levering_id DESC) = 1;

CREATE VIEW huidig_gebeurtenis AS
  SELECT g.*
  FROM gebeurtenis g
  JOIN levering l ON l.levering_id = g.levering_id
  QUALIFY row_number() OVER (PARTITION BY g.code ORDER BY l.geleverd DESC, l.levering_id DESC) = 1;

CREATE VIEW huidig_enquete AS
  SELECT e.*
  FROM enquete e
  JOIN levering l ON l.levering_id = e.levering_id
  QUALIFY row_number() OVER (
    PARTITION BY e.bron, e.jaar, e.populatie, e.vorm ORDER BY l.geleverd DESC, l.levering_id DESC
  ) = 1;

-- R29 and R30 as far as only the store can see them: one row an organisation, month and defect.
CREATE MACRO opslag_bevinding_tussen(eerste, laatste) AS TABLE
  WITH stand AS (
    SELECT s.organisatie, s.maand, s.status, s.levering_id, coalesce(v.aantal, 0) AS voorvallen
    FROM levering_status_tussen(eerste, laatste) s
    LEFT JOIN (SELECT organisatie, maand, count(*) AS aantal FROM huidig_voorval GROUP BY organisatie, maand) v
      ON v.organisatie = s.organisatie AND v.maand = s.maand
  )
  SELECT 'R29' AS regel, 'ontbreekt' AS oorzaak, organisatie, maand FROM stand WHERE status = 'ontbreekt'
  UNION ALL
  SELECT 'R29', 'geen_voorvallen_geen_nulverklaring', s.organisatie, s.maand
  FROM stand s
  LEFT JOIN huidig_nulverklaring n ON n.organisatie = s.organisatie AND n.maand = s.maand
  WHERE s.status = 'geleverd' AND n.maand IS NULL
    AND NOT EXISTS (FROM voorval v WHERE v.levering_id = s.levering_id)
  UNION ALL
  SELECT 'R29', 'nulverklaring_met_voorvallen', s.organisatie, s.maand
  FROM stand s
  JOIN huidig_nulverklaring n ON n.organisatie = s.organisatie AND n.maand = s.maand
  WHERE s.status = 'geleverd' AND s.voorvallen > 0
  UNION ALL
  SELECT 'R30', 'geen_fte_met_voorvallen', s.organisatie, s.maand
  FROM stand s
  JOIN noemer_maand n ON n.organisatie = s.organisatie AND n.maand = s.maand
  WHERE s.voorvallen > 0 AND n.fte_jb <= 0
  ORDER BY ALL;
