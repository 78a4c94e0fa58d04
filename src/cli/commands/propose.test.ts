import { Chalk } from 'chalk';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exitCodes } from '../../error.js';
import type { Io } from '../io.js';
import { runProgram } from '../program.js';

const folder = mkdtempSync(join(tmpdir(), 'propose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = Array.from({ length: 20 }, (_, at) => `M-${at + 1};${String(at + 1).padStart(2, '0')}-05-2024;${at % 2 ? 'Bedreiging' : 'Schelden'};${at === 4 ? 'Karin Smit' : at % 4 ? 'Ouder' : 'Huisbaas'};Telefoon`);
writeFileSync(join(folder, 'export.csv'), `Meldnummer;Datum incident;Soort agressie;Veroorzaker;Kanaal\r\n${lines.join('\r\n')}\r\n`);

async function run(...argv: string[]) {
  let [out, err] = ['', ''];
  const stream = { isTTY: false } as unknown as Io['stderr'];
  const io: Io = {
    out: (text) => void (out += text), err: (text) => void (err += text), today: () => '2024-07-01', cwd: () => folder, tty: false, columns: 100,
    paint: new Chalk({ level: 0 }), lang: 'nl', stdin: stream as unknown as Io['stdin'], stdout: stream, stderr: stream,
  };
  return { code: await runProgram(argv, io), out, err };
}

test('without a terminal the mapping is written with its open questions, and never with a text that is no label', async () => {
  const { code, out } = await run('mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--out', 'ELZENHOF.yaml');
  const yaml = readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8');
  expect(code).toBe(exitCodes.findings);
  expect(yaml).toContain('welke code is "Huisbaas"? (4 regels)');
  expect(out + yaml).not.toContain('Karin');
  expect((await run('mapping', 'check', 'ELZENHOF.yaml')).code).toBe(exitCodes.done);
});

test('an existing mapping is not overwritten, and what fits stays as it is', async () => {
  const before = readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8').replace('Ouder: OUDER', 'Ouder: OUDER\n      Huisbaas: DERDE');
  writeFileSync(join(folder, 'ELZENHOF.yaml'), before);
  expect((await run('mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--out', 'ELZENHOF.yaml')).code).toBe(exitCodes.usage);
  const { code, out } = await run('mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--base', 'ELZENHOF.yaml', '--json');
  expect([code, JSON.parse(out).questions]).toEqual([exitCodes.done, []]);
  expect(readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8')).toBe(before);
});
