/** A made-up sector in a store, the same for the same size. */
import type { Database } from '../../database/database.js';
import { openStore } from '../store/open.js';

export interface Sector {
  incidents: number;
  months: number;
  organisations: number;
  /** Index of an organisation that never delivers FTE. */
  withoutFte?: number;
}

/** Fills a store with a made-up sector that ends in June 2024: one organisation ten times the size of another. */
export async function fillStore(db: Database, { incidents, months, organisations, withoutFte = -1 }: Sector): Promise<void> {
  await openStore(db);
  const pick = (name: string, ...codes: (string | null)[]): string =>
    `[${codes.map((code) => (code === null ? 'NULL' : `'${code}'`)).join(', ')}][1 + CAST(floor(${codes.length} * pow(hash(i, '${name}') % 100000 / 100000.0, 2)) AS INTEGER)]`;
  await db.run(`
    CREATE TEMP TABLE maanden AS SELECT m, strftime(DATE '2024-06-01' - to_months(CAST(${months} - 1 - m AS INTEGER)), '%Y-%m') AS maand FROM range(${months}) r(m);
    CREATE TEMP TABLE orgs AS SELECT o, 'ORG' || lpad(CAST(o AS VARCHAR), 2, '0') AS code FROM range(${organisations}) r(o);
    INSERT INTO organisatie SELECT code, '2021-07', NULL FROM orgs;
    INSERT INTO levering SELECT o, code, 'voorval', '2024', '2021-07', '2024-06', DATE '2024-07-05', '0.1', 1, 'b' || o, 'i' || o, 'test', NULL, NULL FROM orgs;
    INSERT INTO levering_maand SELECT o, code, maand FROM orgs, maanden WHERE NOT (o = 4 AND maand = '2024-05') AND NOT (o = ${organisations - 1} AND maand >= '2024-03');
    INSERT INTO levering VALUES (1000, 'ORG00', 'noemer', '2024', '2021-07', '2024-06', DATE '2024-07-06', '0.1', 0, 'n', 'n', 'test', NULL, NULL);
    INSERT INTO noemer BY NAME SELECT 1000 AS levering_id, code AS organisatie, maand AS periode, maand AS van_maand, maand AS tot_maand, 900.5 / (o + 1) AS fte_jb, 100.25 / (o + 1) AS fte_jr,
      1000 / (o + 1) AS medewerkers_jb, 120 / (o + 1) AS medewerkers_jr,
      2000 // (o + 1) AS jeugdigen_ots, 100 // (o + 1) AS jeugdigen_vots, 300 // (o + 1) AS jeugdigen_voogdij, 9 AS jeugdigen_tijdelijke_voogdij, 80 // (o + 1) AS jeugdigen_jr,
      CASE WHEN o < 9 THEN 4000 // (o + 1) END AS huisbezoeken FROM orgs, maanden WHERE o <> ${withoutFte};
    INSERT INTO levering VALUES (1001, 'ORG00', 'nulverklaring', '2024', '2021-07', '2024-06', DATE '2024-07-06', '0.1', 0, 'z', 'z', 'test', NULL, NULL);
    INSERT INTO nulverklaring VALUES (1001, 'ORG${String(organisations - 1).padStart(2, '0')}', '2024-06');
    INSERT INTO levering VALUES (1002, 'LANDELIJK', 'gebeurtenis', NULL, NULL, NULL, DATE '2024-07-06', '0.1', 0, 'g', 'g', 'test', NULL, NULL);
    INSERT INTO gebeurtenis VALUES (1002, 'CAMPAGNE', '2023-10', NULL, 'MELDCAMPAGNE', 'Meldcampagne', 'Campaign'), (1002, 'LATER', '2024-09', NULL, 'MEDIA', 'Later', 'Later');
    INSERT INTO voorval BY NAME
    WITH ruw AS (
      SELECT i, CAST(floor(${organisations} * pow(hash(i, 'org') % 100000 / 100000.0, 2.5)) AS INTEGER) AS o,
        CAST(hash(i, 'maand') % ${months} AS INTEGER) AS m,
        ${pick('vorm', 'VERB', 'BEDR', 'ONLN', 'FYS', 'VERN', 'DISC', 'PEST', 'SEKS', 'OVR')} AS vorm,
        ${pick('vorm2', null, null, null, 'BEDR', 'VERB', 'ONLN', 'PROC')} AS vorm2,
        ${pick('kanaal', 'LIVE', 'TELEFOON', 'EMAIL_APP', 'ONLINE', 'POST', 'VIDEO', 'PROCEDURE', 'ONBEKEND')} AS kanaal,
        ${pick('relatie', 'OUDER', 'JEUGDIGE', 'PARTNER', 'FAMILIE', 'CLIENT', 'ONLINE_ONB', 'DERDE', 'PLEEG', 'GROEP', 'PROF', 'ONBEKEND')} AS relatie,
        ${pick('locatie', 'KANTOOR', 'HUISBEZOEK', 'NVT', 'OMGANG', 'RECHTBANK', 'OPENBARE_RUIMTE', 'POLITIE', 'WONING_MEDEW', 'ONBEKEND', null)} AS locatie,
        ${pick('ernst', '2', '1', '3', '9', '4')} AS ernst,
        ${pick('privesfeer', 'N', 'N', 'J', 'O', null)} AS privesfeer,
        ${pick('gericht_op', 'PERSOON', 'ORGANISATIE', 'NAASTE', 'ONBEKEND')} AS gericht_op,
        ${pick('politie', 'NIET_GEVRAAGD', 'VERLEEND', 'NIET_VERLEEND', 'TE_LAAT', 'ONBEKEND', null)} AS politie_uitkomst,
        ${pick('aangifte', 'NEE', 'NVT', 'GEDAAN', 'GEWEIGERD', 'VOORNEMEN', 'INGETROKKEN', 'ONBEKEND')} AS aangifte_status,
        ${pick('strafvervolg', 'LOPEND', 'SEPOT', 'ONBEKEND', 'DAGVAARDING', 'VEROORDELING', 'OMAFDOENING', 'VRIJSPRAAK')} AS vervolg,
        ${pick('vpt', 'N', 'J', 'O', null)} AS vpt, ${pick('strafbaar', 'N', 'J', 'O')} AS strafbaar_feit,
        ${pick('verzoek', 'J', 'N', 'O')} AS verzoek, ${pick('uitkomst', 'VERWIJDERD', 'GEEN_REACTIE', 'GEWEIGERD', 'LOPEND')} AS uitkomst,
        ${pick('duur', '2-7', '8-30', '0-1', '31-90', '>90')} AS duur, ${pick('vindbaar', 'N', 'J', 'O')} AS vindbaar,
        ${pick('nazorg', 'GEKREGEN_3D', 'NIET_AANGEBODEN', 'GEKREGEN_LATER', 'AANGEBODEN_GEWEIGERD', 'ONBEKEND')} AS nazorg,
        ${pick('risico', 'NIET_GEVRAAGD', 'GEHAD', 'GEVRAAGD_NIET_GEKREGEN', 'ONBEKEND')} AS risico,
        ${pick('platform', 'FACEBOOK', 'INSTAGRAM', 'OVERIG', 'X', null)} AS platform, ${pick('reden', 'CAPACITEIT', 'PRIORITEIT', 'ONBEKEND')} AS politie_reden,
        ${pick('geen', 'NIET_ERNSTIG', 'DOET_NIETS', 'ANGST', 'TIJD', null)} AS geen_aangifte, ${pick('geen2', null, 'KAN_NIETS', 'ANGST')} AS geen_aangifte2,
        ${pick('loop', '14-90', 'LOPEND', '91-180', '>180', '<14')} AS aangifte_doorlooptijd, ${pick('herhaling', '0', '1', '2-4', '-8', '5+')} AS herhaling_12m,
        ${pick('letsel', 'GEEN', 'PSYCH', 'LICHT', 'ONBEKEND', 'ERNSTIG')} AS letsel, ${pick('verzuim', '0', '1-3', '4+', '-8')} AS verzuim_klasse,
        ${pick('bescherming', 'GEEN', 'TWEETAL', 'ANONIEM', 'KENTEKEN', 'ONDERDUIK')} AS bescherming, ${pick('aanleiding', 'UHP', 'OMGANG', 'RAPPORTAGE', 'WISSEL', 'ONBEKEND')} AS aanleiding,
        ${pick('maatregel', 'OTS', 'VOOGDIJ', 'JR_GEDW', 'DRANG', 'ONBEKEND')} AS maatregel, ${pick('kind', 'GEEN', 'BEZOEK_VERVALLEN', 'WISSEL', 'ONBEKEND')} AS gevolg_kind,
        ${pick('werk', 'GEEN', 'STILGELEGD', 'CASUS_OVERGEDRAGEN', '-8')} AS gevolg_werk, ${pick('vertraging', '0', '1-3', '4-14', '15-90', '>90')} AS meldvertraging,
        ${pick('functie', 'JB', 'JB', 'JR', 'OVERIG', 'ONBEKEND')} AS functie, ${pick('gelijktijdig', '1', '2', '3-5', '6+', null)} AS gelijktijdig
      FROM range(${incidents}) r(i)
    )
    SELECT o AS levering_id, code AS organisatie, '0.1' AS codeboek, 'v1.' || i AS incident_id, maand,
      CASE WHEN hash(i, 'proc') % 40 = 0 THEN ['PROC'] ELSE list_sort(list_distinct(list_filter([vorm, vorm2], x -> x IS NOT NULL))) END AS vormen,
      kanaal, relatie, locatie, CASE WHEN o = 3 THEN '-8' ELSE ernst END AS ernst, privesfeer, gericht_op, politie_uitkomst, strafbaar_feit, aangifte_status,
      CASE WHEN aangifte_status = 'GEDAAN' THEN vervolg ELSE '-7' END AS strafvervolg, CASE WHEN aangifte_status = 'GEDAAN' THEN vpt ELSE '-7' END AS vpt_code,
      verzoek AS verwijderverzoek, uitkomst AS verwijder_uitkomst, duur AS verwijder_doorlooptijd, vindbaar AS nog_vindbaar_90d, nazorg,
      CASE WHEN locatie = 'HUISBEZOEK' THEN risico ELSE '-7' END AS huisbezoek_risico_info,
      platform, politie_reden, aangifte_doorlooptijd, herhaling_12m, letsel, verzuim_klasse, aanleiding, maatregel, gevolg_kind, gevolg_werk, meldvertraging, functie,
      gelijktijdig AS procedures_gelijktijdig, list_filter([geen_aangifte, geen_aangifte2], x -> x IS NOT NULL) AS reden_geen_aangifte, [bescherming] AS beschermingsmaatregel
    FROM ruw JOIN orgs USING (o) JOIN maanden USING (m)`);
}
