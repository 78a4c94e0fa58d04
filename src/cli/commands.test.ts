/** Every command and option once, by the real binary, on small workspaces. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../error.js';
import type { Lang } from '../i18n/message.js';
import { databaseContent, hashes, inside, json, ownFolder, type Ran, run, runInside } from './binary.test-support.js';
import { terminalIo } from './io.js';
import { buildProgram } from './program.js';
import { layPlainWorkspace, plainExport, plainMapping, plainRows, put } from './sector.test-support.js';
import { version } from './version.js';

const folder = await ownFolder('commands');
const fixtures = fileURLToPath(new URL('../../fixtures/exports/', import.meta.url));

function commandsOf(parent: Command, path: string[] = []): string[][] {
  return parent.commands.filter((one) => one.name() !== 'help').flatMap((one) => [[...path, one.name()], ...commandsOf(one, [...path, one.name()])]);
}

describe('help', () => {
  const words = {
    nl: { usage: 'Gebruik: agressiemonitor', options: 'Opties:', examples: 'Voorbeelden:', codes: 'Afsluitcodes:' },
    en: { usage: 'Usage: agressiemonitor', options: 'Options:', examples: 'Examples:', codes: 'Exit codes:' },
  };

  test.each(['nl', 'en'] as const)('of every command has examples that begin as the command does, and the exit codes (%s)', async (lang) => {
    const paths = commandsOf(buildProgram(terminalIo(lang), () => undefined));
    expect(paths.length).toBeGreaterThan(12);
    for (let at = 0; at < paths.length; at += 4) {
      await Promise.all(paths.slice(at, at + 4).map((path) => helpOf(path, lang, lang === 'nl' && at === 0)));
    }
  });

  async function helpOf(path: readonly string[], lang: Lang, binary: boolean): Promise<void> {
    const ran = binary ? await run([...path, '--help']) : await runInside([...path, '--help'], lang);
    const name = path.join(' ');
    const { usage, options, examples, codes } = words[lang];
    expect([name, ran.code, ran.stderr]).toEqual([name, 0, '']);
    expect(ran.stdout, name).toMatch(new RegExp(`^${usage} ${name} `));
    expect(ran.stdout, name).toContain(`\n${options}\n`);
    const shown = ran.stdout.split(`\n${examples}\n`)[1]?.split('\n\n')[0]?.split('\n') ?? [];
    expect(shown.length, name).toBeGreaterThan(0);
    for (const example of shown) expect(example, name).toMatch(new RegExp(`^  agressiemonitor ${name}( |$)`));
    const line = ran.stdout.split('\n').find((one) => one.startsWith(codes)) ?? '';
    for (const code of Object.values(exitCodes)) expect(line, name).toMatch(new RegExp(`\\b${code} \\w`));
  }

  test('lists the commands; the language comes from the option, else from the environment', async () => {
    const [dutch, english, variable, both] = await Promise.all([
      run(['--help']), run(['--help', '--lang', 'en']), run(['help', 'status'], { env: { AGRESSIEMONITOR_TAAL: 'en' } }), run(['--lang=nl', '--help'], { env: { AGRESSIEMONITOR_TAAL: 'en' } }),
    ]);
    expect(dutch.stdout).toMatch(/^Gebruik: agressiemonitor \[opties\] \[opdracht\]\n/);
    expect(dutch.stdout).toMatch(/^ {2}check <file> +toets een export zonder iets op te slaan$/m);
    expect(english.stdout).toMatch(/^ {2}check <file> +check an export without storing anything$/m);
    expect(variable.stdout).toMatch(/^Usage: agressiemonitor status /);
    expect(both.stdout).toBe(dutch.stdout);
    expect((await run(['--version'])).stdout).toBe(`${version}\n`);
  });

  test.each([
    [['chek'], 'De opdracht "chek" bestaat niet. Bedoelde u check? Alle opdrachten: agressiemonitor --help', 'There is no command "chek". Did you mean check? All commands: agressiemonitor --help'],
    [['run'], 'Er ontbreekt een argument: month. Voorbeelden staan in de hulp (--help).', 'An argument is missing: month. The help (--help) has examples.'],
    [['status', '--form', '2024-01'], 'De optie --form bestaat niet bij deze opdracht. Bedoelde u --from?', 'This command has no option --form. Did you mean --from?'],
    [['check', 'x.csv'], 'De optie -o, --organisation <code> is verplicht.', 'The option -o, --organisation <code> is required.'],
    [['check', 'x.csv', '-o'], 'Achter de optie -o, --organisation <code> ontbreekt de waarde.', 'The option -o, --organisation <code> lacks its value.'],
    [['run', '2024-06', '-d', '2024-06-31'], '-d, --delivered <date>: "2024-06-31" kan niet. Verwacht: JJJJ-MM-DD / YYYY-MM-DD', '-d, --delivered <date>: "2024-06-31" is not possible. Expected: JJJJ-MM-DD / YYYY-MM-DD'],
    [['query', 'FROM dekking', '-f', 'xml'], '-f, --format <format>: "xml" kan niet. Verwacht: table, csv, json, ndjson, markdown, parquet', '-f, --format <format>: "xml" is not possible. Expected: table, csv, json, ndjson, markdown, parquet'],
    [['demo', '--scale', 'groot'], '--scale <factor>: "groot" kan niet. Verwacht: 0.1, 1, 2.5, …', '--scale <factor>: "groot" is not possible. Expected: 0.1, 1, 2.5, …'],
    [['demo', '--months', '37'], '--months <number>: "37" kan niet. Verwacht: 1 … 36', '--months <number>: "37" is not possible. Expected: 1 … 36'],
    [['run', '2024-06', 'meer'], 'Er staan te veel argumenten. Zet een naam met spaties tussen aanhalingstekens.', 'There are too many arguments. Put a name with spaces between quotes.'],
    [['run', '2024H1'], '"2024H1" is geen maand. Schrijf jaar en maand, zoals 2024-06.', '"2024H1" is not a month. Write year and month, such as 2024-06.'],
    [['status'], /^Geen werkmap gevonden in commands-\w+ \(er is geen monitor\.yaml\)\. Maak er een met: agressiemonitor init$/, /^No workspace found in commands-\w+ /],
  ])('a mistake on the command line is one sentence: %j', async (args, dutch, english) => {
    const byBinary = ['chek', 'check'].includes(args[0]!);
    const [nl, en] = [byBinary ? await run(args, { cwd: folder }) : await inside(args, folder), await runInside(args, 'en', folder)];
    expect([nl.code, nl.stdout, en.code, en.stdout]).toEqual([2, '', 2, '']);
    for (const [ran, sentence] of [[nl, dutch], [en, english]] as const) {
      if (typeof sentence === 'string') expect(ran.stderr).toBe(`${sentence}\n`);
      else expect(ran.stderr.trimEnd()).toMatch(sentence);
    }
  });
});

describe('init', () => {
  const place = join(folder, 'nieuw');
  let made: Ran;
  beforeAll(async () => {
    made = await run(['init', 'nieuw'], { cwd: folder });
  });

  test('lays down settings, folders, a key and a mapping, and says what to do next', async () => {
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain(`Werkmap: ${place}\n`);
    expect(made.stdout).toContain('agressiemonitor run JJJJ-MM');
    const laid = (await readdir(place)).sort();
    expect(laid).toEqual(['.gitignore', '.schema', 'inbox', 'keys', 'mappings', 'monitor.yaml', 'releases', 'reports']);
    expect(await readdir(join(place, 'mappings'))).toEqual(['VOORBEELD.yaml']);
    expect((await readdir(join(place, 'inbox'))).sort()).toEqual(['VOORBEELD', 'landelijk']);
    expect(await readFile(join(place, '.gitignore'), 'utf8')).toMatch(/^keys\/$[\s\S]*^inbox\/$[\s\S]*^store\.duckdb\*$/m);
    expect((await run(['mapping', 'check', join(place, 'mappings', 'VOORBEELD.yaml')])).code).toBe(0);
    for (const schema of ['monitor', 'koppeling']) {
      expect(JSON.parse(await readFile(join(place, '.schema', `${schema}.schema.json`), 'utf8'))).toMatchObject({ type: 'object', $schema: 'https://json-schema.org/draft/2020-12/schema' });
    }
  });

  test.skipIf(process.platform === 'win32')('keeps keys for their owner only', async () => {
    expect((await stat(join(place, 'keys'))).mode & 0o777).toBe(0o700);
    const keys = await readdir(join(place, 'keys'));
    expect(keys).toContain('VOORBEELD.key');
    for (const name of keys.filter((one) => !one.includes('openbaar'))) expect([name, (await stat(join(place, 'keys', name))).mode & 0o777]).toEqual([name, 0o600]);
  });

  test('a second time changes nothing, and gives a new organisation its key and inbox', async () => {
    const all = async () => [await hashes(join(place, 'keys')), await hashes(join(place, 'mappings')), await readFile(join(place, 'monitor.yaml'), 'utf8')] as const;
    const before = await all();
    const again = await run(['init', '--lang', 'en'], { cwd: place });
    expect([again.code, again.stdout.includes('Made: –')]).toEqual([0, true]);
    expect(await all()).toEqual(before);
    await writeFile(join(place, 'monitor.yaml'), `${before[2]}\n`.replace('organisaties:', 'organisaties:\n  ERBIJ: { sinds: 2024-03 }'));
    const more = await run(['init', '.'], { cwd: place });
    expect([more.code, more.stdout.includes('keys/ERBIJ.key'), more.stdout.includes('keys/VOORBEELD.key')]).toEqual([0, true, false]);
    const keys = await hashes(join(place, 'keys'));
    expect(keys).toMatchObject(before[0]);
    expect(Object.keys(keys)).toContain('ERBIJ.key');
    expect((await readdir(join(place, 'inbox'))).sort()).toEqual(['ERBIJ', 'VOORBEELD', 'landelijk']);
  });
});

describe('codebook', () => {
  test('prints itself as text, JSON and HTML, in both languages', async () => {
    const [text, english, whole, html] = await Promise.all([
      run(['codebook']), run(['codebook', '--lang', 'en']), run(['codebook', '--json']), run(['codebook', '--html', '--lang', 'en', '--codebook-version', '0.1']),
    ]);
    expect([text.code, english.code, whole.code, html.code]).toEqual([0, 0, 0, 0]);
    expect(text.stdout).toContain('R07');
    expect(text.stdout).not.toBe(english.stdout);
    const book = json<{ versie: string; velden: unknown[]; regels: { id: string }[]; indicatoren: { id: string }[] }>(whole);
    expect(book.versie).toBe('0.1');
    for (let n = 1; n <= 30; n++) expect(book.regels.map(({ id }) => id)).toContain(`R${String(n).padStart(2, '0')}`);
    expect(book.indicatoren.length).toBeGreaterThanOrEqual(32);
    expect(html.stdout).toMatch(/^<!doctype html>[\s\S]*<html lang="en"[\s\S]*<\/html>\s*$/i);
  });

  test('refuses a version that it does not know', async () => {
    const [nl, en] = await Promise.all([run(['codebook', '--codebook-version', '9.9']), runInside(['codebook', '--codebook-version', '9.9'], 'en')]);
    expect([nl.code, en.code, nl.stdout]).toEqual([2, 2, '']);
    expect(nl.stderr).toContain('Codeboekversie 9.9 kent dit programma niet. Bekend: 0.1.');
    expect(en.stderr).toContain('does not know codebook version 9.9. Known: 0.1.');
  });
});

describe('mapping', () => {
  test('a good one is fine; its schema is a JSON Schema', async () => {
    const good = await run(['mapping', 'check', join(fixtures, 'regels-in-codes', 'mapping.yaml')]);
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toMatch(/^mapping\.yaml: in orde \(\d+ velden, versie 1\)\.\n$/);
    const schema = json<{ properties: Record<string, unknown>; required: string[] }>(await run(['mapping', 'schema']));
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['organisatie', 'meldingsnummer', 'velden', 'filters', 'weglaten']));
    expect(schema.required).toEqual(expect.arrayContaining(['organisatie', 'meldingsnummer', 'velden']));
  });

  test('every mistake has its line and column', async () => {
    const path = await put(folder, 'fout.yaml', [
      'organisatie: LINDEVELD', // 1
      'codeboek: "0.1"', // 2
      'meldingsnummer: { kolommen: [Nr] }', // 3
      'velden:', // 4
      '  incident_datum: { kolom: Datum, formaat: dd-mm-jjjj }', // 5
      '  vorm: { kolom: Vorm, codes: { Schelden: VRB } }', // 6
      '  kanaal: { kolom: Hoe, codes: { Live: LIVE } }', // 7
      '  relatie: { kolom: Wie, codes: { Ouder: OUDER } }', // 8
      '  kleur: { kolom: Kleur }', // 9
      'weglaten: [Hoe]', // 10
    ].join('\n'));
    const [nl, en] = await Promise.all([run(['mapping', 'check', path]), runInside(['mapping', 'check', path], 'en')]);
    expect([nl.code, en.code, nl.stdout]).toEqual([2, 2, '']);
    expect(nl.stderr).toMatch(/^De koppeling bevat 3 fout\(en\):\n/);
    expect(en.stderr).toMatch(/^The mapping has 3 mistake\(s\):\n/);
    for (const place of ['fout.yaml:6:43 velden.vorm.codes.Schelden', 'fout.yaml:7:11 velden.kanaal', 'fout.yaml:9:10 velden.kleur']) expect(nl.stderr).toContain(place);
  });

  test.each([
    ['a future codebook', plainMapping('ALFA').replace('codeboek: "0.1"', 'codeboek: "9.9"'), /:3:11 codeboek: .*9\.9.*0\.1/],
    ['a broken text', 'organisatie: [ALFA\n', /^ {2}stuk\.yaml:\d+:\d+ \S+/m],
    ['an unknown key', `${plainMapping('ALFA')}kleur: rood\n`, /kleur/],
  ])('%s is refused', async (_, text, says) => {
    const path = await put(folder, 'stuk.yaml', text);
    const ran = await run(['mapping', 'check', path]);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(says);
  });

  test('a file that is not there is said so', async () => {
    expect(await run(['mapping', 'check', 'nergens.yaml'], { cwd: folder })).toEqual({ code: 2, stdout: '', stderr: 'Bestand nergens.yaml is niet gevonden.\n' });
  });
});

describe('check', () => {
  const fixture = join(fixtures, 'regels-in-codes');
  const args = ['check', 'voorvallen.csv', '-o', 'WIEKSLAG', '-m', 'mapping.yaml', '-p', '2024-02', '-d', '2024-08-29'];
  interface Answer {
    file: string; organisation: string; period: string; detected: Record<string, unknown>; counts: Record<string, number>; incidents: number; affected: number;
    by_month: Record<string, number>; by_form: Record<string, number>; rows: { sheet: string | null; row: number; verdict: string; findings: Record<string, unknown>[]; record?: Record<string, unknown> }[];
    file_findings: Record<string, unknown>[];
  }

  test('outside a workspace prints one object of the agreed shape', async () => {
    const ran = await run([...args, '--json'], { cwd: fixture });
    const answer = json<Answer>(ran);
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(['file', 'organisation', 'period', 'detected', 'counts', 'incidents', 'affected', 'by_month', 'by_form', 'rows', 'file_findings']));
    expect(answer).toMatchObject({ file: 'voorvallen.csv', organisation: 'WIEKSLAG', period: '2024-02', incidents: 24, affected: 24, by_month: { '2024-02': 24 } });
    expect(Object.keys(answer.counts)).toEqual(['valid', 'signal', 'rejected', 'excluded', 'duplicate', 'merged', 'not_a_record']);
    const lines = (await readFile(join(fixture, 'voorvallen.csv'), 'utf8')).trimEnd().split('\n').length;
    expect(Object.values(answer.counts).reduce((sum, n) => sum + n, 0)).toBe(answer.rows.length);
    expect(answer.rows.map(({ row }) => row)).toEqual(Array.from({ length: lines - 1 }, (_, at) => at + 2));
    for (const one of answer.rows) {
      expect(Object.keys(one).filter((key) => key !== 'record')).toEqual(['sheet', 'row', 'verdict', 'findings']);
      expect('record' in one).toBe(one.verdict === 'valid' || one.verdict === 'signal');
      for (const finding of one.findings) expect(Object.keys(finding)).toEqual(['rule', 'column', 'severity', 'params']);
    }
    expect(answer.rows[0]!.record).toMatchObject({ maand: '2024-02', vormen: ['VERB'], relatie: 'OUDER', kanaal: 'TELEFOON', locatie: 'NVT', politie: 'NIET_GEVRAAGD', aangifte: 'NEE' });
    expect(answer.file_findings).toEqual([{ rule: 'R28', column: null, severity: 'signal', params: { soort: 'afgekeurd', procent: 34 } }]);
  });

  test('tells the steward what is wrong, where, and what to do', async () => {
    const [nl, en] = await Promise.all([run(args, { cwd: fixture }), runInside(args, 'en', fixture)]);
    expect([nl.code, en.code]).toEqual([1, 1]);
    expect(nl.stdout).toMatch(/^voorvallen\.csv · WIEKSLAG · 2024-02 · geleverd 2024-08-29\nGelezen als CSV · utf-8 · scheidingsteken ; · kopregel 1\n\n● ROOD: /);
    expect(nl.stdout).toMatch(/\n {2}[ \d]\d ✗ 1 regel, kolom 'vorm': geen enkele bekende vorm van agressie\. = 1 melding gaat meetellen\n {7}Verwacht: "VERB", "BEDR",.*\n {7}→ Vul de vorm in, .* Regel 6 · R06\n/);
    expect(en.stdout).toMatch(/\n {2}[ \d]\d ✗ 1 row, column 'vorm': no known form of aggression\. = 1 incident starts to count\n {7}Expected: "VERB", "BEDR",.*\n {7}→ Fill in the form, .* Row 6 · R06\n/);
    expect(nl.stdout).toMatch(/^afgekeurd +14$/m);
  });

  test('inside a workspace takes mapping, period and day of delivery from there', async () => {
    const place = join(folder, 'toets');
    await layPlainWorkspace(place);
    await put(place, 'inbox/ALFA/lijst_2024-03_geleverd-2024-04-05.csv', plainExport(plainRows('2024-03', 5)));
    const named = json<Answer & { delivered: string }>(await run(['check', 'lijst_2024-03_geleverd-2024-04-05.csv', '-o', 'ALFA', '--json'], { cwd: join(place, 'inbox', 'ALFA') }));
    expect(named).toMatchObject({ period: '2024-03', delivered: '2024-04-05', incidents: 5 });
    await put(place, 'lijst.csv', plainExport(plainRows('2024-03', 5)));
    const given = json<Answer & { delivered: string }>(await run(['check', join(place, 'lijst.csv'), '-o', 'ALFA', '--json', '-d', '2024-04-02', '-w', place], { cwd: folder }));
    expect(given).toMatchObject({ period: '2024-03', delivered: '2024-04-02', incidents: 5 });
    const half = json<Answer>(await run(['check', 'lijst.csv', '-o', 'ALFA', '--json', '-d', '2024-07-02', '-p', '2024H1'], { cwd: place }));
    expect(half).toMatchObject({ period: '2024H1', incidents: 5 });
    const green = await run(['check', 'lijst.csv', '-o', 'ALFA', '-d', '2024-04-02'], { cwd: place });
    expect([green.code, green.stderr, green.stdout.includes('● GROEN: dit bestand kan geleverd worden.')]).toEqual([0, '', true]);
    const wrong = await run(['check', 'lijst.csv', '-o', 'ALFA', '-d', '2024-07-02', '-p', '2024-06'], { cwd: place });
    expect([wrong.code, wrong.stdout.includes('● ORANJE: geen enkele melding telt mee. Klopt de periode 2024-06?')]).toEqual([0, true]);
    expect(await readdir(place)).not.toContain('store.duckdb');
  });

  test('shows the sheets of a workbook that are read', async () => {
    const ran = await run(['check', 'agressielijst.xlsx', '-o', 'SLUISKOLK', '-m', 'mapping.yaml', '-p', '2024H1', '-d', '2024-07-03'], { cwd: join(fixtures, 'excel-kwartalen-1904') });
    expect(ran.stdout).toContain("Gelezen als XLSX · tabblad 'Q1' (kopregel 2, 18 rijen) · tabblad 'Q2' (kopregel 2, 15 rijen) · tabblad 'Personeel' niet gelezen\n");
    expect(ran.stdout).toMatch(/Regel Q2!6$/m);
  });
});

describe('ingest, status and release', () => {
  const place = join(folder, 'opname');
  const name = (month: string, day: string) => `lijst_${month}_geleverd-${day}.csv`;
  const ingest = (...args: string[]) => run(['ingest', ...args], { cwd: place });
  beforeAll(async () => {
    await layPlainWorkspace(place);
    await put(place, name('2024-05', '2024-06-05'), plainExport(plainRows('2024-05', 12)));
    await put(place, name('2024-05', '2024-07-06'), plainExport(plainRows('2024-05', 14)));
    await put(place, 'kapot.csv', '');
    await put(place, 'los.csv', plainExport(plainRows('2024-06', 4)));
    await put(place, 'nulverklaring_2024-06.csv', 'organisatie_code;periode\r\nBETA;2024-06\r\n');
    await put(place, 'feiten.csv', 'code;van;tot;soort;label_nl;label_en\r\nSTAKING;2024-05;2024-05;ACTIE;Staking;Strike\r\nSTUK;2024-13;;ACTIE;Stuk;Broken\r\n');
  });

  test('takes exports, a redelivery and context tables; a bad file does not stop the rest', async () => {
    const several = await ingest(name('2024-05', '2024-06-05'), 'kapot.csv', name('2024-05', '2024-07-06'), '-o', 'ALFA');
    expect(several.code).toBe(3);
    expect(several.stdout).toBe(
      '✓ lijst_2024-05_geleverd-2024-06-05.csv: opgenomen (2024-05; telt mee 12, afgekeurd 0, uitgesloten 0)\n' +
        '    ontvangstbewijs: ontvangstbewijzen/ALFA/2024-06-05_voorval_2024-05_1.json\n' +
        '✗ kapot.csv: Het bestand kapot.csv is leeg. Verwacht: een kopregel en daaronder meldingen. Maak de export opnieuw.\n' +
        '✓ lijst_2024-05_geleverd-2024-07-06.csv: herlevering opgenomen (2024-05; telt mee 14, afgekeurd 0, uitgesloten 0)\n' +
        '    ↻ ten opzichte van de levering van 2024-06-05\n      2024-05: telt mee 12 → 14 (2 nieuw)\n      oordeel: goed 12 → 14\n' +
        '    ontvangstbewijs: ontvangstbewijzen/ALFA/2024-07-06_voorval_2024-05_2.json\n',
    );
    const given = await ingest('los.csv', '-o', 'BETA', '-p', '2024-05', '-d', '2024-07-01', '-m', join('mappings', 'BETA.yaml'), '--lang', 'en');
    expect([given.code, given.stdout]).toEqual([0, '✓ los.csv: taken in (2024-05; counted 0, rejected 0, excluded 4)\n    ! Not a single incident counts. Is the period 2024-05 right?\n    receipt: ontvangstbewijzen/BETA/2024-07-01_voorval_2024-05_3.json\n']);
    const context = json<{ kind: string; outcome: string; counts: Record<string, number> }[]>(await ingest('nulverklaring_2024-06.csv', '-o', 'BETA', '--json'));
    expect(context).toMatchObject([{ kind: 'nulverklaring', outcome: 'new', counts: { valid: 1 } }]);
    const facts = await ingest('feiten.csv', '--kind', 'gebeurtenis');
    expect([facts.code, facts.stdout]).toEqual([0, '✓ feiten.csv: opgenomen (gebeurtenis; telt mee 1, afgekeurd 1, uitgesloten 0)\n    rij 3, van: Geen maand of periode. Schrijf 2024-06, 2024H1 of 2024.\n']);
    const before = await databaseContent(join(place, 'store.duckdb'));
    const again = await ingest(name('2024-05', '2024-07-06'), '-o', 'ALFA');
    expect(again).toEqual({ code: 0, stdout: '= lijst_2024-05_geleverd-2024-07-06.csv: was al opgenomen, niets veranderd\n', stderr: '' });
    expect(await databaseContent(join(place, 'store.duckdb'))).toEqual(before);
  });

  test('needs an organisation for an export and a known kind for a context table', async () => {
    expect(await ingest('los.csv')).toMatchObject({ code: 2, stderr: 'Zeg van welke organisatie los.csv is, met --organisation.\n' });
    expect(await ingest('los.csv', '--kind', 'iets')).toMatchObject({ code: 2, stderr: 'Soort iets bestaat niet. Bekend zijn: noemer, nulverklaring, let, gebeurtenis, enquete, contextfactor.\n' });
  });

  test('status shows delivered, redelivered, zero and missing', async () => {
    const ran = await run(['status', '--from', '2024-05', '--to', '2024-06'], { cwd: place });
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    expect(ran.stdout.split('\n').slice(0, 6).map((line) => line.trimEnd())).toEqual([
      'Organisatie  24-05  24-06',
      '───────────  ─────  ─────',
      'ALFA         ○      ✗',
      'BETA         ●      0',
      'GAMMA        ✗      ✗',
      '● geleverd · ○ herlevering · 0 nulverklaring · ✗ ontbreekt · □ gewist · · geen afspraak',
    ]);
    const slices = json<{ organisatie: string; maand: string; status: string; herlevering: boolean }[]>(await run(['status', '--json', '--from', '2024-05', '--to', '2024-05'], { cwd: place }));
    expect(slices.map(({ organisatie, status, herlevering }) => [organisatie, status, herlevering])).toEqual([['ALFA', 'geleverd', true], ['BETA', 'geleverd', false], ['GAMMA', 'ontbreekt', false]]);
  });

  test('release makes a draft of what the store holds, and keeps the same one', async () => {
    await mkdir(join(place, 'releases'), { recursive: true });
    const made = json<{ name: string; id: string; same: boolean }>(await run(['release', '2024-06', '--json'], { cwd: place }));
    expect(made).toMatchObject({ name: '2024-06-1', same: false });
    const again = await run(['release', '2024-06'], { cwd: place });
    expect([again.code, again.stdout.trim()]).toEqual([0, expect.stringMatching(/^Vrijgave 2024-06-1 \(concept\), gelijk aan de vorige: \d+ cijfers, waarvan \d+ onderdrukt\.$/)]);
    expect(await readdir(join(place, 'releases'))).toEqual(['2024-06-1']);
    const query = await run(['query', 'SELECT waarde FROM kenmerk WHERE sleutel = $$maand$$', '--format', 'csv', '--release', join(place, 'releases', '2024-06-1')], { cwd: folder });
    expect([query.code, query.stdout.trim().split(/\r?\n/)]).toEqual([0, ['waarde', '2024-06']]);
  });
});
