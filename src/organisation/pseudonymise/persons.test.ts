/** Labels of families and employees: made only where the agreement asks for them, scoped to a year, and never the key of a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import type { PersonKind } from '../../levering/columns.js';
import { parsePeriod } from '../../levering/period.js';
import { parseMapping } from '../map/load.js';
import { judgeExport } from '../prepare.js';
import { deriveKey } from './pseudonym.js';

const codebook = loadCodebook();
const mapping = (employees: string) => `
organisatie: PROEF
meldingsnummer: { kolommen: [nr] }
velden:
  incident_datum: { kolom: datum, formaat: dd-mm-jjjj }
  vorm: { kolom: vorm }
  kanaal: { vast: LIVE }
  relatie: { vast: OUDER }
  gezin_pseudo: { kolom: dossier }
  medewerker_pseudo: { kolom: medewerker }
${employees}`;
const lines = [
  'nr;datum;vorm;dossier;medewerker',
  '1;10-03-2023;VERB;D-100200;M77', '2;11-03-2023;VERB;d-100200;M78', '3;12-03-2024;VERB;D-100200;M77', '4;13-03-2024;VERB;D-9;M77', '4;13-03-2024;VERB;D-9;M78', '5;14-03-2024;VERB;;M77', '6;99-03-2024;VERB;D-9;M77',
];

async function labels(options: { labelled?: readonly PersonKind[]; several?: boolean; organisation?: string; secret?: string } = {}) {
  const { labelled, several = true, organisation = 'PROEF', secret = 'geheim' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'persons-'));
  const db = await openDuckDB(':memory:', { threads: 1 });
  try {
    const path = join(folder, 'export.csv');
    writeFileSync(path, `${lines.join('\n')}\n`);
    await judgeExport(db, {
      path, codebook, organisation, mapping: parseMapping(mapping(several ? 'meerdere_regels: { medewerker: [medewerker] }' : ''), 'proef.yaml', codebook),
      period: { periode: '2023/2024', van: '2023-01-01', tot: '2024-12-31' }, delivered: '2024-12-31', labelled,
      labelKey: (kind, year) => deriveKey(Buffer.from(secret), organisation, kind, year),
    });
    return await db.rows<{ nr: number; eenheid: string; label: string }>('SELECT v.nr, p.eenheid, p.label FROM persoonslabel p JOIN voorval v USING (incident_id) ORDER BY v.nr, p.eenheid, p.label');
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
const of = (rows: Awaited<ReturnType<typeof labels>>, kind: PersonKind) => rows.filter(({ eenheid }) => eenheid === kind).map(({ label }) => label);

describe('labels of persons', () => {
  test('none without an agreement', async () => {
    expect(await labels()).toEqual([]);
    expect(await labels({ labelled: [] })).toEqual([]);
    expect(parsePeriod('2024').periode).toBe('2024');
  });

  test('the same family has one label within a year and another in the next, whatever its case', async () => {
    const families = of(await labels({ labelled: ['gezin'] }), 'gezin');
    expect(families).toHaveLength(4);
    expect(families[0]).toBe(families[1]);
    expect(new Set(families).size).toBe(3);
    for (const label of families) expect(label).toMatch(/^v1\.gezin\.[0-9a-f]{32}$/);
  });

  test('every affected employee of an incident of several rows has one', async () => {
    const rows = await labels({ labelled: ['gezin', 'medewerker'] });
    expect(rows.filter(({ eenheid }) => eenheid === 'medewerker').map(({ nr }) => rows.filter((row) => row.nr === nr && row.eenheid === 'medewerker').length)).toEqual([1, 1, 1, 2, 2, 1]);
    expect(JSON.stringify(rows)).not.toMatch(/M77|M78|100200/i);
  });

  test('hang on the secret and on the organisation', async () => {
    const first = of(await labels({ labelled: ['gezin'] }), 'gezin');
    const others = [...of(await labels({ labelled: ['gezin'], secret: 'ander' }), 'gezin'), ...of(await labels({ labelled: ['gezin'], organisation: 'ANDERE' }), 'gezin')];
    expect(others.filter((label) => first.includes(label))).toEqual([]);
  });
});
