/** The two exports of the shared cases, judged by a careful steward (EXPECTED.csv there). Skipped where they are absent. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { parsePeriod } from '../levering/period.js';
import { parseMapping } from './map/load.js';
import { judgeExport } from './prepare.js';
import { judgedRows } from './validate/summary.js';

const cases = fileURLToPath(new URL('../../../shared/cases/exports/', import.meta.url));
const mappings = fileURLToPath(new URL('../../fixtures/exports/mappings/', import.meta.url));
const verdictOf: Record<string, string> = {
  VALID: 'valid', WARN: 'signal', INVALID: 'rejected', EXCLUDED: 'excluded', DUPLICATE: 'duplicate', MERGED: 'merged', NOT_A_RECORD: 'not_a_record',
};

interface Expected {
  file: string;
  regel: string;
  oordeel: string;
  alternatief: string;
  maand: string;
  vormen: string;
  relatie: string;
  kanaal: string;
  locatie: string;
  politie: string;
  aangifte: string;
  medewerkers: string;
}

describe.skipIf(!existsSync(cases)).each([
  ['01_triasweb_lindeveld_2024H1.csv', 'LINDEVELD', '2024-07-05', 46, 46],
  ['05_topdesk_sterrenwacht_meldingen.csv', 'STERRENWACHT', '2024-07-09', 44, 47],
])('%s', (file, organisation, delivered, incidents, affected) => {
  const expected = existsSync(cases)
    ? (parse(readFileSync(`${cases}EXPECTED.csv`), { delimiter: ';', columns: true, relax_quotes: true, bom: true }) as Expected[]).filter((row) => row.file === file)
    : [];

  const judge = async () => {
    const codebook = loadCodebook();
    const mapping = parseMapping(readFileSync(`${mappings}${organisation}.yaml`, 'utf8'), `${organisation}.yaml`, codebook);
    const db = await openDuckDB(':memory:');
    try {
      const judged = await judgeExport(db, { path: cases + file, organisation, mapping, codebook, period: parsePeriod('2024H1'), delivered });
      return { judged, rows: await judgedRows(db) };
    } finally {
      db.close();
    }
  };

  test('gives every row the verdict and codes of a careful steward', async () => {
    const { judged, rows } = await judge();
    expect(rows.map(({ row }) => row)).toEqual(expected.map(({ regel }) => Number(regel)));
    const seen = rows.map(({ row, verdict, record, findings }) => ({
      row, verdict, findings: findings.map(({ rule }) => rule).join(' '),
      record: record && [record['maand'], (record['vormen'] as string[]).join('+'), record['relatie'], record['kanaal'], record['locatie'], record['politie'], record['aangifte'], record['medewerkers']].join(' '),
    }));
    const wanted = expected.map((row, i) => ({
      row: Number(row.regel), verdict: verdictOf[row.oordeel], findings: seen[i]!.findings,
      record: row.maand === '' ? undefined : [row.maand, row.vormen, row.relatie, row.kanaal, row.locatie, row.politie, row.aangifte, row.medewerkers].join(' '),
    }));
    expect(seen).toEqual(wanted);
    expect([judged.incidents, judged.affected]).toEqual([incidents, affected]);
    expect(Object.values(judged.counts).reduce((sum, n) => sum + n, 0)).toBe(expected.length);
    expect(judged.blocked).toBe(false);
  });

  test('lets nothing personal into the answer', async () => {
    const text = JSON.stringify(await judge());
    const forbidden = /`([^`]+)`/g;
    const list = readFileSync(`${cases}EXPECTED.md`, 'utf8').split('## Verboden strings')[1]!.split('\n\n')[1]!;
    const strings = [...list.matchAll(forbidden)].map((match) => match[1]!);
    expect(strings.length).toBeGreaterThan(25);
    expect(strings.filter((one) => text.includes(one))).toEqual([]);
  });
});
