/** Where a report goes: one form to the file that was named, several or a folder that is there into the folder. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportDocument } from '../public/report/document.js';
import { writeForms } from './make-report.js';

const line = (text: string) => [{ text }];
const document: ReportDocument = {
  lang: 'nl', title: line('Titel'), kicker: line('Monitor'), subtitle: line('Juni'), status: [], foot: line('Voet'), about: { release: '2024-06-abc', publisher: '', day: '2024-07-15' },
  sections: [{ id: 'tekst', title: line('Tekst'), layout: 'plain', blocks: [{ kind: 'paragraph', text: line('Een zin.') }] }],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'));
});
afterAll(() => rm(folder, { recursive: true }));
const place = (form: string) => join(folder, 'vaste-plaats', `bulletin.nl.${form}`);

test.each<[string, readonly ('html' | 'xlsx')[], string | undefined, string[]]>([
  ['one form to the file that was named', ['html'], 'eigen.html', ['eigen.html']],
  ['one form into a folder that is there', ['html'], '.', ['bulletin.nl.html']],
  ['several forms into a folder that need not be there', ['html', 'xlsx'], 'nieuw', ['nieuw/bulletin.nl.html', 'nieuw/bulletin.nl.xlsx']],
  ['without a choice to its own place', ['html'], undefined, ['vaste-plaats/bulletin.nl.html']],
])('%s', async (_, forms, out, expected) => {
  const written = await writeForms(document, forms, out === undefined ? undefined : join(folder, out), place);
  expect(written).toEqual(expected.map((path) => join(folder, ...path.split('/'))));
  for (const path of written) expect(await readdir(join(path, '..'))).toContain(basename(path));
});
