import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { completeGuarded } from './completion.js';
import { guardedConsole } from './console.js';
import type { Guard } from './guard.js';
import { eva, sampleGuard, sampleRecords } from './sample.test-support.js';

let guard: Guard;
beforeAll(async () => void ({ guard } = await sampleGuard(sampleRecords(2000))), 60_000);
afterAll(() => guard.close());

test('the console completes with Tab, stops with Ctrl-C, keeps history and tells relations, budget and indicators', async () => {
  const history = join(mkdtempSync(join(tmpdir(), 'poort-')), 'geschiedenis');
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  output.on('data', (bytes: Buffer) => (screen += bytes.toString()));
  let seen = 0;
  const see = async (text: string): Promise<string> => {
    for (let tries = 0; tries < 1000; tries++) {
      const plain = stripVTControlCharacters(screen);
      const at = plain.indexOf(text, seen);
      if (at >= 0) {
        const fresh = plain.slice(seen, at + text.length);
        seen = at + text.length;
        return fresh;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`not on the screen: ${text}\n${stripVTControlCharacters(screen).slice(seen)}`);
  };
  let ticks = 0;
  const io = { input, output, error: output, terminal: true, columns: () => 80, clock: () => (ticks += 1000) };
  const done = guardedConsole({ guard, researcher: eva, format: 'table', lang: 'nl' }, io, history);
  const type = (text: string): void => void input.write(text);
  await see('poort> ');
  type('SELECT jaar, count(*) AS n FROM voorv\t');
  await see('FROM voorval');
  type(' GROUP BY jaar ORDER BY jaar;\n');
  expect(await see('Deze vraag kostte')).toMatch(/2023[^]*2024[^]*grens/);
  await see('poort> ');
  type('SELECT sum(a.i * b.i % 7) FROM range(10000000) a(i), range(10000000) b(i);\n');
  expect(await see('Bezig: ')).toBeDefined();
  type('\u0003');
  await see('De vraag is afgebroken.');
  await see('poort> ');
  type('\\budget\n');
  await see('Cellen gebruikt: 2 van');
  type('\\indicator I11\n');
  await see('NIET_VERLEEND');
  type('\\indicator I20\n');
  await see('tabel let');
  type('\\d voorval\n');
  await see('kanaal');
  type('\\f csv\n');
  await see('csv');
  type('\u001b[A\u001b[A\n');
  await see('jaar,n');
  type('\\q\n');
  expect(await done).toBe(0);
  expect(readFileSync(history, 'utf8').split('\n').filter((line) => line.startsWith('SELECT jaar'))).toHaveLength(1);
}, 60_000);

it.each([
  ['', 'SELECT er', ['ernst', 'ernst_schaal'], 'er'],
  ['', 'SELECT count(*) FROM ', ['voorval', 'voorval_vorm', 'noemer', 'codelijst'], ''],
  ['SELECT count(*) FROM voorval\n', "WHERE kanaal = 'TEL", ["TELEFOON'"], 'TEL'],
  ['', "SELECT count(*) FROM voorval WHERE ernst IN ('3', '4", ["4'"], '4'],
  ['', "SELECT count(*) FROM voorval_vorm WHERE vorm = 'ONL", ["ONLN'"], 'ONL'],
  ['', 'SELECT lab', ['label_nl', 'label_en'], 'lab'],
])('after %s%s comes', (before, line, found, typed) => {
  expect(completeGuarded(guard.relations(), before, line)).toEqual([found, typed]);
});
