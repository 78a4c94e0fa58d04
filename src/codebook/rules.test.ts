import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.js';
import { literal } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { loadCodebook, rule } from './codebook.js';
import { codedTable } from './coded.js';

const codebook = loadCodebook();
const period = { geleverd: '2024-07-05', van: '2024-01-01', tot: '2024-06-30' };
const predicates = codebook.regels.filter((r) => r.wijze === 'predicaat');
let db: Database;

type Row = Readonly<Record<string, string | number | readonly string[] | null>>;

/** A row without fault: every rule is checkable on it and none fires. */
const sound: Row = {
  incident_datum: '2024-03-15', meld_datum: '2024-03-16', vormen: ['VERB'], vormen2: ['VERB.SCHELD'], kanalen: ['LIVE'],
  locatie: 'KANTOOR', relatie: 'OUDER', gericht_op: 'PERSOON', privesfeer: 'N', ernst: '2', letsel: 'GEEN',
  politie_gevraagd: 'N', politie_uitkomst: 'NIET_GEVRAAGD', aangifte_status: 'NEE', vpt_code: 'N', verwijderverzoek: 'N',
};

beforeAll(async () => {
  db = await openDuckDB(':memory:', { threads: 1 });
  await db.run(`CREATE TABLE gecodeerd (${codedTable.map((c) => `${c.kolom} ${c.type}`).join(', ')})`);
});
afterAll(() => db.close());

function dated(sql: string): string {
  return sql.replaceAll(/\$(\w+)/g, (_, name: keyof typeof period) => `DATE ${literal(period[name])}`);
}

function selection(row: Row): string {
  const value = (v: Row[string] | undefined, type: string): string => {
    if (v === null || v === undefined) return `NULL::${type}`;
    if (typeof v === 'object') return `[${v.map(literal).join(', ')}]::${type}`;
    return typeof v === 'number' ? `${v}::${type}` : `${literal(v)}::${type}`;
  };
  return `(SELECT ${codedTable.map((c) => `${value(row[c.kolom], c.type)} AS ${c.kolom}`).join(', ')})`;
}

async function judged(row: Row): Promise<{ fires: string[]; unknown: string[] }> {
  const columns = predicates.map((r) => `(${dated(r.voorwaarde!)}) AS "${r.id}"`).join(', ');
  const [outcome] = await db.rows<Record<string, boolean | null>>(`SELECT ${columns} FROM ${selection(row)}`);
  const ids = predicates.map((r) => r.id);
  return { fires: ids.filter((id) => outcome![id] === true), unknown: ids.filter((id) => outcome![id] === null) };
}

describe('SQL in the codebook', () => {
  test.each([
    ...predicates.map((r) => [r.id, r.voorwaarde!]),
    ...codebook.velden.filter((f) => f.toepasselijk).map((f) => [`toepasselijk ${f.naam}`, f.toepasselijk!]),
  ])('%s binds against the coded table and is a boolean', async (_, sql) => {
    const [row] = await db.rows<{ column_type: string }>(`DESCRIBE SELECT (${dated(sql!)}) AS uitkomst FROM gecodeerd`);
    expect(row!.column_type).toBe('BOOLEAN');
  });

  test.each(codebook.afleidingen.map((d) => [d.id, d] as const))('%s gives a value of its own column', async (_, derivation) => {
    const type = codedTable.find((c) => c.kolom === derivation.veld)!.type;
    const [row] = await db.rows<{ column_type: string }>(`DESCRIBE SELECT (${derivation.waarde}) AS uitkomst FROM gecodeerd`);
    expect(row!.column_type).toBe(type);
  });
});

describe('rules', () => {
  test('a sound row fires nothing', async () => {
    expect((await judged(sound)).fires).toEqual([]);
  });

  test('an empty row lacks a date and a form; all other rules are not checkable or silent', async () => {
    const { fires, unknown } = await judged({});
    expect(fires).toEqual(['R02', 'R06']);
    expect(unknown).toEqual(predicates.map((r) => r.id).filter((id) => id !== 'R02' && id !== 'R06'));
  });

  const online = { vormen: ['ONLN'], vormen2: null, kanalen: ['ONLINE'], locatie: 'NVT', platform: 'FACEBOOK' };
  test.each<[string, Row, string[]]>([
    ['date missing', { incident_datum: null }, ['R02']],
    ['default date', { incident_datum: '1900-01-01', meld_datum: null }, ['R02', 'R03']],
    ['date of a time-only cell', { incident_datum: '1899-12-30', meld_datum: null }, ['R02', 'R03']],
    ['on the delivery date, after the period', { incident_datum: '2024-07-05', meld_datum: '2024-07-05' }, ['R03']],
    ['after the delivery date', { incident_datum: '2024-07-06', meld_datum: null }, ['R02', 'R03']],
    ['first day of the period', { incident_datum: '2024-01-01', meld_datum: '2024-01-01' }, []],
    ['day before the period', { incident_datum: '2023-12-31', meld_datum: '2024-01-01' }, ['R03']],
    ['last day of the period', { incident_datum: '2024-06-30', meld_datum: '2024-06-30' }, []],
    ['reported a day early', { meld_datum: '2024-03-14' }, ['R04']],
    ['reported the same day', { meld_datum: '2024-03-15' }, []],
    ['reported after 90 days', { meld_datum: '2024-06-13' }, []],
    ['reported after 91 days', { meld_datum: '2024-06-14' }, ['R05']],
    ['no form', { vormen: null, vormen2: null }, ['R06']],
    ['form explicitly unknown', { vormen: ['ONB'], vormen2: null }, []],
    ['physical by telephone', { vormen: ['FYS'], kanalen: ['TELEFOON'], locatie: 'NVT' }, ['R07']],
    ['physical by telephone and post', { vormen: ['FYS'], kanalen: ['POST', 'TELEFOON'], locatie: 'NVT' }, ['R07']],
    ['physical by telephone and in person', { vormen: ['FYS'], kanalen: ['LIVE', 'TELEFOON'] }, []],
    ['physical, channel unknown', { vormen: ['FYS'], kanalen: ['ONBEKEND'] }, []],
    ['telephone in the office', { kanalen: ['TELEFOON'] }, ['R08']],
    ['telephone and video in the office', { kanalen: ['TELEFOON', 'VIDEO'] }, []],
    ['letter to the office', { kanalen: ['POST'] }, []],
    ['message and in person on a home visit', { kanalen: ['EMAIL_APP', 'LIVE'], locatie: 'HUISBEZOEK' }, []],
    ['online at the professional’s home', { ...online, locatie: 'WONING_MEDEW', privesfeer: 'J' }, ['R08']],
    ['online without platform', { ...online, platform: null }, ['R09']],
    ['online with platform', online, []],
    ['platform by telephone', { platform: 'FACEBOOK', kanalen: ['TELEFOON'], locatie: 'NVT' }, ['R10']],
    ['removal request by telephone', { verwijderverzoek: 'J', kanalen: ['TELEFOON'], locatie: 'NVT' }, ['R10']],
    ['no removal request by telephone', { verwijderverzoek: 'N', kanalen: ['TELEFOON'], locatie: 'NVT' }, []],
    ['removal outcome in person', { verwijder_uitkomst: 'VERWIJDERD' }, ['R10']],
    ['threat on a platform', { vormen: ['BEDR'], kanalen: ['ONLINE'], locatie: 'NVT', platform: 'X', verwijderverzoek: 'J' }, []],
    ['police came without being asked', { politie_uitkomst: 'VERLEEND' }, ['R11']],
    ['police asked and came', { politie_gevraagd: 'J', politie_uitkomst: 'VERLEEND' }, []],
    ['police, asking unknown', { politie_gevraagd: 'O', politie_uitkomst: 'TE_LAAT' }, []],
    ['follow-up without complaint', { strafvervolg: 'SEPOT' }, ['R12']],
    ['follow-up of a complaint', { strafvervolg: 'SEPOT', aangifte_status: 'GEDAAN' }, []],
    ['follow-up, complaint unknown', { strafvervolg: 'SEPOT', aangifte_status: 'ONBEKEND' }, []],
    ['follow-up unknown without complaint', { strafvervolg: 'ONBEKEND' }, []],
    ['intended for six months', { aangifte_status: 'VOORNEMEN', incident_datum: '2024-01-05', meld_datum: null }, []],
    ['intended for six months and a day', { aangifte_status: 'VOORNEMEN', incident_datum: '2024-01-04', meld_datum: null }, ['R13']],
    ['complaint and a reason for none', { aangifte_status: 'GEDAAN', reden_geen_aangifte: ['ANGST'] }, ['R14']],
    ['no complaint and a reason', { reden_geen_aangifte: ['ANGST', 'TIJD'] }, []],
    ['VPT code without complaint', { vpt_code: 'J' }, ['R15']],
    ['VPT code with complaint', { vpt_code: 'J', aangifte_status: 'GEDAAN' }, []],
    ['one procedure', { vormen: ['PROC'], vormen2: null, procedures_gelijktijdig: 1 }, ['R16']],
    ['procedures unknown', { vormen: ['PROC'], vormen2: null }, ['R16']],
    ['two procedures', { vormen: ['PROC'], vormen2: null, procedures_gelijktijdig: 2 }, []],
    ['procedure and threat', { vormen: ['BEDR', 'PROC'], procedures_gelijktijdig: 1 }, []],
    ['procedures of severity 4', { vormen: ['PROC'], vormen2: null, procedures_gelijktijdig: 3, ernst: '4' }, ['R17']],
    ['procedures of severity 3', { vormen: ['PROC'], vormen2: null, procedures_gelijktijdig: 3, ernst: '3' }, []],
    ['mild with injury', { ernst: '1', letsel: 'LICHT' }, ['R18']],
    ['mild with psychological injury', { ernst: '1', letsel: 'PSYCH' }, []],
    ['mild with a weapon', { ernst: '1', vormen: ['FYS'], vormen2: ['FYS.WAPEN'] }, ['R18']],
    ['severe without explaining form', { ernst: '3', vormen: ['ONB', 'OVR'], vormen2: null }, ['R18']],
    ['severe with form', { ernst: '4', vormen: ['OVR', 'VERB'] }, []],
    ['severity unknown, form other', { ernst: '9', vormen: ['OVR'], vormen2: null }, []],
    ['at home, not private', { locatie: 'WONING_MEDEW' }, ['R19']],
    ['relatives, private unknown', { gericht_op: 'NAASTE', privesfeer: 'O' }, ['R19']],
    ['relatives, private not asked', { gericht_op: 'NAASTE', privesfeer: null }, []],
    ['relatives, private', { gericht_op: 'NAASTE', privesfeer: 'J' }, []],
    ['risk information in the office', { huisbezoek_risico_info: 'GEHAD' }, ['R20']],
    ['risk information, location unknown', { huisbezoek_risico_info: 'GEHAD', locatie: 'ONBEKEND' }, []],
    ['risk information on a home visit', { huisbezoek_risico_info: 'GEHAD', locatie: 'HUISBEZOEK' }, []],
    ['risk information unknown in the office', { huisbezoek_risico_info: 'ONBEKEND' }, []],
    ['colleague', { relatie: 'INTERN' }, ['R21']],
    ['unknown perpetrator', { relatie: 'ONBEKEND' }, []],
  ])('%s', async (_, change, fires) => {
    expect((await judged({ ...sound, ...change })).fires).toEqual(fires);
  });

  test.each([
    ['R04', { meld_datum: null }], ['R05', { meld_datum: null }], ['R07', { vormen: ['FYS'], kanalen: null }], ['R08', { kanalen: null }],
    ['R11', { politie_gevraagd: null, politie_uitkomst: 'VERLEEND' }], ['R12', { strafvervolg: 'SEPOT', aangifte_status: null }],
    ['R17', { vormen: ['PROC'], ernst: null }], ['R19', { gericht_op: 'NAASTE', privesfeer: null }],
    ['R20', { huisbezoek_risico_info: 'GEHAD', locatie: null }], ['R21', { relatie: null }],
  ] as [string, Row][])('%s is not checkable without what it compares', async (id, change) => {
    expect((await judged({ ...sound, ...change })).unknown).toContain(id);
  });

  test('a rule that reads emptiness says which field must be in the export', () => {
    const reading = predicates.filter((r) => /IS NULL/.test(r.voorwaarde!) && !['R02', 'R06'].includes(r.id));
    expect(reading.map((r) => [r.id, r.nodig])).toEqual([['R09', ['platform']]]);
    expect(rule(codebook, 'R06').gevolg).toBe('fout');
  });
});

describe('derivations', () => {
  test.each<[string, Row, unknown]>([
    ['F01', { relatie: 'ONBEKEND', kanalen: ['ONLINE'] }, 'ONLINE_ONB'],
    ['F01', { relatie: 'ONBEKEND', kanalen: ['LIVE', 'ONLINE'] }, 'ONBEKEND'],
    ['F01', { relatie: 'ONBEKEND', kanalen: null }, 'ONBEKEND'],
    ['F01', { relatie: 'OUDER', kanalen: ['ONLINE'] }, 'OUDER'],
    ['F01', { relatie: null, kanalen: ['ONLINE'] }, null],
    ['F02', { politie_uitkomst: 'NIET_GEVRAAGD' }, 'N'],
    ['F02', { politie_uitkomst: 'TE_LAAT' }, 'J'],
    ['F02', { politie_uitkomst: 'ONBEKEND' }, null],
    ['F02', { politie_gevraagd: 'O', politie_uitkomst: 'VERLEEND' }, 'O'],
    ['F03', { politie_gevraagd: 'N' }, 'NIET_GEVRAAGD'],
    ['F03', { politie_gevraagd: 'J' }, null],
    ['F03', { politie_gevraagd: 'N', politie_uitkomst: 'VERLEEND' }, 'VERLEEND'],
    ['F04', { kanalen: ['EMAIL_APP', 'TELEFOON'] }, 'NVT'],
    ['F04', { kanalen: ['LIVE', 'TELEFOON'] }, null],
    ['F04', { kanalen: ['POST'] }, null],
    ['F04', { kanalen: null }, null],
    ['F04', { kanalen: ['TELEFOON'], locatie: 'KANTOOR' }, 'KANTOOR'],
    ['F05', { verzoek_datum: '2024-02-28', uitkomst_datum: '2024-03-01' }, 2],
    ['F05', { verzoek_datum: '2024-03-01', uitkomst_datum: '2024-02-28' }, null],
    ['F05', { verzoek_datum: '2024-03-01' }, null],
    ['F05', { verwijder_dagen: 9, verzoek_datum: '2024-02-28', uitkomst_datum: '2024-03-01' }, 9],
  ])('%s of %j is %s', async (id, row, expected) => {
    const derivation = codebook.afleidingen.find((d) => d.id === id)!;
    const [outcome] = await db.rows<{ waarde: unknown }>(`SELECT (${derivation.waarde}) AS waarde FROM ${selection(row)}`);
    expect(outcome!.waarde).toBe(expected);
  });
});

describe('where a field applies', () => {
  test.each<[string, Row, boolean | null]>([
    ['platform', { vormen: ['ONLN'] }, true],
    ['platform', { vormen: ['VERB'], kanalen: ['TELEFOON'] }, false],
    ['platform', { vormen: ['VERB'], kanalen: null }, null],
    ['verwijder_uitkomst', { vormen: ['VERB'], kanalen: ['LIVE'] }, false],
    ['verwijder_uitkomst', { vormen: ['ONLN'], kanalen: ['ONLINE'], verwijderverzoek: 'N' }, false],
    ['verwijder_uitkomst', { vormen: ['ONLN'], verwijderverzoek: 'J' }, true],
    ['politie_reden', { politie_uitkomst: 'TE_LAAT' }, true],
    ['politie_reden', { politie_uitkomst: 'VERLEEND' }, false],
    ['aangifte_door', { aangifte_status: 'INGETROKKEN' }, true],
    ['aangifte_door', { aangifte_status: 'NEE' }, false],
    ['reden_geen_aangifte', { aangifte_status: 'NEE' }, true],
    ['reden_geen_aangifte', { aangifte_status: 'GEDAAN' }, false],
    ['strafvervolg', { aangifte_status: 'GEDAAN' }, true],
    ['huisbezoek_risico_info', { locatie: 'KANTOOR' }, false],
    ['huisbezoek_risico_info', {}, null],
    ['procedure_soort', { vormen: ['BEDR', 'PROC'] }, true],
    ['procedures_gelijktijdig', { vormen: ['BEDR'] }, false],
  ])('%s with %j: %s', async (name, row, expected) => {
    const applies = codebook.velden.find((f) => f.naam === name && f.tabel === 'voorval')!.toepasselijk!;
    const [outcome] = await db.rows<{ waarde: unknown }>(`SELECT (${applies}) AS waarde FROM ${selection(row)}`);
    expect(outcome!.waarde).toBe(expected);
  });
});
