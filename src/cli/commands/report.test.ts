/** `report` as its user meets it: forms, a report of one's own, and wording of one's own. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sampleKind, sampleRelease } from '../../release/sample.test-support.js';
import { writeRelease } from '../../release/write.js';
import { inside, ownFolder } from '../binary.test-support.js';
import { layPlainWorkspace } from '../sector.test-support.js';

const folder = await ownFolder('report');
const place = join(folder, 'werkmap');
const month = '2024-06';
const report = (...words: string[]) => inside(['report', ...words, '--concept', '-w', place]);
const own = (name: string, file: string, text: string): void => {
  mkdirSync(join(place, 'rapportdefinities', name), { recursive: true });
  writeFileSync(join(place, 'rapportdefinities', name, file), text);
};

beforeAll(async () => {
  await layPlainWorkspace(place);
  await writeRelease(join(place, 'releases', `${month}-1`), { tables: sampleRelease(), deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, sampleKind);
}, 120_000);

test.each<[string, string[], string[]]>([
  ['a page by default', [], ['monthly.nl.html']],
  ['several forms in one option or two, each once', ['--form', 'xlsx,docx', '--form', 'docx'], ['monthly.nl.docx', 'monthly.nl.xlsx']],
])('%s', async (_, options, names) => {
  const ran = await report('monthly', month, ...options);
  expect([ran.code, ran.stdout.trim().split('\n')]).toEqual([0, names.map((name) => join(place, 'reports', month, name))]);
  for (const name of names) expect(existsSync(join(place, 'reports', month, name))).toBe(true);
});

test('the ending of --out says the form', async () => {
  const out = join(folder, 'los', 'bulletin.docx');
  expect((await report('monthly', month, '--out', out)).stdout.trim()).toBe(out);
  expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
});

test('a form that does not exist is named with those that do', async () => {
  const ran = await report('monthly', month, '--form', 'odt');
  expect([ran.code, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toMatch(/odt.*html, pdf, docx, xlsx, all/s);
});

test('a report of one\'s own works at once, and is never overwritten', async () => {
  const made = await report('--template', 'kwartaalbrief');
  expect([made.code, made.stdout.trim()]).toEqual([0, join(place, 'rapportdefinities', 'kwartaalbrief')]);
  const ran = await report('kwartaalbrief', month);
  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect(readFileSync(ran.stdout.trim(), 'utf8')).toMatch(/<h1>[^<]+<\/h1>/);
  const again = await report('--template', 'kwartaalbrief');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('kwartaalbrief')]);
  expect((await report('--template', '../elders')).code).toBe(2);
});

test('the workspace replaces a passage, and a mistake in it is told with line and column', async () => {
  own('monthly', 'nl.md', '## titel\nGeweld in de jeugdbescherming\n');
  const page = async (): Promise<string> => readFileSync((await report('monthly', month)).stdout.trim(), 'utf8');
  const html = await page();
  expect(html).toContain('<h1>Geweld in de jeugdbescherming</h1>');
  expect(html).toContain('Wat u wel en niet kunt concluderen');
  own('monthly', 'nl.md', '## titel\nGeweld in {kop.mand}\n');
  const wrong = await report('monthly', month);
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toMatch(/nl\.md, regel 2, kolom 11: \{kop\.mand\} bestaat niet/);
});

test.each<[string, string[], RegExp]>([
  ['a report that does not exist', ['weekblad', month], /weekblad/],
  ['a month for a report of years', ['annual', month], /jaar/],
  ['a year without a release', ['annual', '2019'], /release 2019/],
  ['a month without a release', ['monthly', '2020-01'], /2020-01/],
])('%s is refused', async (_, words, reason) => {
  const ran = await report(...words);
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringMatching(reason)]);
});
