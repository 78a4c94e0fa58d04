import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeList, indicator, loadCodebook } from '../../codebook/codebook.js';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import type { UserError } from '../../error.js';
import { openStore } from '../store/open.js';
import { statement } from './count.js';
import { loadProgramme, parseProgramme } from './programme.js';

const programme = loadProgramme();
const codebook = loadCodebook();
const codesOf = (id: string): string[] => {
  const table = programme.tabellen.find((one) => one.id === id)!;
  return table.codes ? Object.keys(table.codes) : codeList(codebook, table.lijst!).codes.filter((code) => code.niveau === 1).map((code) => code.code);
};

describe('the programme', () => {
  it('has one SQL file a table, and no others', () => {
    const files = readdirSync(new URL('./tables/', import.meta.url)).map((file) => file.replace('.sql', ''));
    expect(files.sort()).toEqual(programme.tabellen.map((table) => table.id).sort());
  });

  it('names only indicators, codes and cells that exist', () => {
    for (const table of programme.tabellen) {
      expect(indicator(codebook, table.indicator).id).toBe(table.indicator);
      const codes = codesOf(table.id);
      for (const code of [...table.zonder, ...table.verborgen]) expect(codes).toContain(code);
      for (const [name, sum] of Object.entries(table.sommen)) {
        expect((sum.codes === undefined) !== (sum.behalve === undefined), `${table.id} ${name}`).toBe(true);
        for (const code of sum.codes ?? sum.behalve!) expect(codes, `${table.id} ${name}`).toContain(code);
      }
      for (const share of table.aandelen) {
        expect(share.noemer === 'van' ? table.van !== undefined : share.noemer in table.sommen, `${table.id} ${share.noemer}`).toBe(true);
        for (const code of share.codes ?? []) expect([...codes, ...Object.keys(table.sommen)]).toContain(code);
      }
      if ('BEKEND' in table.sommen) expect(table.onderwerp !== undefined, `${table.id} has words, of its own or of the field`).toBe(!codebook.velden.some(({ naam, tabel }) => naam === table.id && tabel === 'voorval'));
      if (table.verhouding) expect([...codes, ...table.verborgen]).toEqual(['MET', 'ZONDER', 'ZONDER']);
      if (table.van) expect([...codesOf(table.van[0]), ...Object.keys(programme.tabellen.find(({ id }) => id === table.van![0])!.sommen)]).toContain(table.van[1]);
    }
    for (const { totaal, delen } of programme.verbanden) for (const [id, code] of [totaal, ...delen]) expect(codesOf(id)).toContain(code);
  });

  it('publishes follow-up by police and justice, protection and private life over a year only', () => {
    const yearly = ['strafvervolg', 'aangifte_status', 'politie_uitkomst', 'vpt_code', 'strafbaar_feit', 'privesfeer', 'gericht_op', 'prive', 'nazorg', 'huisbezoek_risico_info', 'beschermingsmaatregel', 'letsel', 'verzuim_klasse', 'gevolg_kind', 'aangifte_doorlooptijd', 'reden_geen_aangifte', 'herhaling_12m', 'proc'];
    for (const id of yearly) expect(programme.tabellen.find((table) => table.id === id)!.perioden, id).toEqual(['12maanden']);
  });
});

describe('mistakes in the programme', () => {
  const text = readFileSync(new URL('./programme.yaml', import.meta.url), 'utf8');
  const list = (changed: string): string => {
    try {
      parseProgramme(changed, 'programme.yaml');
    } catch (error) {
      return String((error as UserError).params['list']);
    }
    return 'no mistake';
  };
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

  it.each([
    ['an unknown key', 'minimum: maandtotaal', 'minimun: maandtotaal', 'tabellen.0.minimun', 'minimum: maandtotaal'],
    ['a kind of period that does not exist', 'perioden: [ maand, 12maanden ]', 'perioden: [ week, 12maanden ]', 'tabellen.0.perioden.0', 'perioden: [ maand'],
    ['codes of a list and of its own', 'lijst: vorm', 'lijst: vorm\n    codes: {}', 'tabellen.2', 'id: vorm\n'],
    ['a key that comes twice', 'minimum: maandtotaal', 'id: totaal', 'unique', 'minimum: maandtotaal'],
  ])('%s is told with its line', (_, right, wrong, where, place) => {
    const told = list(text.replace(right, wrong));
    expect(told).toContain(where);
    expect(told).toMatch(new RegExp(`programme\\.yaml:${lineOf(place)}:\\d+ `));
  });
});

describe('the SQL', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openDuckDB(':memory:');
    await openStore(db);
    await db.run(statement('agressie'));
  });
  afterAll(() => db.close());

  const folder = new URL('./', import.meta.url);
  const files = ['agressie', 'dekking', 'gebeurtenis', 'noemers', 'panel', 'stand', 'werkdruk', 'enquete', 'let', 'oordelen', 'vintages', 'herhaling', ...programme.tabellen.map((table) => `tables/${table.id}`)];

  it.each(files)('%s fits the store and says its grain first', async (file) => {
    const sql = readFileSync(new URL(`${file}.sql`, folder), 'utf8');
    expect(sql.split('\n')[0]).toMatch(/^-- One row/);
    if (file === 'agressie') return;
    const params = Object.fromEntries(['van', 'tot'].filter((name) => sql.includes(`$${name}`)).map((name) => [name, '2024-06']));
    await expect(db.rows(sql, params)).resolves.toBeDefined();
    if (file.startsWith('tables/')) expect(sql).toMatch(/ORDER BY organisatie, maand/);
  });
});
