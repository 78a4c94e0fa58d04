/** Mapping an unknown export, measured on every layout there is: fixtures, the demo's products, and the reference exports where they lie beside the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { proposalLexicon, viewExport } from '../cli/export-view.js';
import { organisations } from '../demo/sector.js';
import { generateSector } from '../demo/write.js';
import { parseMapping } from '../organisation/map/load.js';
import { type Score, scoreProposal } from './propose.js';

/** The demo's own mapping gives no place where the channel is unknown; the proposal says that the place is unknown too. */
const disputed = new Set(['locatie: niet bekend = ONBEKEND instead of NVT']);
const lex = proposalLexicon();
const fixtures = fileURLToPath(new URL('../../fixtures/exports/', import.meta.url));
const cases = fileURLToPath(new URL('../../../shared/cases/exports/', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'propose-'));
const sector = await generateSector({ seed: 11, folder, scale: 0.25, months: 6 });
afterAll(async () => rm(folder, { recursive: true, force: true }));

interface Layout {
  name: string;
  path: string;
  mapping: string;
}

const layouts: Layout[] = [
  ...readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected.json'))).sort().map((name) => ({
    name, path: join(fixtures, name, (JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8')) as { file: string }).file), mapping: join(fixtures, name, 'mapping.yaml'),
  })),
  ...organisations.flatMap(({ code, layout }) => {
    const file = sector.truth.bestanden.filter((one) => one.organisatie === code).sort((a, b) => b.voorvallen - a.voorvallen)[0];
    return file ? [{ name: `${layout} (${code})`, path: join(folder, file.bestand), mapping: join(folder, 'mappings', `${code}.yaml`) }] : [];
  }),
  ...['01_triasweb_lindeveld_2024H1.csv', '05_topdesk_sterrenwacht_meldingen.csv'].filter((name) => existsSync(join(cases, name))).map((name) => ({
    name: name.slice(0, -4), path: join(cases, name), mapping: join(fixtures, 'mappings', name.includes('lindeveld') ? 'LINDEVELD.yaml' : 'STERRENWACHT.yaml'),
  })),
];
/** Words of other products; see the README there. */
const others = fileURLToPath(new URL('../../fixtures/layouts/', import.meta.url));
const otherLayouts = readdirSync(others).filter((name) => !name.includes('.')).sort().map((name): Layout => ({ name, path: join(others, name, 'export.csv'), mapping: join(others, name, 'koppeling.yaml') }));

async function scoresOf(all: readonly Layout[]): Promise<(Score & { name: string })[]> {
  const found: (Score & { name: string })[] = [];
  for (const { name, path, mapping } of all) {
    const truth = parseMapping(readFileSync(mapping, 'utf8'), mapping, lex.codebook);
    found.push({ name, ...scoreProposal(await viewExport(path, lex), truth, lex) });
  }
  return found;
}
const [scores, otherScores] = [await scoresOf(layouts), await scoresOf(otherLayouts)];
const sum = (of: (score: Score) => number, all: readonly Score[] = scores) => all.reduce((total, score) => total + of(score), 0);
if (process.env['PROPOSE_TABLE']) {
  const percent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))}%`;
  const lines = [...scores, ...otherScores].map(({ name, columns, columnsRight, labels, labelsRight, questions, wrong, open }) =>
    [name.padEnd(32), `${columnsRight}/${columns} ${percent(columnsRight, columns)}`.padEnd(12), `${labelsRight}/${labels} ${percent(labelsRight, labels)}`.padEnd(14), `${questions} q`, ...wrong.map((one) => `\n    WRONG ${one}`), ...(process.env['PROPOSE_TABLE'] === 'open' ? open.map((one) => `\n    open ${one}`) : [])].join(' '));
  process.stdout.write(`${lines.join('\n')}\ntotal columns ${percent(sum((s) => s.columnsRight), sum((s) => s.columns))}, labels ${percent(sum((s) => s.labelsRight), sum((s) => s.labels))}, questions ${sum((s) => s.questions)}\n`);
}

test('of columns and labels together nineteen in twenty are proposed right without help, with few questions', () => {
  expect(sum((score) => score.columnsRight) / sum((score) => score.columns)).toBeGreaterThanOrEqual(0.95);
  expect(sum((score) => score.labelsRight) / sum((score) => score.labels)).toBeGreaterThanOrEqual(0.95);
  expect(sum((score) => score.questions)).toBeLessThanOrEqual(2 * scores.length);
});

test('of layouts with words of their own nine in ten columns and labels', () => {
  expect(otherScores).toHaveLength(7);
  expect(sum((score) => score.columnsRight, otherScores) / sum((score) => score.columns, otherScores)).toBeGreaterThanOrEqual(0.9);
  expect(sum((score) => score.labelsRight, otherScores) / sum((score) => score.labels, otherScores)).toBeGreaterThanOrEqual(0.9);
});

test.each([...scores, ...otherScores].map((score) => [score.name, score] as const))('nothing wrong is accepted for %s', (_, score) => {
  expect(score.wrong.filter((one) => !disputed.has(one))).toEqual([]);
});
