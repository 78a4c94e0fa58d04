/**
 * Canaries: names, numbers and phrases in every corner where an export can hold them (cells, halves of cells, mojibake,
 * headers, sheet names, file names, comments, document properties) go through the whole pipeline, with its errors and with a
 * kill at every stage. Afterwards every byte that exists is searched: packed, encrypted and stored ones too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import { unpackEntries } from '../levering/container.js';
import { decrypt } from '../levering/encryption.js';
import { databaseContent, inside as inProcess, ownFolder, type Ran, run, start } from './binary.test-support.js';
import { canaries, csv, found, header, mapping, month, planted, workbook } from './canary.test-support.js';
import { layPlainWorkspace, plainExport, plainMapping, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('canary');
const place = join(folder, 'werk');
const temporary = join(folder, 'temp');
const organisations = ['ALFA', 'BETA', 'GAMMA', 'DELTA'];

const file = { text: `meldingen ${month} ${canaries.file}.csv`, book: `meldingen_${month}_${canaries.file.replace(' ', '_')}.xlsx`, wrong: `kapot ${canaries.file}.csv` };
const given: string[] = [];
const said: { what: string; ran: Ran }[] = [];
const surroundings = { cwd: folder, env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary } };

async function say(...args: string[]): Promise<Ran> {
  const ran = await run(args, surroundings);
  said.push({ what: args.slice(0, 3).join(' '), ran });
  return ran;
}

beforeAll(async () => {
  await mkdir(temporary);
  await layPlainWorkspace(place, organisations);
  for (const code of organisations) await put(place, `mappings/${code}.yaml`, code === 'BETA' || code === 'GAMMA' ? plainMapping(code) : mapping(code));
  given.push(await put(folder, file.text, csv('T')), await put(folder, file.book, await workbook()));
  given.push(await put(folder, file.wrong, Buffer.from(`${canaries.cell}\0${canaries.bsn}`)));
  given.push(await put(place, `inbox/ALFA/${file.text}`, csv('T')), await put(place, `inbox/DELTA/${file.book}`, await workbook()), await put(place, `inbox/ALFA/${file.wrong}`, `${canaries.cell};${canaries.bsn}`), await put(place, `inbox/ALFA/notitie ${canaries.file}.docx`, canaries.phrase));
  for (const code of ['BETA', 'GAMMA']) await put(place, `inbox/${code}/meldingen_${month}.csv`, plainExport(plainRows(month, 60, code)));
  // A mapping that reads personal columns as codes, and one that leaves a BSN column in.
  given.push(await put(folder, 'fout.yaml', mapping('ALFA', { meldingsnummer: { kolommen: [canaries.mapped] }, weglaten: [] }).replaceAll('kolom: Wie', `kolom: ${JSON.stringify(header[6])}`)));
  given.push(await put(folder, 'open.yaml', mapping('ALFA', { weglaten: [] })));
  for (const code of organisations) given.push(join(place, 'mappings', `${code}.yaml`));
}, 120_000);

/** Everything a file holds, unpacked as far as anybody could. */
async function inside(path: string): Promise<Uint8Array[]> {
  const bytes = await readFile(path);
  if (path.endsWith('.levering')) {
    const identity = (await readFile(join(place, 'keys', 'ontvanger.age'), 'utf8')).trim();
    const entries = unpackEntries(await decrypt(bytes, identity));
    const unpacked: Uint8Array[] = [];
    for (const [name, data] of Object.entries(entries)) {
      unpacked.push(data);
      if (name.endsWith('.parquet')) unpacked.push(await parquet(await put(folder, `uitgepakt/${name.replaceAll('/', '_')}`, data)));
    }
    return [bytes, ...unpacked];
  }
  if (path.endsWith('.parquet')) return [bytes, await parquet(path)];
  if (path.endsWith('.duckdb')) return [bytes, Buffer.from(JSON.stringify(await databaseContent(path)))];
  // The words of a PDF are packed and drawn letter by letter.
  if (path.endsWith('.pdf')) return [bytes, spawnSync('pdftotext', ['-q', path, '-']).stdout ?? Buffer.alloc(0)];
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? [bytes, ...Object.values(unzipSync(bytes))] : [bytes];
}

async function parquet(path: string): Promise<Uint8Array> {
  const db = await openDuckDB(':memory:');
  const content = await db.rows<{ row: string }>(`SELECT to_json(t)::VARCHAR AS row FROM read_parquet('${path.replaceAll("'", "''")}') t`);
  db.close();
  return Buffer.from(content.map(({ row }) => row).join('\n'));
}

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true });
  return (await Promise.all(entries.map((one) => (one.isDirectory() ? filesOf(join(path, one.name)) : [join(path, one.name)])))).flat();
}

/** Feedback lies beside the export under its name; that is nowhere else. */
const besideExport = (path: string) => dirname(path) === folder && /\.terugkoppeling\.(html|xlsx)$/.test(path);

/** Files with a canary in them or in their name, besides what was given. */
async function leaks(path = folder): Promise<string[]> {
  const leaking: string[] = [];
  const looked = (await filesOf(path)).filter((one) => !given.includes(one) && !/(?:inbox|mappings)[\\/]|canary-given/.test(one));
  const add = (one: string, hits: string[]) => hits.length > 0 && leaking.push(`${one.slice(folder.length)}: ${hits.join(', ')}`);
  // As it lies first: to open a store is to write its log into it. A child of a killed process may still tidy up.
  for (const one of looked) add(one, found(Buffer.concat([Buffer.from(besideExport(one) ? '' : one.slice(folder.length)), await readFile(one).catch(() => Buffer.alloc(0))])));
  for (const one of looked.filter((name) => existsSync(name))) {
    const half = /[\\/]\.[^\\/]+\.tmp[\\/]/.test(one);
    add(one, (await inside(one).catch((error: unknown) => (half || !existsSync(one) ? [] : Promise.reject(error)))).flatMap(found));
  }
  return leaking;
}

const spoken = () => said.map(({ what, ran }) => [what.replace(folder, ''), found(Buffer.from(`${ran.stdout}\n${ran.stderr}`))] as const).filter(([, hits]) => hits.length > 0);

test('the exports are full of canaries', async () => {
  const bytes = (await Promise.all(given.slice(0, 2).map(inside))).flat();
  const seen = Buffer.concat(bytes).toString('utf8') + given.join();
  expect(planted.filter((text) => !seen.includes(text))).toEqual([]);
});

describe('nothing of them appears', () => {
  test('in what check says, in two languages, as JSON, with a wrong and an open mapping, of a broken file', { timeout: 600_000 }, async () => {
    const codes: (number | null)[] = [];
    const check = async (name: string, ...more: string[]) => codes.push((await say('check', join(folder, name), '-o', 'ALFA', '-w', place, ...more)).code);
    for (const more of [['-m', join(folder, 'open.yaml')], [], ['--json', '--lang', 'en'], ['-m', join(folder, 'fout.yaml')]]) await check(file.text, ...more);
    for (const more of [[], ['--json'], ['-m', join(folder, 'open.yaml')]]) await check(file.book, ...more);
    await check(file.wrong);
    expect(codes).toEqual([1, 1, 1, 1, 1, 1, 1, 3]);
    expect(said[0]!.ran.stdout).toMatch(/Kolom "BSN" bevat burgerservicenummers[^\n]* R24/);
    expect(spoken()).toEqual([]);
  });

  test('in a levering, what prepare shows of it, and what it leaves behind', { timeout: 600_000 }, async () => {
    const receiver = await say('key', 'create', '--receiver', '-w', place);
    const recipient = /^age1\S+$/m.exec(receiver.stdout)![0];
    await say('key', 'create', '-o', 'ALFA', '-w', place);
    await say('key', 'trust', join(place, 'keys', 'ALFA.openbaar.json'), '-o', 'ALFA', '-w', place);
    for (const [i, name] of [file.text, file.book].entries()) {
      for (const more of [['--inspect'], ['--inspect', '--json'], ['--recipient', recipient, '--out', join(folder, `proef-${i}.levering`)]]) {
        const ran = await say('prepare', join(folder, name), '-o', 'ALFA', '-w', place, '-p', month, '-d', '2024-07-05', ...more);
        expect(ran.code, ran.stderr).toBe(0);
      }
    }
    expect((await say('privacy', join(folder, file.book), '-o', 'ALFA', '-w', place, '-p', month, '--html', '--out', join(folder, 'privacy.html'))).code).toBe(0);
    expect((await say('privacy', join(folder, file.text), '-o', 'ALFA', '-w', place, '-p', month, '--json')).code).toBe(0);
    expect(await leaks()).toEqual([]);
    expect(spoken()).toEqual([]);
  });

  test('in store, release, reports and answers', { timeout: 600_000 }, async () => {
    expect((await say('ingest', join(folder, 'proef-0.levering'), '-w', place)).code).toBe(0);
    expect((await say('ingest', join(folder, file.book), '-o', 'DELTA', '-w', place, '-p', month, '-d', '2024-07-05', '--json')).code).toBe(0);
    const ran = await say('run', month, '-w', place, '-d', '2024-07-06');
    expect(ran.stdout, ran.stderr).toContain('Vrijgave 2024-06-1');
    await say('run', month, '-w', place, '-d', '2024-07-06', '--json', '--lang', 'en');
    await say('status', '-w', place);
    await say('report', 'monthly', month, '-w', place, '--out', join(folder, 'bulletin.html'));
    for (const format of ['table', 'csv', 'json']) await say('query', 'FROM cijfer', '--format', format, '-w', place);
    await say('query', `FROM cijfer WHERE naam = 1`, '-w', place);
    expect((await databaseContent(join(place, 'store.duckdb')))['voorval']!.length).toBeGreaterThan(150);
    expect(await leaks()).toEqual([]);
    expect(spoken()).toEqual([]);
  });

  test('in feedback, receipts, reports of every kind and form, the mirror, the log of questions and what the server says', { timeout: 600_000 }, async () => {
    // Inside this process, with its temporary folder: what the commands before have shown of the binary need not be shown again.
    const here = { TMPDIR: process.env['TMPDIR'], TMP: process.env['TMP'], TEMP: process.env['TEMP'] };
    Object.assign(process.env, surroundings.env);
    const ask = async (expected: number, ...args: string[]) => {
      const ran = await inProcess(args, folder);
      said.push({ what: args.slice(0, 3).join(' '), ran });
      expect(ran.code, `${args.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(expected);
      return ran;
    };
    try {
      for (const [name, previous] of [[file.text, file.book], [file.book, file.text]]) {
        await ask(1, 'check', join(folder, name!), '-o', 'ALFA', '-w', place, '-p', month, '-d', '2024-07-05', '--feedback', '--previous', join(folder, previous!));
      }
      // A mapping holds the headers that it reads or drops; it lies with the organisation's others. What is said of them is another matter.
      await ask(1, 'mapping', 'propose', join(folder, file.text), '-o', 'ALFA', '--out', join(place, 'mappings', 'voorstel.yaml'), '--yes', '-w', place);
      await ask(1, 'mapping', 'propose', join(folder, file.book), '-o', 'ALFA', '--out', join(place, 'mappings', 'voorstel-2.yaml'), '--json', '-w', place);
      await ask(0, 'verify', '2024-06-1', '--attack', '-w', place);
      await ask(0, 'approve', '2024-06-1', '--name', 'B. Tester', '--role', 'toetser', '-w', place);
      await ask(0, 'explain', 'I01', month, '-w', place);
      await ask(0, 'release', '2024', '-w', place);
      await ask(0, 'report', 'monthly', month, '--form', 'all', '--concept', '-w', place);
      await ask(0, 'report', 'press', '2024', '--form', 'all', '--concept', '-w', place);
      for (const lang of ['nl', 'en']) await ask(0, 'report', 'annual', '2024', '--form', 'all', '--concept', '--lang', lang, '-w', place);
      await ask(0, 'report', 'mirror', '--organisation', 'ALFA', '--month', month, '--concept', '-w', place);
      await ask(0, 'privacy', '-w', place, '--html', '--out', join(folder, 'privacy-opslag.html'));
      await ask(0, 'researcher', 'add', 'eva', '--project', 'proef', '--purpose', 'toets', '--until', '2099-12-31', '-w', place);
      // Published already, so that the gate refuses it: into the log of questions it goes all the same.
      await ask(4, 'query', 'SELECT kanaal, count(*) AS n FROM voorval GROUP BY kanaal', '--guarded', '--researcher', 'eva', '-w', place);
      await ask(0, 'researcher', 'log', '--json', '-w', place);
      const server = start(['serve', '--port', '0', '-w', place], surroundings);
      const parts: Buffer[] = [];
      for (const stream of [server.stdout!, server.stderr!]) stream.on('data', (part: Buffer) => parts.push(part));
      const gone = new Promise((resolve) => server.on('close', resolve));
      while (server.exitCode === null && !/127\.0\.0\.1:\d+/.test(Buffer.concat(parts).toString())) await wait(50);
      server.kill('SIGKILL');
      await gone;
      expect(Buffer.concat(parts).toString()).toContain('127.0.0.1');
      expect(found(Buffer.concat(parts))).toEqual([]);
      await ask(0, 'purge', '--organisation', 'DELTA', '--yes', '-w', place);
      await ask(1, 'status', '-w', place);
    } finally {
      for (const [name, value] of Object.entries(here)) if (value === undefined) delete process.env[name]; else process.env[name] = value;
    }
    const made = await filesOf(folder);
    for (const ending of ['.terugkoppeling.html', '.terugkoppeling.xlsx', '.docx', '.pdf', '.xlsx', 'voorstel.yaml', 'privacy-opslag.html']) expect(made.filter((one) => one.endsWith(ending)), ending).not.toEqual([]);
    for (const part of ['ontvangstbewijzen', 'mirror', 'annual', 'press', 'onderzoek', 'grootboek', 'bewijzen']) expect(made.some((one) => one.slice(folder.length).includes(`${sep}${part}`)), part).toBe(true);
    expect(await leaks()).toEqual([]);
    expect(spoken()).toEqual([]);
  });

  test('in any byte after a kill at every stage', { timeout: 600_000 }, async () => {
    const base = join(folder, 'canary-given');
    await layPlainWorkspace(base, organisations);
    await cp(join(place, 'mappings'), join(base, 'mappings'), { recursive: true });
    await cp(join(place, 'inbox'), join(base, 'inbox'), { recursive: true });
    await cp(join(place, 'keys'), join(base, 'keys'), { recursive: true });
    const recipient = /age1[a-z0-9]+/.exec(said.map(({ ran }) => ran.stdout).join())![0];
    const book = join(folder, file.book);
    const stages: ((at: string) => string[])[] = [
      (at) => ['check', book, '-o', 'ALFA', '-w', at],
      (at) => ['prepare', book, '-o', 'ALFA', '-w', at, '-p', month, '--recipient', recipient, '--out', join(at, 'uit.levering')],
      (at) => ['ingest', book, '-o', 'DELTA', '-w', at, '-p', month, '-d', '2024-07-05'],
      (at) => ['run', month, '-w', at, '-d', '2024-07-06'],
      (at) => ['purge', '--period', month, '--yes', '-w', at],
    ];
    let killed = 0;
    for (const [stage, command] of stages.entries()) {
      const whole = join(folder, `heel-${stage}`);
      // What purges starts from what ran.
      const from = stage === 4 ? join(folder, 'canary-given-3') : base;
      await cp(from, whole, { recursive: true });
      const before = performance.now();
      await run(command(whole), surroundings);
      const duration = performance.now() - before;
      for (const share of stage < 2 ? [0.5, 0.8] : stage === 4 ? [0.6] : [0.4, 0.6, 0.8]) {
        const at = join(folder, `dood-${stage}-${share}`);
        await cp(from, at, { recursive: true });
        const child = start(command(at), surroundings);
        const parts: Buffer[] = [];
        child.stdout!.on('data', (part: Buffer) => parts.push(part));
        child.stderr!.on('data', (part: Buffer) => parts.push(part));
        const closed = new Promise<string | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
        await wait(duration * share);
        child.kill('SIGKILL');
        if ((await closed) === 'SIGKILL') killed++;
        expect(found(Buffer.concat(parts))).toEqual([]);
        expect(await leaks(at)).toEqual([]);
      }
      await rename(whole, join(folder, `canary-given-${stage}`));
    }
    expect(killed).toBeGreaterThan(5);
    expect(await leaks(temporary)).toEqual([]);
  });

  test('in the temporary folder, which is empty again after everything that was not killed', async () => {
    expect(await leaks(temporary)).toEqual([]);
    await writeFile(join(temporary, 'proef'), canaries.cell);
    expect(await leaks(temporary)).not.toEqual([]);
  });
});
