/** Countable incidents → the national record: months for dates, classes for numbers, counts for families and employees. */
import { identifier, literal, type Database } from '../../database/database.js';
import type { Codebook } from '../../codebook/schema.js';
import { type PersonKind, recordColumns } from '../../levering/columns.js';
import { type LabelKey, yearLabel } from './pseudonym.js';
import type { RecordTypes } from './types.js';

export interface CoarsenInput {
  codebook: Codebook;
  organisation: string;
  /** Fields that the export has; all others become '-8', not asked. */
  asked: ReadonlySet<string>;
  /** Fields that follow for some rows from others: what does not follow was not asked. */
  derived: ReadonlySet<string>;
  types: RecordTypes;
  /** Keys of the organisation for incident labels; without them no label is made (a dry run). */
  key?: LabelKey | undefined;
  /** Units whose labels the agreement lets pass; none by default. */
  labelled?: readonly PersonKind[] | undefined;
}

/** Who may meet aggression again: the field that tells them apart, and the name of their table in the record's statement. */
const units = [
  { unit: 'gezin', field: 'gezin_pseudo', alias: 'kg' },
  { unit: 'medewerker', field: 'medewerker_pseudo', alias: 'km' },
] as const;
type Unit = (typeof units)[number];

/** What the check on small classes may make coarser afterwards. */
const mayChange = new Set(['maand', 'regio', 'vormen', 'vormen2', 'relatie', 'functie']);

/** Order in which channels give their name to an incident with several: the most direct first. */
const channelOrder = ['LIVE', 'TELEFOON', 'VIDEO', 'EMAIL_APP', 'POST', 'ONLINE', 'PROCEDURE', 'ONBEKEND'];

/**
 * Makes `voorval` (nr, medewerkers and the columns of the national record) from the countable incidents of `gecodeerd`, and
 * `herhaling` (eenheid, f, aantal); where the agreement asks for it also `persoonslabel` (incident_id, eenheid, label). Nothing in them is finer than the codebook's generalisation.
 * `voorval` is a view that adds what all incidents have in common to the table `voorval_gevuld`.
 */
export async function coarsen(db: Database, input: CoarsenInput): Promise<void> {
  const { codebook, asked, types } = input;
  const repeated = units.filter(({ field }) => asked.has(field));
  await repetition(db, repeated);
  const keys = new Map(input.key ? (await countedYears(db)).map((year) => [year, input.key!('voorval', year)]) : []);
  const label = yearLabel('voorval', 'g.sleutel', 'year(g.incident_datum)', keys, `${input.organisation}\0`);
  const columns = new Map([['organisatie', literal(input.organisation)], ['codeboek', literal(codebook.versie)], ['incident_id', label.sql], ...coarseColumns(codebook, asked, input.derived)]);
  const cast = (name: string) => `CAST(${columns.get(name)} AS ${types.get(name)}) AS ${name}`;
  const names = recordColumns.map(({ naam }) => naam);
  const common = new Set(names.filter((name) => !mayChange.has(name) && /^\[?'[^']*'\]?$/.test(columns.get(name)!)));
  await db.run(
    `CREATE OR REPLACE TABLE voorval_gevuld AS
    SELECT g.nr, ${affectedSql} AS medewerkers,
      ${names.filter((name) => !common.has(name)).map(cast).join(',\n      ')}
    FROM gecodeerd g LEFT JOIN betrokken b ON b.nr = g.nr ${repeated.map(({ unit, alias }) => `LEFT JOIN keer_${unit} ${alias} ON ${alias}.nr = g.nr`).join(' ')}
    WHERE g.nr NOT IN (SELECT nr FROM oordeel WHERE oordeel NOT IN ('valid', 'signal'))`,
    keys.size > 0 ? label.params : undefined,
  );
  await db.run(`CREATE OR REPLACE VIEW voorval AS SELECT nr, medewerkers, ${names.map((name) => (common.has(name) ? cast(name) : identifier(name))).join(', ')} FROM voorval_gevuld`);
  await labelPersons(db, input, repeated.filter(({ unit }) => input.labelled?.includes(unit)));
}

/** `persoonslabel`: who was met in which incident, as a label that only this organisation's key of that year can make. */
async function labelPersons(db: Database, { organisation, key }: CoarsenInput, labelled: readonly Unit[]): Promise<void> {
  await db.run('CREATE OR REPLACE TABLE persoonslabel(incident_id VARCHAR, eenheid VARCHAR, label VARCHAR)');
  if (!key) return;
  for (const { unit, field } of labelled) {
    const keys = new Map((await countedYears(db)).map((year) => [year, key(unit, year)]));
    const label = yearLabel(unit, 'wie', 'jaar', keys, `${organisation}\0`);
    await db.run(
      `INSERT INTO persoonslabel SELECT DISTINCT v.incident_id, '${unit}', ${label.sql}
      FROM (SELECT coalesce(r.hoofd, g.nr) AS nr, lower(g.${field}) AS wie, year(g.incident_datum) AS jaar FROM gecodeerd g LEFT JOIN rol r ON r.nr = g.nr
        WHERE g.${field} IS NOT NULL AND coalesce(r.soort, 'hoofd') IN ('hoofd', 'samengevoegd')) p
      JOIN voorval v ON v.nr = p.nr`,
      keys.size > 0 ? label.params : undefined,
    );
  }
}

/** Years in which countable incidents happened: each has a key of its own, so that a redelivery labels them the same. */
async function countedYears(db: Database): Promise<number[]> {
  const rows = await db.rows<{ jaar: number }>(
    `SELECT DISTINCT year(g.incident_datum) AS jaar FROM gecodeerd g JOIN oordeel o ON o.nr = g.nr WHERE o.oordeel IN ('valid', 'signal') ORDER BY jaar`,
  );
  return rows.map(({ jaar }) => jaar);
}

function coarseColumns(codebook: Codebook, asked: ReadonlySet<string>, derived: ReadonlySet<string>): [string, string][] {
  const list = (name: string) => (asked.has(name) ? listOrNone(codebook, name) : `['-8']`);
  const code = (name: string) => (asked.has(name) ? codeOrNone(codebook, name) : derived.has(name) ? `coalesce(g.${name}, '-8')` : `'-8'`);
  const number = (from: string, to: string, sql: string) => (asked.has(from) ? classCase(codebook, from, to, sql) : `'-8'`);
  const removal = asked.has('verwijder_dagen')
    ? 'g.verwijder_dagen'
    : asked.has('verzoek_datum') && asked.has('uitkomst_datum')
      ? `date_diff('day', g.verzoek_datum, g.uitkomst_datum)`
      : undefined;
  const report = asked.has('aangifte_datum');
  return [
    ['maand', `strftime(g.incident_datum, '%Y-%m')`],
    ['dagdeel', asked.has('incident_tijd') ? partOfDay : `'-8'`],
    ['meldvertraging', number('meld_datum', 'meldvertraging', `date_diff('day', g.incident_datum, g.meld_datum)`)],
    ['doorlopend', code('doorlopend')],
    ['vormen', 'g.vormen'],
    ['vormen2', 'coalesce(g.vormen2, [])'],
    ['kanaal', `CASE ${channelOrder.map((one) => `WHEN list_contains(g.kanalen, '${one}') THEN '${one}'`).join(' ')} END`],
    ['kanalen', 'g.kanalen'],
    ['locatie', code('locatie')],
    ['regio', code('regio')],
    ['relatie', 'g.relatie'],
    ['aantal_veroorzakers', number('aantal_veroorzakers', 'aantal_veroorzakers', 'g.aantal_veroorzakers')],
    ['aantal_medewerkers', classCase(codebook, 'aantal_medewerkers', 'aantal_medewerkers', affectedSql)],
    ['herhaling_12m', asked.has('gezin_pseudo') ? classCase(codebook, 'gezin_pseudo', 'herhaling_12m', 'kg.eerder') : `'-8'`],
    ['slachtoffer_herhaling', asked.has('medewerker_pseudo') ? classCase(codebook, 'medewerker_pseudo', 'slachtoffer_herhaling', 'km.eerder') : `'-8'`],
    ...['functie', 'maatregel', 'aanleiding', 'gericht_op', 'privesfeer', 'ernst', 'letsel'].map((name): [string, string] => [name, code(name)]),
    ['verzuim_klasse', number('verzuim_dagen', 'verzuim_klasse', 'g.verzuim_dagen')],
    ...['politie_gevraagd', 'politie_uitkomst', 'politie_reden', 'aangifte_status', 'aangifte_door'].map((name): [string, string] => [name, code(name)]),
    ['reden_geen_aangifte', list('reden_geen_aangifte')],
    ['vpt_code', code('vpt_code')],
    ['strafbaar_feit', code('strafbaar_feit')],
    [
      'aangifte_doorlooptijd',
      report
        ? `CASE WHEN g.aangifte_datum IS NULL THEN ${asked.has('aangifte_status') ? `CASE WHEN g.aangifte_status IS DISTINCT FROM 'GEDAAN' THEN '-7' END` : 'NULL'}
             WHEN g.besluit_datum IS NULL THEN 'LOPEND' ELSE ${classCase(codebook, 'besluit_datum', 'aangifte_doorlooptijd', `date_diff('day', g.aangifte_datum, g.besluit_datum)`)} END`
        : `'-8'`,
    ],
    ...['strafvervolg', 'platform', 'verwijderverzoek', 'verwijder_uitkomst'].map((name): [string, string] => [name, code(name)]),
    [
      'verwijder_doorlooptijd',
      removal === undefined ? `'-8'` : `CASE WHEN ${removal} IS NULL AND g.verwijderverzoek IS DISTINCT FROM 'J' THEN '-7' ELSE ${classCase(codebook, 'verwijder_dagen', 'verwijder_doorlooptijd', removal)} END`,
    ],
    ['nog_vindbaar_90d', code('nog_vindbaar_90d')],
    ['procedure_soort', list('procedure_soort')],
    ['procedures_gelijktijdig', number('procedures_gelijktijdig', 'procedures_gelijktijdig', 'g.procedures_gelijktijdig')],
    ['nazorg', code('nazorg')],
    ['werkgever_maatregel', list('werkgever_maatregel')],
    ['beschermingsmaatregel', list('beschermingsmaatregel')],
    ...['huisbezoek_risico_info', 'gevolg_kind', 'gevolg_werk'].map((name): [string, string] => [name, code(name)]),
  ];
}

/** Affected employees of an incident: named in its rows, or given as a number, at least one. */
const affectedSql = 'greatest(coalesce(g.aantal_medewerkers, 1), coalesce(b.aantal, 1), 1)';

/** A time is HH:MM or already a part of the day; words sort after digits. */
const partOfDay = `CASE WHEN g.incident_tijd >= 'A' THEN g.incident_tijd
      WHEN g.incident_tijd < '06:00' THEN 'NACHT' WHEN g.incident_tijd < '12:00' THEN 'OCHTEND'
      WHEN g.incident_tijd < '18:00' THEN 'MIDDAG' WHEN g.incident_tijd IS NOT NULL THEN 'AVOND' ELSE 'ONBEKEND' END`;

function applies(codebook: Codebook, name: string): string | undefined {
  return codebook.velden.find((one) => one.naam === name && one.tabel === 'voorval')?.toepasselijk;
}

function codeOrNone(codebook: Codebook, name: string): string {
  const when = applies(codebook, name);
  return when ? `CASE WHEN g.${name} IS NULL AND NOT coalesce((${when}), true) THEN '-7' ELSE g.${name} END` : `g.${name}`;
}

function listOrNone(codebook: Codebook, name: string): string {
  const when = applies(codebook, name);
  return when ? `CASE WHEN g.${name} IS NULL AND NOT coalesce((${when}), true) THEN ['-7'] ELSE g.${name} END` : `g.${name}`;
}

/** A number as its class, by the boundaries that the codebook gives the field. */
function classCase(codebook: Codebook, name: string, target: string, sql: string): string {
  const field = codebook.velden.find((one) => one.naam === name && one.tabel === 'voorval');
  const bounds = field?.klasse?.naar === target ? field.klasse.grenzen : undefined;
  if (!bounds) throw new Error(`the codebook gives ${name} no classes for ${target}`);
  const steps = bounds.map(({ code, van, tot }) => `WHEN ${sql} >= ${van}${tot === null ? '' : ` AND ${sql} <= ${tot}`} THEN ${literal(code)}`);
  return `CASE ${steps.join(' ')} END`;
}

/**
 * `keer_gezin` and `keer_medewerker` (nr, eerder): earlier countable incidents of the same family or employee in the
 * twelve months before, as far as this export reaches; `herhaling`: how many units had f incidents in the period.
 */
async function repetition(db: Database, repeated: readonly Unit[]): Promise<void> {
  await db.run('CREATE OR REPLACE TABLE herhaling(eenheid VARCHAR, f INTEGER, aantal INTEGER)');
  for (const { unit, field } of repeated) {
    const events = `SELECT g.nr, lower(g.${field}) AS eenheid, g.incident_datum AS datum FROM gecodeerd g JOIN oordeel o ON o.nr = g.nr
      WHERE g.${field} IS NOT NULL AND g.incident_datum IS NOT NULL AND (o.oordeel IN ('valid', 'signal')
        OR (o.oordeel = 'excluded' AND g.filter IS NULL AND g.relatie IS DISTINCT FROM 'INTERN'))`;
    await db.run(`CREATE OR REPLACE TABLE keer_${unit} AS
      SELECT nr, count(*) OVER (PARTITION BY eenheid ORDER BY datum RANGE BETWEEN INTERVAL 12 MONTHS PRECEDING AND CURRENT ROW) - 1 AS eerder
      FROM (SELECT nr, eenheid, datum::TIMESTAMP AS datum FROM (${events}))`);
    await db.run(`INSERT INTO herhaling
      SELECT '${unit}', f, count(*) FROM (
        SELECT lower(g.${field}) AS eenheid, count(*)::INTEGER AS f FROM gecodeerd g JOIN oordeel o ON o.nr = g.nr
        WHERE o.oordeel IN ('valid', 'signal') AND g.${field} IS NOT NULL GROUP BY 1)
      GROUP BY f ORDER BY f`);
  }
}
