/** From the organisation's files to the association's store by way of a levering, with the real binary on both sides. */
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import { plantedSecrets } from '../demo/write.js';
import { unpackEntries } from '../levering/container.js';
import { decrypt, encrypt, newIdentity, recipientOf } from '../levering/encryption.js';
import { databaseContent, json, ownFolder, type Ran, run } from './binary.test-support.js';
import { layPlainWorkspace, laySector, plainExport, plainMapping, plainRows, put, writeSettings } from './sector.test-support.js';

const folder = await ownFolder('levering');
const [alfa, association, direct] = ['alfa', 'association', 'direct'].map((name) => join(folder, name)) as [string, string, string];
const store = join(association, 'store.duckdb');
const agreement = { organisaties: Object.fromEntries(['ALFA', 'BETA'].map((code) => [code, { naam: code, sinds: '2024-01' }])) };
let recipient = '';

const at = (cwd: string, ...args: string[]) => run(args, { cwd });
const prepare = (out: string, files: readonly string[], ...more: string[]) =>
  at(alfa, 'prepare', ...files, '-o', 'ALFA', '--recipient', recipient, '--out', join(folder, out), '--json', ...more);
const ingest = (file: string, ...more: string[]) => at(association, 'ingest', join(folder, file), ...more);

interface Taken {
  organisation: string;
  kind: string;
  outcome: string;
  period?: string;
  incidents?: number;
  reason?: string;
}
const taken = (ran: Ran) => json<Taken[]>(ran);

const noemer = [
  'organisatie_code;periode;fte_jb;fte_jr;medewerkers_jb;medewerkers_jr;jeugdigen_ots;jeugdigen_vots;jeugdigen_voogdij;jeugdigen_tijdelijke_voogdij;jeugdigen_jr;gezinnen',
  'ALFA;2024H1;120,5;10;140;12;900;50;300;20;150;1000',
  '',
].join('\r\n');

beforeAll(async () => {
  await layPlainWorkspace(alfa, ['ALFA', 'BETA']);
  await layPlainWorkspace(direct, ['ALFA', 'BETA']);
  await writeSettings(association, agreement);
  for (const place of [alfa, direct]) {
    await put(place, 'meldingen_2024-01.csv', plainExport(plainRows('2024-01', 7)));
    await put(place, 'meldingen_2024-02.csv', plainExport([...plainRows('2024-02', 5), ['N9', '31-02-2024', 'Slaan', 'Bezoek', 'Ouder']]));
    await put(place, 'noemers_2024H1.csv', noemer);
  }
  const made = await at(association, 'key', 'create', '--receiver');
  recipient = /^age1\S+$/m.exec(made.stdout)![0];
  await at(alfa, 'key', 'create', '-o', 'ALFA');
  await cp(join(alfa, 'keys', 'ALFA.openbaar.json'), join(association, 'ALFA.openbaar.json'));
}, 120_000);

const januari = ['meldingen_2024-01.csv'];
const all = ['noemers_2024H1.csv', 'meldingen_2024-01.csv', 'meldingen_2024-02.csv'];

describe('a levering', () => {
  test('is refused until the key of the organisation is registered, and nothing changes', async () => {
    expect((await prepare('eerste.levering', all, '--k', '1', '-d', '2024-07-05')).code).toBe(0);
    const ran = await ingest('eerste.levering');
    expect(ran.code).toBe(5);
    expect(ran.stdout).toMatch(/onbekende sleutel \(ed25519-[0-9a-f]{16}\)/);
    const content = await databaseContent(store);
    expect([content['levering'], content['voorval'], content['noemer']]).toEqual([[], [], []]);
    expect((await at(association, 'key', 'trust', 'ALFA.openbaar.json', '-o', 'BETA')).code).toBe(2);
    expect((await at(association, 'key', 'trust', 'ALFA.openbaar.json', '-o', 'ALFA')).code).toBe(0);
  });

  test('fills the store exactly as the exports themselves do', async () => {
    const ran = await ingest('eerste.levering', '--json');
    expect(ran.code).toBe(0);
    expect(taken(ran).map(({ organisation, kind, outcome, incidents }) => [organisation, kind, outcome, incidents])).toEqual([
      ['ALFA', 'noemer', 'new', undefined], ['ALFA', 'voorval', 'new', 7], ['ALFA', 'voorval', 'new', 5],
    ]);
    expect((await at(direct, 'ingest', ...all, '-o', 'ALFA', '-d', '2024-07-05')).code).toBe(0);
    const content = await databaseContent(store);
    expect(content['voorval']).toHaveLength(12);
    // Only an export that was read here leaves the hash of its bytes.
    const { bronbestand, ...exported } = await databaseContent(join(direct, 'store.duckdb'));
    expect(bronbestand).toHaveLength(2);
    expect(content).toEqual({ ...exported, bronbestand: [] });
  });

  test('changes nothing the second time', async () => {
    const before = await databaseContent(store);
    const ran = await ingest('eerste.levering', '--json');
    expect([ran.code, taken(ran).map(({ outcome }) => outcome)]).toEqual([0, ['unchanged', 'unchanged', 'unchanged']]);
    expect(await databaseContent(store)).toEqual(before);
  });

  test('needs no key of the organisation at the association', async () => {
    expect((await readdir(join(association, 'keys'))).sort()).toEqual(['ontvanger.age', 'ontvangstbewijs.ondertekening.pem', 'ontvangstbewijs.openbaar.json']);
  });

  test('is the same before encryption, in any time zone and with any number of files read before', async () => {
    const same = ['--expires', '2031-01-01', '-d', '2024-07-05'];
    const first = json<{ content_sha256: string; file: string }>(await prepare('a.levering', all, ...same));
    const second = json<{ content_sha256: string; file: string }>(
      await run(['prepare', ...all, '-o', 'ALFA', '--recipient', recipient, '--out', join(folder, 'b.levering'), '--json', ...same], { cwd: alfa, env: { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8' } }),
    );
    expect(second.content_sha256).toBe(first.content_sha256);
    expect(await readFile(join(folder, 'a.levering'))).not.toEqual(await readFile(join(folder, 'b.levering')));
  });

  test('is taken from the inbox too, and only from the folder of its own organisation', async () => {
    const place = join(folder, 'inboxes');
    await writeSettings(place, agreement);
    await cp(join(association, 'keys'), join(place, 'keys'), { recursive: true });
    await cp(join(association, 'vertrouwd'), join(place, 'vertrouwd'), { recursive: true });
    for (const code of ['ALFA', 'BETA']) {
      await mkdir(join(place, 'inbox', code), { recursive: true });
      await cp(join(folder, 'eerste.levering'), join(place, 'inbox', code, 'eerste.levering'));
    }
    const ran = json<{ taken: Taken[] }>(await at(place, 'run', '2024-01', '--json'));
    expect(ran.taken.map(({ outcome }) => outcome).sort()).toEqual(['new', 'new', 'new', 'refused']);
    expect(ran.taken.find(({ outcome }) => outcome === 'refused')!.reason).toContain('ALFA, niet van BETA');
  });
});

describe('refused, with a reason and without a trace:', () => {
  const signed = async (change: (plain: Uint8Array) => Uint8Array = (plain) => plain) => {
    const identity = (await readFile(join(association, 'keys', 'ontvanger.age'), 'utf8')).trim();
    return encrypt(change(await decrypt(await readFile(join(folder, 'eerste.levering')), identity)), recipient);
  };
  const flipped = (bytes: Uint8Array, where: number) => bytes.map((byte, i) => (i === Math.floor(bytes.length * where) ? byte ^ 4 : byte));

  const refusals = async (files: readonly string[]) => {
    const ran = await at(association, 'ingest', ...files.map((name) => join(folder, name)), '--json');
    expect(ran.stderr).toBe('');
    return json<{ file: string; outcome: string; reason: string; exitCode: number }[]>(ran);
  };

  test('files that are not whole, not encrypted for this receiver, or changed inside', async () => {
    const cases: [string, Uint8Array | string, RegExp][] = [
      ['bit.levering', flipped(await readFile(join(folder, 'eerste.levering')), 0.7), /afgebroken, beschadigd of veranderd/],
      ['kort.levering', (await readFile(join(folder, 'eerste.levering'))).subarray(0, 4000), /afgebroken, beschadigd of veranderd/],
      ['leeg.levering', '', /afgebroken, beschadigd of veranderd/],
      ['export.levering', plainExport(plainRows('2024-01', 3)), /afgebroken, beschadigd of veranderd/],
      ['binnen.levering', await signed((plain) => flipped(plain, 0.5)), /afgebroken, beschadigd of veranderd/],
      ['ander.levering', await encrypt(new Uint8Array(100), await recipientOf(await newIdentity())), /versleuteld voor een andere ontvanger/],
    ];
    for (const [name, bytes] of cases) await writeFile(join(folder, name), bytes);
    const before = await databaseContent(store);
    const refused = await refusals([...cases.map(([name]) => name), 'nergens.levering']);
    for (const [name, , reason] of cases) {
      const one = refused.find(({ file }) => file === name)!;
      expect([name, one.outcome, one.exitCode]).toEqual([name, 'refused', 3]);
      expect(one.reason).toMatch(reason);
    }
    expect(refused.find(({ file }) => file === 'nergens.levering')).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('nergens.levering') });
    expect(await databaseContent(store)).toEqual(before);
  });

  test('leveringen that are well made but do not fit', async () => {
    await put(alfa, 'oud/meldingen_2024-01.csv', plainExport(plainRows('2024-01', 2)));
    await put(alfa, 'meldingen_2023-12.csv', plainExport(plainRows('2023-12', 2)));
    const identity = await newIdentity();
    const passedOn = join(folder, 'doorgestuurd.levering');
    const made = await Promise.all([
      prepare('verlopen.levering', januari, '--expires', '2024-01-01'),
      prepare('toekomst.levering', januari, '-d', '2999-01-01', '--expires', '2999-12-31'),
      prepare('ouder.levering', ['oud/meldingen_2024-01.csv'], '-d', '2024-03-01'),
      prepare('buiten.levering', ['meldingen_2024-01.csv', 'meldingen_2023-12.csv'], '-d', '2024-07-06'),
      at(alfa, 'prepare', ...januari, '-o', 'ALFA', '--recipient', await recipientOf(identity), '--out', passedOn),
    ]);
    expect(made.map(({ code, stderr }) => [code, stderr])).toEqual(made.map(() => [0, '']));
    await writeFile(passedOn, await encrypt(await decrypt(await readFile(passedOn), identity), recipient));
    const cases: [string, number, RegExp][] = [
      ['verlopen.levering', 3, /verlopen op 2024-01-01/],
      ['toekomst.levering', 3, /in de toekomst \(2999-01-01\)/],
      ['ouder.levering', 3, /Van 2024-01 is al een nieuwere levering opgenomen; deze, van 2024-03-01, is ouder/],
      ['buiten.levering', 2, /2024-01/],
      ['doorgestuurd.levering', 3, /doorgestuurd/],
    ];
    const before = await databaseContent(store);
    const refused = await refusals(cases.map(([name]) => name));
    for (const [name, code, reason] of cases) {
      const one = refused.find(({ file }) => file === name)!;
      expect([name, one.outcome, one.exitCode]).toEqual([name, 'refused', code]);
      expect(one.reason).toMatch(reason);
    }
    expect(await databaseContent(store)).toEqual(before);
  });

  test('whole or not at all: one bad part keeps the good ones out', async () => {
    await put(alfa, 'oud/meldingen_2024-03.csv', plainExport(plainRows('2024-03', 4)));
    await prepare('half.levering', ['oud/meldingen_2024-03.csv', 'oud/meldingen_2024-01.csv'], '-d', '2024-04-01');
    const before = await databaseContent(store);
    expect((await ingest('half.levering')).code).toBe(3);
    expect(await databaseContent(store)).toEqual(before);
  });
});

describe('labels of persons', () => {
  const settings = (persoonslabels: string[]) => ({ organisaties: { ALFA: { naam: 'ALFA', sinds: '2024-01', persoonslabels }, BETA: agreement.organisaties['BETA'] } });

  test('leave only by agreement, are said before they do, and enter only where the receiver agreed too', async () => {
    await writeSettings(alfa, settings(['gezin']));
    await put(alfa, 'mappings/ALFA.yaml', plainMapping('ALFA').replace('  relatie:', '  gezin_pseudo: { kolom: Datum }\n  relatie:'));
    const shown = await at(alfa, 'prepare', ...januari, '-o', 'ALFA', '--inspect', '--k', '1');
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toContain('labels mee van gezin');
    expect((await prepare('personen.levering', januari, '-d', '2024-07-09', '--k', '1')).code).toBe(0);
    const before = await databaseContent(store);
    const refused = await ingest('personen.levering');
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('dat is niet afgesproken');
    expect(await databaseContent(store)).toEqual(before);

    await writeSettings(association, settings(['gezin']));
    expect((await ingest('personen.levering')).code).toBe(0);
    const labels = (await databaseContent(store))['persoonslabel'];
    expect(labels).toHaveLength(7);
    expect(JSON.stringify(labels)).toMatch(/v1\.gezin\.[0-9a-f]{32}/);
    expect(JSON.stringify(labels)).not.toMatch(/-01-2024|2024-01-0/);
    await put(alfa, 'mappings/ALFA.yaml', plainMapping('ALFA'));
    for (const place of [alfa, association]) await writeSettings(place, settings([]));
  });
});

describe('keys', () => {
  test('a replaced key is taken over, a revoked one is refused, and what was delivered stays', async () => {
    const rotated = await at(alfa, 'key', 'rotate', '-o', 'ALFA');
    expect(rotated.code).toBe(0);
    await prepare('nieuw.levering', januari, '-d', '2024-08-01');
    expect((await ingest('nieuw.levering')).code).toBe(5);
    const trust = await at(association, 'key', 'trust', join(alfa, 'keys', 'ALFA.openbaar.json'), '-o', 'ALFA');
    expect(trust.stdout).toContain('de vorige sleutel heeft haar ondertekend');
    const shown = json<{ kind: string; key: string; state: string }[]>(await at(association, 'key', 'show', '--json'));
    const [old, fresh] = shown.filter(({ kind }) => kind === 'trusted').map(({ key }) => key);
    expect((await at(association, 'key', 'revoke', '-o', 'ALFA', '--id', old!)).code).toBe(0);
    const before = await databaseContent(store);
    const refused = await ingest('eerste.levering');
    expect([refused.code, refused.stdout]).toEqual([5, expect.stringContaining(`sleutel ${old}, die op`)]);
    expect(await databaseContent(store)).toEqual(before);
    expect((await ingest('nieuw.levering')).code).toBe(0);
    expect((await databaseContent(store))['voorval']!.length).toBeGreaterThan(before['voorval']!.length);
    expect((await at(association, 'key', 'revoke', '-o', 'ALFA', '--id', 'ed25519-0000000000000000')).code).toBe(2);
    expect(fresh).toMatch(/^ed25519-/);
  });

  test('a successor that the old key did not sign is not registered', async () => {
    const place = join(folder, 'vervalst');
    await cp(alfa, place, { recursive: true });
    await rm(join(place, 'keys', 'ALFA.ondertekening.pem'));
    await at(place, 'key', 'create', '-o', 'ALFA');
    const path = join(place, 'keys', 'ALFA.openbaar.json');
    const genuine = JSON.parse(await readFile(join(alfa, 'keys', 'ALFA.openbaar.json'), 'utf8')) as { sleutel: string };
    const forged = { ...JSON.parse(await readFile(path, 'utf8')), vorige: { sleutel: genuine.sleutel, handtekening: Buffer.alloc(64).toString('base64') } };
    await writeFile(path, JSON.stringify(forged));
    const ran = await at(association, 'key', 'trust', path, '-o', 'ALFA');
    expect([ran.code, ran.stderr]).toEqual([5, expect.stringContaining('niet ondertekend')]);
  });

  test('a destroyed year leaves a proof, tells no secret, and can no longer be delivered', async () => {
    const years = await readFile(join(alfa, 'keys', 'ALFA.jaren'), 'utf8');
    const secret = /^2024 (\S{64})$/m.exec(years)![1]!;
    expect((await at(alfa, 'key', 'destroy', '-o', 'ALFA', '--year', '2024')).code).toBe(2);
    expect(await readFile(join(alfa, 'keys', 'ALFA.jaren'), 'utf8')).toBe(years);
    const ran = await at(alfa, 'key', 'destroy', '-o', 'ALFA', '--year', '2024', '--yes');
    expect(ran.code).toBe(0);
    const [proof] = await readdir(join(alfa, 'keys', 'bewijzen'));
    const said = await readFile(join(alfa, 'keys', 'bewijzen', proof!), 'utf8');
    expect(JSON.parse(said)).toMatchObject({ handeling: 'vernietigd', organisatie: 'ALFA', jaar: 2024, versie: 'v1', sleutelSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const text of [said, ran.stdout, ran.stderr, await readFile(join(alfa, 'keys', 'ALFA.jaren'), 'utf8')]) expect(text).not.toContain(secret);
    const refused = await prepare('weg.levering', januari);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('vernietigd op')]);
    expect((await at(alfa, 'key', 'destroy', '-o', 'ALFA', '--year', '2024', '--yes')).code).toBe(2);
  });

  test('a new secret for a year gives its incidents other labels, and no other year', async () => {
    const place = join(folder, 'rotatie');
    await layPlainWorkspace(place, ['ALFA']);
    const labels = async (name: string) => {
      await rm(join(place, 'store.duckdb'), { force: true });
      await put(place, `${name}/meldingen_2024H2.csv`, plainExport(plainRows('2024-07', 3)));
      await put(place, `${name}/meldingen_2025H1.csv`, plainExport(plainRows('2025-01', 3)));
      expect((await at(place, 'ingest', `${name}/meldingen_2024H2.csv`, `${name}/meldingen_2025H1.csv`, '-o', 'ALFA', '-d', '2025-07-05')).code).toBe(0);
      return (await databaseContent(join(place, 'store.duckdb')))['voorval']!.map((row) => JSON.parse(row) as { maand: string; incident_id: string });
    };
    const of = (rows: { maand: string; incident_id: string }[], year: string) => rows.filter(({ maand }) => maand.startsWith(year)).map(({ incident_id }) => incident_id).sort();
    const before = await labels('a');
    expect(before.every(({ incident_id }) => /^v1\.voorval\.[0-9a-f]{32}$/.test(incident_id))).toBe(true);
    expect((await at(place, 'key', 'rotate', '-o', 'ALFA', '--year', '2024', '--yes')).code).toBe(0);
    const after = await labels('b');
    expect(of(after, '2025')).toEqual(of(before, '2025'));
    expect(of(after, '2024').filter((label) => of(before, '2024').includes(label))).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('are for their owner only', async () => {
    for (const name of ['ALFA.key', 'ALFA.jaren', 'ALFA.ondertekening.pem']) expect((await stat(join(alfa, 'keys', name))).mode & 0o777).toBe(0o600);
    expect((await stat(join(association, 'keys', 'ontvanger.age'))).mode & 0o777).toBe(0o600);
  });

  test('never stand in what a command says', async () => {
    const secrets: string[] = [];
    for (const name of ['ALFA.key', 'ALFA.jaren', 'ALFA.ondertekening.pem']) secrets.push(...((await readFile(join(alfa, 'keys', name), 'utf8')).match(/[0-9a-f]{64}|[A-Za-z0-9+/=]{40,}/g) ?? []));
    expect(secrets.length).toBeGreaterThan(40);
    for (const args of [['key', 'show', '-o', 'ALFA'], ['key', 'show', '--json'], ['key', 'create', '-o', 'ALFA'], ['key', 'rotate', '-o', 'ALFA']]) {
      const { stdout, stderr } = await at(alfa, ...args);
      expect(secrets.filter((secret) => `${stdout}${stderr}`.includes(secret))).toEqual([]);
    }
  });
});

describe('before it leaves', () => {
  test('inspect writes nothing, needs no keys, and shows every column of the file', async () => {
    const place = join(folder, 'zonder');
    await writeSettings(place, agreement);
    await put(place, 'mappings/ALFA.yaml', plainMapping('ALFA', { weglaten: [] }));
    const export_ = plainExport(plainRows('2024-01', 9)).replace('Wie', 'Wie;Kleur auto').replaceAll(/(?<=Ouder|Jongere)\r/g, ';rood\r');
    await put(place, 'meldingen_2024-01.csv', export_);
    const shown = await at(place, 'prepare', 'meldingen_2024-01.csv', '-o', 'ALFA', '--inspect');
    expect([shown.code, shown.stderr]).toEqual([0, '']);
    for (const header of ['Nummer', 'Datum', 'Vorm', 'Hoe', 'Wie', '6 \\(F\\)']) expect(shown.stdout).toMatch(new RegExp(`^${header} `, 'm'));
    expect(shown.stdout).toMatch(/^6 \(F\) +niet gelezen$/m);
    expect(shown.stdout).toMatch(/^Datum +vertrekt grover +maand /m);
    expect(shown.stdout).toMatch(/de kleinste groep die vertrekt telt er 3\./);
    const [answer] = json<{ source: { header: string; fate: string }[]; columns: { column: string; filled: number }[]; classes: object }[]>(
      await at(place, 'prepare', 'meldingen_2024-01.csv', '-o', 'ALFA', '--inspect', '--json'),
    );
    expect(answer!.source.map(({ fate }) => fate)).toEqual(['coarsened', 'coarsened', 'kept', 'kept', 'kept', 'unread']);
    expect(answer!.columns.find(({ column }) => column === 'maand')).toEqual({ column: 'maand', filled: 9, different: 1 });
    expect((await readdir(place)).sort()).toEqual(['mappings', 'meldingen_2024-01.csv', 'monitor.yaml']);
  });

  test.each([
    [['meldingen_2025-01.csv', '--recipient', 'age1nonsense'], 2, /tikfout/],
    [['meldingen_2025-01.csv'], 2, /--recipient age1…/],
    [['meldingen_2025-01.csv', 'meldingen_2025H1.csv', '--recipient', ''], 2, /dezelfde maand \(2025-01\)/],
    [['enquete.csv', '--recipient', ''], 2, /geen tabel die een organisatie levert \(noemer, nulverklaring, contextfactor\)/],
    [['meldingen_2025-01.csv', '--k', '0', '--recipient', ''], 2, /--k 1 of meer/],
    [['meldingen_2025-01.csv', '--recipient', '', '--out', 'meldingen_2025-01.csv'], 2, /andere naam met --out/],
    [['noemers_persoon.csv', '--recipient', ''], 1, /iets wat een persoon aanwijst/],
    [['nergens_2025-01.csv', '--recipient', ''], 3, /nergens_2025-01\.csv/],
  ])('%j', async (args, code, reason) => {
    await put(alfa, 'meldingen_2025-01.csv', plainExport(plainRows('2025-01', 3)));
    await put(alfa, 'meldingen_2025H1.csv', plainExport(plainRows('2025-02', 3)));
    await put(alfa, 'noemers_persoon.csv', noemer.replace('gezinnen', 'gezinnen;meldsysteem').replace(';1000', ';1000;bel 06-12345678'));
    const ran = await at(alfa, 'prepare', ...args.map((arg) => (arg === '' ? recipient : arg)), '-o', 'ALFA');
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(reason);
    expect((await readdir(alfa)).filter((name) => name.endsWith('.levering'))).toEqual([]);
  });
});

test('no planted secret of a whole invented sector is in the bytes that leave, nor in what is said', async () => {
  const place = join(folder, 'sector');
  const sector = await laySector({ folder: place, seed: 5, scale: 0.2, months: 2 });
  const identity = await newIdentity();
  const own = await recipientOf(identity);
  const db = await openDuckDB(':memory:');
  let searched = 0;
  for (const { code } of sector.organisaties) {
    const files = (await readdir(join(place, 'inbox', code)).catch((): string[] => [])).filter((name) => name.includes('2024-06') || /^(noemers|nulverklaring)/.test(name));
    const newest = files.filter((name) => !/^(noemers|nulverklaring)/.test(name)).sort().slice(-1);
    const delivered = [...newest, ...files.filter((name) => /^(noemers|nulverklaring)/.test(name))];
    if (delivered.length === 0) continue;
    await at(place, 'key', 'create', '-o', code);
    const out = join(folder, `${code}.levering`);
    const ran = await at(place, 'prepare', ...delivered.map((name) => join('inbox', code, name)), '-o', code, '--recipient', own, '--out', out);
    expect([code, ran.code, ran.stderr]).toEqual([code, 0, '']);
    const plain = await decrypt(await readFile(out), identity);
    const entries = unpackEntries(plain);
    const texts = [ran.stdout, Buffer.from(plain).toString('latin1')];
    for (const [name, bytes] of Object.entries(entries)) {
      texts.push(Buffer.from(bytes).toString('utf8'), Buffer.from(bytes).toString('latin1'));
      if (!name.endsWith('.parquet')) continue;
      const path = await put(folder, 'los.parquet', bytes);
      texts.push(JSON.stringify(await db.rows(`SELECT * FROM read_parquet('${path}')`)));
    }
    searched += Object.keys(entries).length;
    const all = texts.join('\n');
    expect(plantedSecrets.filter((secret) => all.includes(secret))).toEqual([]);
  }
  db.close();
  expect(searched).toBeGreaterThan(40);
}, 240_000);
