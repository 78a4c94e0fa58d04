import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import type { ExitCode } from '../../error.js';
import { query, type QueryOptions } from './query.js';

const folder = mkdtempSync(join(tmpdir(), 'console-'));
const release = join(folder, 'release', 'released.duckdb');

beforeAll(async () => {
  mkdirSync(join(folder, 'release'));
  const made = await openDuckDB(release);
  await made.run(readFileSync(new URL('./small_release.fixture.sql', import.meta.url), 'utf8'));
  made.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Desk {
  /** Types text, as keys. */
  type(text: string): void;
  /** Waits until the screen shows the text after what was last waited for. */
  see(text: string): Promise<string>;
  done: Promise<ExitCode>;
}

const open: Desk[] = [];

afterEach(async () => {
  for (const desk of open.splice(0)) {
    desk.type('\u0003\u0004');
    await desk.done;
  }
});

function sit(options: Partial<QueryOptions> = {}): Desk {
  const input = new PassThrough();
  const output = new PassThrough();
  let screen = '';
  let seen = 0;
  output.on('data', (bytes: Buffer) => (screen += bytes.toString()));
  let ticks = 0;
  const done = query(
    { release, lang: 'nl', ...options },
    { input, output, error: output, terminal: true, columns: () => 80, clock: () => (ticks += 21) },
  );
  const desk: Desk = {
    type: (text) => void input.write(text),
    see: async (text) => {
      for (let tries = 0; tries < 400; tries++) {
        const plain = stripVTControlCharacters(screen);
        const at = plain.indexOf(text, seen);
        if (at >= 0) {
          const fresh = plain.slice(seen);
          seen = at + text.length;
          return fresh;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`not on the screen: ${text}\n${stripVTControlCharacters(screen).slice(seen)}`);
    },
    done,
  };
  open.push(desk);
  return desk;
}

const prompt = 'monitor> ';

test('a statement over two lines, its table, and out with \\q', async () => {
  const desk = sit();
  expect(await desk.see(prompt)).toContain('SQL op de release van 2024-06 (concept, codeboek 0.1), alleen lezen.');
  desk.type('SELECT code FROM codelijst\n');
  await desk.see('...> ');
  desk.type('ORDER BY code;\n');
  expect(await desk.see(prompt)).toContain('│ DOXX │\n│ VERB │\n└──────┘\n(2 rijen)');
  desk.type('\\q\n');
  expect(await desk.done).toBe(0);
});

test('Ctrl-D leaves, also in the middle of a statement', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('SELECT\n');
  await desk.see('...> ');
  desk.type('\u0004');
  expect(await desk.done).toBe(0);
});

test('an empty line says how a statement ends, and a command in the middle of one works and leaves it', async () => {
  const desk = sit();
  desk.type('SELECT 7 AS n\n');
  await desk.see('...> ');
  desk.type('\n');
  await desk.see('een puntkomma (;) sluit haar af');
  desk.type('\\timing\n');
  await desk.see('...> ');
  desk.type(';\n');
  await desk.see('│ 7 │');
});

test('Ctrl-C clears what was typed', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('SELECT "half\n');
  await desk.see('...> ');
  desk.type('wegwezen');
  await desk.see('wegwezen');
  desk.type('\u0003');
  await desk.see(prompt);
  desk.type('SELECT 7 AS zeven;\n');
  expect(await desk.see(prompt)).toContain('│     7 │');
});

test('Ctrl-C stops a running query, and the console goes on with what was typed meanwhile', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b;\n');
  await new Promise((resolve) => setTimeout(resolve, 150));
  desk.type('SELECT 8 AS acht;\n');
  desk.type('\u0003');
  await desk.see('De query is afgebroken.');
  expect(await desk.see('(1 rij)')).toContain('│    8 │');
});

test('Ctrl-D stops a running query too', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b;\n');
  await new Promise((resolve) => setTimeout(resolve, 150));
  desk.type('\u0004');
  expect(await desk.done).toBe(0);
});

test('a mistake is shown and the console goes on', async () => {
  const desk = sit({ lang: 'en' });
  await desk.see(prompt);
  desk.type('SELECT nergens;\nDROP TABLE cijfer;\n');
  expect(await desk.see('Reading only')).toContain('(line 1, column 8)');
  desk.type('SELECT 1 AS one;\n');
  expect(await desk.see('(1 row)')).toContain('│   1 │');
});

test('\\d, \\d table and \\l tell what there is; dots and other names work too', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('\\d\n');
  expect(await desk.see('kenmerk')).toMatch(/│ cijfer +│ Gepubliceerde cijfers/);
  desk.type('\\d CIJFER\n');
  expect(await desk.see('conf_status')).toMatch(/│ waarde +│ DOUBLE +│ Waarde in de eenheid/);
  desk.type('.l\n');
  expect(await desk.see('per 100 fte')).toContain('│ I01       │ Aantal voorvallen');
  desk.type('.tables\n');
  await desk.see('dekking');
  desk.type('\\d nergens\n');
  await desk.see('geen tabel nergens');
  desk.type('\\x\n');
  await desk.see('Onbekende opdracht: x');
  desk.type('help\n');
  expect(await desk.see('Tab vult aan')).toContain('\\timing');
  desk.type('exit\n');
  expect(await desk.done).toBe(0);
});

test('\\f changes the format, \\o sends one result to a file, \\timing tells the time', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('\\f xml\n');
  await desk.see('Kies uit: table, csv, json, ndjson, markdown');
  desk.type('\\f json\n');
  await desk.see('Formaat: json');
  desk.type('SELECT 1 AS a;\n');
  await desk.see('{"a":1}');
  const file = join(folder, 'met spatie.csv');
  desk.type(`\\o "${file}"\n`);
  await desk.see('gaat naar');
  desk.type('SELECT 2 AS a;\n');
  await desk.see(`Geschreven naar ${file}: 1 rij`);
  expect(readFileSync(file, 'utf8')).toBe('a\r\n2\r\n');
  desk.type('\\timing\nSELECT 3 AS a;\n');
  const timed = await desk.see('Tijd: 21 ms');
  expect(timed).toContain('{"a":3}');
  desk.type(`\\o ${join(folder, 'release', 'x.csv')}\nSELECT 4 AS a;\n`);
  await desk.see('Schrijf niet in de map van de release');
  expect(existsSync(join(folder, 'release', 'x.csv'))).toBe(false);
  desk.type('\\o\n');
  await desk.see('naar het scherm');
});

test('Tab completes tables, columns, keywords and commands', async () => {
  const desk = sit();
  await desk.see(prompt);
  desk.type('SELE\t');
  await desk.see('SELECT ');
  desk.type('count(*) AS n FROM codel\t');
  await desk.see('FROM codelijst');
  desk.type(' WHERE lij\t');
  await desk.see('WHERE lijst');
  desk.type(" = 'vorm';\n");
  expect(await desk.see('(1 rij)')).toContain('│ 2 │');
  desk.type('\\d dek\t');
  await desk.see('\\d dekking');
  desk.type('\n');
  await desk.see('organisaties_nul');
  desk.type('\\tim\t');
  await desk.see('\\timing');
  desk.type('\n');
  await desk.see('Tijd tonen: aan');
  desk.type('SELECT code\n');
  await desk.see('...> ');
  desk.type('FROM codel\t');
  await desk.see('codelijst');
  desk.type(' ORDER BY 1;\n');
  expect(await desk.see('(2 rijen)')).toContain('DOXX');
});

test('history keeps whole statements on one line, across sessions, not the commands', async () => {
  const history = join(folder, 'geschiedenis');
  const first = sit({ history });
  await first.see(prompt);
  first.type('SELECT 5 -- vijf\n AS a;\n\\d\nSELECT 6 AS a;\nSELECT 6 AS a;\n');
  await first.see('kenmerk');
  first.type('\\q\n');
  await first.done;
  expect(readFileSync(history, 'utf8').replace(/ +/g, ' ')).toBe('SELECT 5 AS a;\nSELECT 6 AS a;\n');
  if (process.platform !== 'win32') expect(statSync(history).mode & 0o777).toBe(0o600);
  const second = sit({ history });
  await second.see(prompt);
  second.type('\u001b[A\u001b[A');
  await second.see('SELECT 5');
  second.type('\n');
  expect(await second.see('(1 rij)')).toContain('│ 5 │');
  second.type('\u001b[A');
  await second.see('SELECT 5');
});

test('history is cut at a thousand statements, and a place that cannot be written is no obstacle', async () => {
  const history = join(folder, 'lang');
  writeFileSync(history, Array.from({ length: 1200 }, (_, i) => `SELECT ${i};\n`).join(''));
  const desk = sit({ history });
  await desk.see(prompt);
  desk.type('SELECT 9 AS nieuw;\n');
  await desk.see('(1 rij)');
  const lines = readFileSync(history, 'utf8').trimEnd().split('\n');
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([1000, 'SELECT 201;', 'SELECT 9 AS nieuw;']);
  const stubborn = sit({ history: join(history, 'onder-een-bestand') });
  await stubborn.see(prompt);
  stubborn.type('SELECT 9 AS nieuw;\n');
  await stubborn.see('(1 rij)');
});
