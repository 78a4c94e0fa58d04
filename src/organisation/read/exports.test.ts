import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import type { ReadPlan } from './raw.js';
import { inspectExport, loadExport } from './read.js';

const cases = fileURLToPath(new URL('../../../../shared/cases/exports/', import.meta.url));
const plan = (over: Partial<ReadPlan>): ReadPlan => ({
  keep: [],
  text: [],
  scan: (text) => [...text.matchAll(/\b\d{9}\b|\d{3}\.\d{3}\.\d{3}/g)].map(() => 'CIJFERS'),
  scanPrefilter: '[0-9]',
  keyColumns: [],
  ignoreInDuplicate: [],
  known: [],
  continuation: false,
  ...over,
});

describe.skipIf(!existsSync(cases))('the shared exports (skipped when ../shared/cases is absent)', () => {
  const expected = existsSync(cases)
    ? readFileSync(join(cases, 'EXPECTED.csv'), 'utf8').split(/\r?\n/).slice(1).filter(Boolean).map((line) => line.split(';'))
    : [];
  const rowsOf = (file: string): number[] => expected.filter((row) => row[0] === file).map((row) => Number(row[1])).sort((a, b) => a - b);

  it('reads 01 with its rows, kinds, faults and control total', async () => {
    const name = '01_triasweb_lindeveld_2024H1.csv';
    const inspection = await inspectExport(join(cases, name), {});
    expect(inspection.detected).toEqual({ soort: 'csv', codering: 'utf-8', bom: true, scheiding: ';', kopregel: 1, weg: 'onregelmatig', zeker: true });
    expect(inspection.headers).toHaveLength(19);
    const db = await openDuckDB(':memory:');
    const table = await loadExport(db, join(cases, name), inspection, plan({ keep: ['Meldingsnummer', 'Veroorzaker'], text: ['Omschrijving voorval'], keyColumns: ['Meldingsnummer'], known: ['Afhandelaar'] }));
    expect(table.rows).toBe(65);
    expect(table.controlTotals).toEqual([{ label: 'totaal', value: 63, blad: null, rij: 68 }]);
    const rows = await db.rows<{ rij: number; soort: string; fout: string | null; k1: string | null; k2: string | null }>('SELECT rij, soort, fout, k1, k2 FROM ruw ORDER BY rij');
    expect(rows.map((row) => row.rij)).toEqual(rowsOf(name));
    expect(rows.filter((row) => row.soort !== 'record').map((row) => [row.rij, row.soort])).toEqual([[22, 'leeg'], [68, 'totaal']]);
    expect(rows.filter((row) => row.fout !== null).map((row) => [row.rij, row.fout])).toEqual([[44, 'KORT']]);
    expect(rows.find((row) => row.rij === 24)!.k2).toBe('Ouder\u00a0');
    expect(rows.find((row) => row.rij === 34)!.k1).toMatch(/^TW-/);
    expect(table.suspicious).toContainEqual({ index: 19, kind: 'EMAIL', header: 'Afhandelaar', hidden: false });
    expect(table.unknownHeaders).toHaveLength(15);
    const same = await db.rows<{ rij: number }>('SELECT rij FROM ruw WHERE rijhash IN (SELECT rijhash FROM ruw GROUP BY 1 HAVING count(*) > 1) ORDER BY rij');
    expect(same.map((row) => row.rij)).toEqual([2, 9]);
    db.close();
  });

  it('reads 05: the stray quotes of row 20 touch no other row', async () => {
    const name = '05_topdesk_sterrenwacht_meldingen.csv';
    const inspection = await inspectExport(join(cases, name), {});
    expect(inspection.detected).toMatchObject({ codering: 'utf-8', bom: false, scheiding: ',', kopregel: 1 });
    const db = await openDuckDB(':memory:');
    const table = await loadExport(db, join(cases, name), inspection, plan({ keep: ['Meldingnummer', 'Actie', 'LET'], text: ['Verzoek'], keyColumns: ['Meldingnummer'] }));
    expect(table.rows).toBe(61);
    expect(table.controlTotals).toEqual([{ label: 'uniek', value: 52, blad: null, rij: 62 }]);
    const rows = await db.rows<{ rij: number; soort: string; fout: string | null; k1: string; k2: string; cellen: number }>('SELECT rij, soort, fout, k1, k2, cellen FROM ruw ORDER BY rij');
    expect(rows.map((row) => row.rij)).toEqual(rowsOf(name));
    expect(rows.filter((row) => row.soort !== 'record').map((row) => [row.rij, row.soort])).toEqual([[62, 'totaal']]);
    expect(rows.filter((row) => row.fout !== null).map((row) => [row.rij, row.fout])).toEqual([[20, 'AANHALING']]);
    expect(rows.filter((row) => row.rij === 20 || row.rij === 21)).toEqual([
      { rij: 20, soort: 'record', fout: 'AANHALING', k1: 'M 2406 0152', k2: 'Melding aangemaakt', cellen: 23 },
      { rij: 21, soort: 'record', fout: null, k1: 'M 2403 0101', k2: 'Melding aangemaakt', cellen: 23 },
    ]);
    expect(table.suspicious).toEqual([{ index: 9, kind: 'NAAM', header: 'Betrokken medewerker', hidden: false }]);
    db.close();
  });

  it('keeps no free text: only kind and count of what was found in it', async () => {
    const name = '05_topdesk_sterrenwacht_meldingen.csv';
    const inspection = await inspectExport(join(cases, name), {});
    const db = await openDuckDB(':memory:');
    await loadExport(db, join(cases, name), inspection, plan({ keep: ['Meldingnummer'], text: ['Verzoek'], keyColumns: ['Meldingnummer'] }));
    expect(await db.rows('SELECT * FROM vondst')).toEqual([{ blad: null, rij: 46, kolom: 23, soort: 'CIJFERS', aantal: 1 }]);
    expect(JSON.stringify([await db.rows('SELECT * FROM ruw'), await db.rows('SELECT * FROM vondst')])).not.toContain('999993653');
    db.close();
  });
});
