import { Chalk } from 'chalk';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
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
  const after = readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8');
  expect(parse(after)).toEqual(parse(before));
  expect(after).not.toContain('Huisbaas"?');
  expect(after).not.toContain('Karin');
});

test('a changed export: check says what changed and how to repair it, and the earlier version stays beside', async () => {
  const base = '# met de hand nagelezen\n' + readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8');
  writeFileSync(join(folder, 'ELZENHOF.yaml'), base);
  const other = [...lines].map((line) => line.split(';').reverse().join(';').replace('Ouder', 'Pleegouder'));
  writeFileSync(join(folder, 'later.csv'), `Kanaal;Wie was de veroorzaker;Soort agressie;Datum incident;Meldnummer\r\n${other.join('\r\n')}\r\n`);
  const refused = await run('check', 'later.csv', '-o', 'ELZENHOF', '-m', 'ELZENHOF.yaml', '-p', '2024-05', '-d', '2024-07-01');
  expect(refused.code).toBe(exitCodes.unreadable);
  expect(refused.err).toContain('kolom "Veroorzaker" is er niet meer; zonder die kolom kan niets worden beoordeeld. Heet zij nu "Wie was de veroorzaker"?');
  expect(refused.err).toContain('agressiemonitor mapping propose later.csv --organisation ELZENHOF --base ELZENHOF.yaml');

  writeFileSync(join(folder, 'later.csv'), readFileSync(join(folder, 'later.csv'), 'utf8').replace('Wie was de veroorzaker', 'Veroorzaker'));
  const judged = await run('check', 'later.csv', '-o', 'ELZENHOF', '-m', 'ELZENHOF.yaml', '-p', '2024-05', '-d', '2024-07-01');
  expect(judged.code).toBe(exitCodes.findings);
  expect(judged.err).toContain('kolom "Veroorzaker" heeft waarden die de koppeling niet kent; aantal regels: 16');
  const { out } = await run('mapping', 'propose', 'later.csv', '-o', 'ELZENHOF', '--base', 'ELZENHOF.yaml');
  const after = readFileSync(join(folder, 'ELZENHOF.yaml'), 'utf8');
  expect(parse(after)).toMatchObject({ versie: 2, velden: { relatie: { codes: { Ouder: 'OUDER', Huisbaas: 'DERDE', Pleegouder: 'PLEEG' } } } });
  expect(after).toContain('# met de hand nagelezen');
  expect(readFileSync(join(folder, 'ELZENHOF', 'v1.yaml'), 'utf8')).toBe(base);
  expect(out).toContain(join('ELZENHOF', 'v1.yaml'));
  const fits = await run('check', 'later.csv', '-o', 'ELZENHOF', '-m', 'ELZENHOF.yaml', '-p', '2024-05', '-d', '2024-07-01');
  expect([fits.err.includes('aantal regels: 1'), fits.err.includes('Karin')]).toEqual([true, false]);
});

/** A terminal with somebody at it: keys are sent when a question stands there. */
async function onTerminal(keys: readonly string[], ...argv: string[]) {
  let [out, err, sent, seen] = ['', '', 0, 0];
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  stdout.on('data', (part: Buffer) => {
    out += String(part);
    const questions = out.split('◆').length - 1;
    if (questions > seen && sent < keys.length) {
      seen = questions;
      const key = keys[sent++]!;
      setTimeout(() => stdin.write(key), 20);
    }
  });
  const io: Io = {
    out: (text) => void stdout.write(text), err: (text) => void (err += text), today: () => '2024-07-01', cwd: () => folder, tty: true, columns: 100,
    paint: new Chalk({ level: 0 }), lang: 'nl', stdin, stdout, stderr: stdout,
  };
  return { code: await runProgram(argv, io), out, err };
}

test('on a terminal: one question at a time with its rows, and who confirmed and when is in the file', async () => {
  const { code, out } = await onTerminal(['B. Tester\r', '\u001b[B\u001b[B\r'], 'mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--out', 'gevraagd.yaml');
  const yaml = readFileSync(join(folder, 'gevraagd.yaml'), 'utf8');
  expect(out).toContain('welke code is "Huisbaas"? (4 regels)');
  expect(yaml).toContain('Huisbaas: PARTNER # bevestigd door B. Tester op 2024-07-01');
  expect([code, out.includes('Karin')]).toEqual([exitCodes.done, false]);
});

test('on a terminal: Enter alone never picks a code, and Ctrl-C writes nothing', async () => {
  await onTerminal(['B. Tester\r', '\r'], 'mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--out', 'later.yaml');
  expect(readFileSync(join(folder, 'later.yaml'), 'utf8')).toContain('# - kolom "Veroorzaker", veld relatie: welke code is "Huisbaas"? (4 regels)');
  const before = readFileSync(join(folder, 'later.yaml'), 'utf8');
  for (const keys of [['\u0003'], ['B. Tester\r', '\u0003']]) {
    const { code, err } = await onTerminal(keys, 'mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', '--base', 'later.yaml');
    expect([code, err]).toEqual([exitCodes.findings, 'Afgebroken; er is niets geschreven.\n']);
    expect(readFileSync(join(folder, 'later.yaml'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, 'later'))).toBe(false);
  }
});
