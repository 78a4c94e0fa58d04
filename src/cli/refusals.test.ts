/** Everything that may be wrong with a file, a workspace or the machine: a sentence in two languages, the right exit code, and a store as it was. */
import { existsSync } from 'node:fs';
import { chmod, copyFile, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDuckDB } from '../database/duckdb.js';
import { databaseContent, inside, json, ownFolder, type Ran, run, runInside } from './binary.test-support.js';
import { layPlainWorkspace, plainExport, plainMapping, plainRows, put } from './sector.test-support.js';

const folder = await ownFolder('refusals');
const place = join(folder, 'werk');
const store = join(place, 'store.duckdb');
const month = '_2024-06_geleverd-2024-07-05';
let content: Awaited<ReturnType<typeof databaseContent>>;

beforeAll(async () => {
  await layPlainWorkspace(place);
  await put(place, `lijst${month}.csv`, plainExport(plainRows('2024-06', 12)));
  const ran = await run(['ingest', `lijst${month}.csv`, '-o', 'ALFA'], { cwd: place });
  if (ran.code !== 0) throw new Error(`the first delivery ended with ${ran.code}: ${ran.stderr}${ran.stdout}`);
  await copyFile(store, join(folder, 'store.copy'));
  content = await databaseContent(store);
  expect(content['voorval']).toHaveLength(12);
});

/** The store is as it was: to the byte, or else in every row. */
async function unchanged(): Promise<void> {
  if (!(await readFile(store)).equals(await readFile(join(folder, 'store.copy')))) expect(await databaseContent(store)).toEqual(content);
}

/** In Dutch (by the binary for the first refusal of a command) and in English: the same exit code, each its own sentence. */
const shown = new Set<string>();
async function refused(args: readonly string[], code: number, nl: string | RegExp, en: string | RegExp): Promise<void> {
  const byBinary = !shown.has(args[0]!);
  shown.add(args[0]!);
  const [dutch, english] = [byBinary ? await run(args, { cwd: place }) : await inside(args, place), await runInside(args, 'en', place)];
  const said = (ran: Ran) => `${ran.stdout}${ran.stderr}`;
  expect([dutch.code, english.code], said(dutch) + said(english)).toEqual([code, code]);
  expect(said(dutch)).toMatch(nl);
  expect(said(english)).toMatch(en);
}

async function workbook(rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> {
  return writeXlsx({ sheets: [{ name: 'Blad1', rows: rows.map((row) => [...row]) }] });
}

/** A zip of entries with their data, and the size that they say they unpack to: their own unless given. */
function zipOf(entries: readonly (readonly [string, Buffer, number?])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data, size = data.length] of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const header = 'Nummer;Datum;Vorm;Hoe;Wie\r\n';
const ole = (name: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1016), Buffer.from(name, 'utf16le'), Buffer.alloc(1024)]);
const long = 40 * 2 ** 20;
const bookParts: [string, Buffer][] = Object.entries({
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}).map(([name, text]) => [name, Buffer.from(text)]);

describe('a file that cannot be taken', () => {
  const files: [string, () => Promise<string | Uint8Array>, RegExp, RegExp][] = [
    ['leeg.csv', async () => '', /leeg\.csv is leeg\. Verwacht: een kopregel.*Maak de export opnieuw/, /leeg\.csv is empty\. Expected: a header row.*Make the export again/],
    ['wit.csv', async () => '\r\n  \r\n\r\n', /wit\.csv is leeg\./, /wit\.csv is empty\./],
    ['kop.csv', async () => header, /kop\.csv heeft wel een kopregel \(rij 1\) maar geen enkele melding.*nulverklaring/, /kop\.csv has a header \(row 1\) but not a single incident.*zero declaration/],
    ['slot.xlsx', async () => ole('EncryptedPackage'), /slot\.xlsx is met een wachtwoord versleuteld\. Sla het zonder wachtwoord op/, /slot\.xlsx is encrypted with a password\. Save it without/],
    ['oud.xls', async () => ole('Workbook'), /oud\.xls heeft de oude Excel-vorm.*\.xlsx/, /oud\.xls has the old Excel form.*\.xlsx/],
    ['half.xlsx', async () => Buffer.from(await workbook([header.trim().split(';'), ...plainRows('2024-06', 40)])).subarray(0, 2500), /half\.xlsx is (afgebroken|beschadigd).*opnieuw/, /half\.xlsx is (cut off|damaged).*again/],
    ['bom.xlsx', async () => zipOf([...bookParts, ['xl/worksheets/sheet1.xml', Buffer.alloc(2 ** 20), 1500 * 2 ** 20]]), /bom\.xlsx wordt uitgepakt groter dan \d+ MB.*CSV/, /bom\.xlsx unpacks to more than \d+ MB.*CSV/],
    ['leugen.xlsx', async () => zipOf([...bookParts, ['xl/worksheets/sheet1.xml', Buffer.alloc(64 * 2 ** 20, 0x20), 1000]]), /leugen\.xlsx is (afgebroken|beschadigd)/, /leugen\.xlsx is (cut off|damaged)/],
    ['archief.xlsx', async () => zipOf([['brief.txt', Buffer.from('geen werkmap')]]), /archief\.xlsx is een zip-bestand maar geen Excel-werkmap/, /archief\.xlsx is a zip file but not an Excel workbook/],
    ['blanco.xlsx', async () => workbook([[null]]), /blanco\.xlsx is op geen van de 1 tabbladen een tabel met meldingen gevonden/, /None of the 1 sheets of the workbook blanco\.xlsx holds a table/],
    ['foto.csv', async () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(4096, 7)]), /foto\.csv is geen tekst en geen werkmap/, /foto\.csv is neither text nor a workbook/],
    ['regel.csv', async () => `${plainExport(plainRows('2024-06', 3))}${'x'.repeat(long)}\r\n`, /regel\.csv heeft op regel 5 een regel van meer dan \d+ tekens/, /regel\.csv has a line of more than \d+ characters on line 5/],
    ['open.csv', async () => `${header}N1;"${'x'.repeat(long)}`, /open\.csv heeft op regel 2 een regel van meer dan \d+ tekens/, /open\.csv has a line of more than \d+ characters on line 2/],
    ['ander.csv', async () => 'Zaak;Dag;Soort\r\n1;2024-06-01;A\r\n', /koppeling van ALFA past niet op dit bestand: 5 van de 5 kolommen ontbreken\. Verwacht: Nummer, Datum, Vorm, Hoe, Wie/, /mapping of ALFA does not fit this file: 5 of its 5 columns are missing\. Expected: Nummer, Datum, Vorm, Hoe, Wie/],
    ['mist.csv', async () => 'Nummer;Datum;Vorm;Hoe\r\nN1;01-06-2024;Schelden;Telefoon\r\n', /Verplichte kolom ontbreekt in het bestand: Wie\. Voeg de kolom toe/, /A required column is missing from the file: Wie\. Add the column/],
  ];

  /** One that says so at once, and those that could take all memory. */
  const byBinary = new Set(['leeg.csv', 'bom.xlsx', 'regel.csv']);

  test.each(files)('%s', async (name, bytes, nl, en) => {
    await put(place, name, await bytes());
    const args = ['check', name, '-o', 'ALFA', '-p', '2024-06'];
    const dry = byBinary.has(name) ? await run(args, { cwd: place }) : await inside(args, place);
    expect([dry.code, dry.stdout]).toEqual([3, '']);
    expect(dry.stderr).toMatch(nl);
    const taken = await runInside(['ingest', name, '-o', 'ALFA', '-p', '2024-06'], 'en', place);
    expect([taken.code, taken.stderr, taken.stdout.startsWith(`✗ ${name}: `)]).toEqual([3, '', true]);
    expect(taken.stdout).toMatch(en);
    await unchanged();
  });

  test('a file or folder that is not what was meant', async () => {
    await refused(['check', 'nergens.csv', '-o', 'ALFA'], 3, /^Het bestand nergens\.csv is er niet\. Controleer de naam en de map\.\n$/, /^The file nergens\.csv does not exist\./);
    await refused(['ingest', 'nergens.csv', '-o', 'ALFA'], 3, /^✗ nergens\.csv: Het bestand nergens\.csv is er niet\./, /^✗ nergens\.csv: The file nergens\.csv does not exist\./);
    await refused(['ingest', 'inbox', '-o', 'ALFA'], 3, /inbox is een map\. Verwacht: één export/, /inbox is a folder\. Expected: one export/);
    await unchanged();
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a file that may not be read', async () => {
    await chmod(await put(place, 'dicht.csv', plainExport(plainRows('2024-06', 2))), 0o000);
    await refused(['check', 'dicht.csv', '-o', 'ALFA'], 3, /dicht\.csv kan niet worden geopend/, /dicht\.csv cannot be opened/);
  });

  test('the file of another organisation, also days later and with a mapping of its own', async () => {
    await refused(['ingest', `lijst${month}.csv`, '-o', 'BETA'], 3, /Precies dit bestand is al opgenomen voor ALFA\. Een bestand hoort bij één organisatie/, /Exactly this file has been taken in for ALFA\./);
    await unchanged();
  });

  test('all records rejected is a delivery with findings, and says so', async () => {
    await put(place, 'fout.csv', `${header}N1;31-06-2024;Schelden;Telefoon;Ouder\r\nN2;03-06-2024;Gillen;Telefoon;Ouder\r\n`);
    const ran = await run(['check', 'fout.csv', '-o', 'ALFA', '-p', '2024-06'], { cwd: place });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("✗ 1 regel, kolom 'Datum': de voorvaldatum bestaat niet of heeft een andere vorm dan de koppeling zegt. R02\n");
    expect(ran.stdout).toMatch(/ 1 ✗ 1 regel, kolom 'Vorm': waarde niet in de koppeltabel\. R22\n[\s\S]*\n {7}Regel 3\n/);
    expect(ran.stdout).not.toMatch(/31-06|Gillen/);
  });
});

describe('an agreement, a mapping or a key that does not allow it', () => {
  beforeEach(() => put(place, 'goed_2024-06.csv', plainExport(plainRows('2024-06', 6))));

  test('an organisation without an agreement', async () => {
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'OMEGA'], 2, /Organisatie OMEGA staat niet in monitor\.yaml\. Bekend zijn: ALFA, BETA, GAMMA\./, /Organisation OMEGA is not in monitor\.yaml\. Known are: ALFA, BETA, GAMMA\./);
    await refused(['check', 'goed_2024-06.csv', '-o', 'OMEGA'], 2, /Organisatie OMEGA staat niet in monitor\.yaml/, /Organisation OMEGA is not in monitor\.yaml/);
    await unchanged();
  });

  test('a period outside the agreement, or none at all', async () => {
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA', '-p', '2023-12'], 2, /De periode 2023-12 t\/m 2023-12 valt buiten de afspraak met BETA \(2024-01 t\/m …\)/, /The period 2023-12 to 2023-12 lies outside the agreement with BETA \(2024-01 to …\)/);
    await refused(['check', 'goed_2024-06.csv', '-o', 'BETA', '-p', '2023-12'], 0, /Let op: 2023-12 valt buiten de afspraak met BETA/, /Note: 2023-12 lies outside the agreement with BETA/);
    await refused(['check', 'goed_2024-06.csv', '-o', 'BETA', '-p', '2024-13'], 2, /"2024-13" is geen periode\. Gebruik een maand \(2024-06\), een halfjaar \(2024H1\) of een jaar \(2024\)\./, /"2024-13" is not a period\./);
    await put(place, 'goed_2024-06_geleverd-2024-06-31.csv', plainExport(plainRows('2024-06', 6)));
    for (const command of ['check', 'ingest']) await refused([command, 'goed_2024-06_geleverd-2024-06-31.csv', '-o', 'BETA'], 2, /De leverdatum 2024-06-31 bestaat niet\./, /The date of delivery 2024-06-31 does not exist\./);
    await unchanged();
  });

  test('a mapping that is missing, of another organisation, or of a codebook to come', async () => {
    const mapping = join(place, 'mappings', 'BETA.yaml');
    const text = await readFile(mapping, 'utf8');
    await rm(mapping);
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA'], 2, /Er is geen koppeling van BETA \(mappings\/BETA\.yaml\)\. Geef er een met --mapping/, /There is no mapping of BETA \(mappings\/BETA\.yaml\)/);
    await writeFile(mapping, plainMapping('ALFA'));
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA'], 2, /De koppeling BETA\.yaml is van ALFA, niet van BETA\./, /The mapping BETA\.yaml is of ALFA, not of BETA\./);
    await writeFile(mapping, text.replace('codeboek: "0.1"', 'codeboek: "9.9"'));
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA'], 2, /BETA\.yaml:3:11 codeboek: .*9\.9.*versie 0\.1/s, /BETA\.yaml:3:11 codeboek: .*9\.9.*version 0\.1/s);
    await writeFile(mapping, text);
    await unchanged();
  });

  test('a key that is missing or damaged', async () => {
    const key = join(place, 'keys', 'BETA.key');
    await rename(key, join(folder, 'key'));
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA'], 2, /De sleutel van BETA ontbreekt \(keys\/BETA\.key\)\. Zet hem terug/, /The key of BETA is missing \(keys\/BETA\.key\)\. Put it back/);
    await writeFile(key, 'geen sleutel\n');
    await refused(['ingest', 'goed_2024-06.csv', '-o', 'BETA'], 2, /De sleutel keys\/BETA\.key is beschadigd: verwacht 64 hexadecimale tekens/, /The key keys\/BETA\.key is damaged: 64 hexadecimal digits expected/);
    await rename(join(folder, 'key'), key);
    await unchanged();
  });
});

describe('an inbox with good and bad files', () => {
  const inbox = join(folder, 'bak');

  test('takes what is good, names what is not, and ends with the code of the worst', async () => {
    await layPlainWorkspace(inbox);
    const good = plainExport(plainRows('2024-06', 9));
    await put(inbox, `inbox/ALFA/lijst${month}.csv`, good);
    await put(inbox, `inbox/BETA/lijst${month}.csv`, good);
    await put(inbox, `inbox/BETA/eigen${month}.csv`, '');
    await put(inbox, `inbox/GAMMA/lijst${month}.csv`, plainExport(plainRows('2024-06', 7, 'G')));
    await put(inbox, 'inbox/GAMMA/begeleidende brief.docx', 'Geachte');
    await put(inbox, `inbox/OMEGA/lijst${month}.csv`, good);
    await put(inbox, `los${month}.csv`, good).then((path) => rename(path, join(inbox, 'inbox', `los${month}.csv`)));
    await put(inbox, 'inbox/landelijk/gebeurtenissen_2024.csv', 'code;van\r\nX;2024-01\r\n');
    const dutch = await run(['run', '2024-06'], { cwd: inbox });
    expect(dutch.code).toBe(3);
    const lines = dutch.stdout.split('\n').map((line) => line.trim());
    expect(lines).toEqual(expect.arrayContaining([
      '✗ OMEGA: Organisatie OMEGA staat niet in monitor.yaml. Bekend zijn: ALFA, BETA, GAMMA.',
      `✗ los${month}.csv: Dit bestand ligt los in inbox/. Zet het in de map van de organisatie: inbox/<organisatie>/.`,
      `✗ BETA eigen${month}.csv: Het bestand eigen${month}.csv is leeg. Verwacht: een kopregel en daaronder meldingen. Maak de export opnieuw.`,
      `✗ BETA lijst${month}.csv: Precies dit bestand is al opgenomen voor ALFA. Een bestand hoort bij één organisatie: haal het weg waar het niet thuishoort.`,
      '✗ LANDELIJK gebeurtenissen_2024.csv: Verplichte kolommen ontbreken: soort, label_nl, label_en. Gebruik de kolomnamen van het codeboek.',
      '· GAMMA/begeleidende brief.docx is overgeslagen: geen CSV, TXT of XLSX.',
      '! BETA heeft over 2024-06 nog niets geleverd. Ontbreken is geen nul.',
      'ALFA: – → 9',
      'GAMMA: – → 7',
    ]));
    expect(dutch.stdout).toMatch(/^Vrijgave 2024-06-1 \(concept\): /m);
    const english = await runInside(['run', '2024-06', '--json'], 'en', inbox);
    const { taken, skipped } = json<{ taken: { organisation: string; file: string; outcome: string; reason?: string }[]; skipped: string[] }>(english);
    expect([english.code, skipped]).toEqual([3, ['GAMMA/begeleidende brief.docx']]);
    expect(taken.filter(({ outcome }) => outcome === 'unchanged').map(({ organisation }) => organisation)).toEqual(['ALFA', 'GAMMA']);
    expect(taken.find(({ organisation, file }) => organisation === 'BETA' && file.startsWith('lijst'))!.reason).toMatch(/^Exactly this file has been taken in for ALFA\./);
  });
});

describe('the exit code of refused files', () => {
  const bak = join(folder, 'codes');
  const columns = plainExport(plainRows('2024-06', 5));
  const secret = `Nummer;Datum;Vorm;Hoe;Wie;BSN\r\n${plainRows('2024-06', 8).map((row, i) => `${row.join(';')};${['111222333', '999990019', '123456782'][i % 3]}`).join('\r\n')}\r\n`;

  test.each([
    ['a column with numbers of citizens', 1, `BETA/lijst${month}.csv`, secret],
    ['an organisation without an agreement', 2, `OMEGA/lijst${month}.csv`, columns],
    ['a file that is empty', 3, `BETA/lijst${month}.csv`, ''],
  ])('is the same from run and ingest: %s gives %i', async (name, code, file, text) => {
    const here = join(bak, String(code));
    await layPlainWorkspace(here);
    await put(here, `inbox/ALFA/lijst${month}.csv`, plainExport(plainRows('2024-06', 9, 'A')));
    const path = await put(here, `inbox/${file}`, text);
    const alone = await run(['ingest', path, '-o', file.split('/')[0]!, '-w', here]);
    expect([alone.code, alone.stderr], name).toEqual([code, '']);
    const ran = await run(['run', '2024-06', '-w', here]);
    expect(ran.code, ran.stdout + ran.stderr).toBe(code);
    expect(existsSync(join(here, 'releases', '2024-06-1'))).toBe(true);
  });
});

describe('a workspace without deliveries', () => {
  const bare = join(folder, 'bare');

  test('gets no release, and is told what to do', async () => {
    await layPlainWorkspace(bare);
    for (const command of ['release', 'run']) {
      const [dutch, english] = [await run([command, '2024-06'], { cwd: bare }), await runInside([command, '2024-06'], 'en', bare)];
      expect([dutch.code, english.code]).toEqual([2, 2]);
      expect(dutch.stderr).toMatch(/Er valt niets vrij te geven: de opslag bevat tot en met 2024-06 geen enkele levering.* Leg exports in inbox\/<organisatie>\/ en voer uit: agressiemonitor run 2024-06/);
      expect(english.stderr).toMatch(/There is nothing to release: up to 2024-06 the store holds no delivery.* Put exports in inbox/);
    }
    expect(existsSync(join(bare, 'releases'))).toBe(false);
  });

  test('and the code of the file that could not be read, when that is why', async () => {
    await put(bare, `inbox/ALFA/lijst${month}.csv`, '');
    const ran = await run(['run', '2024-06'], { cwd: bare });
    expect([ran.code, ran.stdout.includes('is leeg'), ran.stderr.includes('Er valt niets vrij te geven')]).toEqual([3, true, true]);
  });

  test('a month before the first delivery is such a workspace; a zero declaration is not', async () => {
    await put(bare, `inbox/ALFA/lijst${month}.csv`, plainExport(plainRows('2024-06', 9)));
    expect((await run(['run', '2024-05'], { cwd: bare })).code).toBe(2);
    const nul = join(folder, 'nul');
    await layPlainWorkspace(nul);
    await put(nul, 'inbox/ALFA/nulverklaring_2024-06.csv', 'organisatie_code;periode\r\nALFA;2024-06\r\n');
    const ran = await run(['run', '2024-06'], { cwd: nul });
    expect([ran.code, existsSync(join(nul, 'releases', '2024-06-1'))], ran.stdout + ran.stderr).toEqual([0, true]);
  });
});

describe('settings with mistakes', () => {
  const settings = join(place, 'monitor.yaml');
  let good: string;
  beforeAll(async () => {
    good = await readFile(settings, 'utf8');
  });

  test.each([
    ['a month that is none', 'organisaties:\n  ALFA: { sinds: 2024-13 }\n', /monitor\.yaml:2:18 organisaties\.ALFA\.sinds: JJJJ-MM/, /monitor\.yaml:2:18 organisaties\.ALFA\.sinds: .*YYYY-MM/],
    ['a code in small letters', 'organisaties:\n  alfa: { sinds: 2024-01 }\n', /monitor\.yaml:2:9 organisaties\.alfa: alleen hoofdletters/, /monitor\.yaml:2:9 organisaties\.alfa: .*capitals/],
    ['an unknown key', 'organisaties:\n  ALFA: { sinds: 2024-01, ritme: maand }\n', /monitor\.yaml:2:34 organisaties\.ALFA\.ritme: Onbekende key/, /monitor\.yaml:2:34 organisaties\.ALFA\.ritme: Unrecognized key/],
    ['a word for a number', 'bescherming:\n  minimum: veel\n', /monitor\.yaml:2:12 bescherming\.minimum: .*verwacht getal/, /monitor\.yaml:2:12 bescherming\.minimum: .*expected number/],
    ['no YAML', 'organisaties: { ALFA: { sinds: 2024-01\n', /monitor\.yaml:\d+:\d+ dit is geen geldige YAML/, /monitor\.yaml:\d+:\d+ this is not valid YAML/],
    ['an organisation twice', 'organisaties:\n  ALFA: { sinds: 2024-01 }\n  ALFA: { sinds: 2024-02 }\n', /monitor\.yaml:3:3 dit is geen geldige YAML/, /monitor\.yaml:3:3 this is not valid YAML/],
    ['an agreement that ends before it begins', 'organisaties:\n  ALFA: { sinds: 2024-05, tot: 2024-01 }\n', /De afspraak met ALFA klopt niet/, /The agreement with ALFA is wrong/],
    ['a codebook to come', 'codeboek: "9.9"\norganisaties:\n  ALFA: { sinds: 2024-01 }\n', /Codeboekversie 9\.9 kent dit programma niet\. Bekend: 0\.1/, /does not know codebook version 9\.9\. Known: 0\.1/],
    ['a lowered threshold without a reason', 'organisaties:\n  ALFA: { sinds: 2024-01 }\nbescherming: { minimum: 3, dominantie: 90 }\n', /verlaagt de beveiliging \(minimum, dominantie\)\. Dat kan alleen met een reden/, /lowers the protection \(minimum, dominantie\)\. That takes a reason/],
  ])('%s', async (_, text, nl, en) => {
    await writeFile(settings, text);
    try {
      await refused(['run', '2024-06'], 2, nl, en);
    } finally {
      await writeFile(settings, good);
    }
    await unchanged();
    expect(existsSync(join(place, 'releases', '2024-06-1'))).toBe(false);
  });

  test('a threshold is lowered with a reason, and the release says so', async () => {
    await writeFile(settings, `${good}bescherming: { minimum: 8 }\nverlaging: { reden: proef met de commissie, door: FG }\n`);
    try {
      expect((await run(['release', '2024-06'], { cwd: place })).code).toBe(0);
      const said = await run(['query', "SELECT waarde FROM kenmerk WHERE sleutel = 'verlaging'", '--format', 'json'], { cwd: place });
      expect(json(said)).toEqual([{ waarde: 'minimum: proef met de commissie (FG)' }]);
    } finally {
      await writeFile(settings, good);
      await rm(join(place, 'releases'), { recursive: true, force: true });
    }
  });
});

describe('a store that cannot be used', () => {
  const restore = async () => {
    await rm(`${store}.wal`, { force: true });
    await copyFile(join(folder, 'store.copy'), store);
  };

  test('in use by another process', async () => {
    const holder = await openDuckDB(store);
    try {
      for (const command of [['run', '2024-06'], ['ingest', `lijst${month}.csv`, '-o', 'BETA']]) {
        const [dutch, english] = [await run(command, { cwd: place }), await run([...command, '--lang', 'en'], { cwd: place })];
        expect([dutch.code, english.code]).toEqual([2, 2]);
        expect(dutch.stderr).toMatch(/store\.duckdb is in gebruik door een ander proces\. Wacht tot dat klaar is/);
        expect(english.stderr).toMatch(/store\.duckdb is in use by another process\. Wait until/);
      }
      expect((await run(['check', `lijst${month}.csv`, '-o', 'ALFA'], { cwd: place })).code).toBe(0);
    } finally {
      holder.close();
    }
    await unchanged();
  });

  const broken: [string, (path: string) => Promise<void>][] = [
    ['cut off', async (path) => writeFile(path, (await readFile(path)).subarray(0, 20_000))],
    ['no database', async (path) => writeFile(path, Buffer.alloc(4096, 0x41))],
    ['empty', async (path) => writeFile(path, '')],
    ['spoilt inside', async (path) => {
      const file = await open(path, 'r+');
      const { size } = await file.stat();
      for (let at = 3 * 4096; at < size; at += 4096) await file.write(Buffer.alloc(2048, 0x5a), 0, 2048, at);
      await file.close();
    }],
  ];
  test.each(broken)('damaged: %s', async (_, damage) => {
    await damage(store);
    const before = await readFile(store);
    try {
      await refused(['run', '2024-06'], 2, /De opslag is beschadigd of geen DuckDB-bestand\. Zet een kopie terug/, /The store is damaged or not a DuckDB file\. Put back a copy/);
      expect((await readFile(store)).equals(before)).toBe(true);
    } finally {
      await restore();
    }
  });

  test('of a newer program, or of something else', async () => {
    await change("INSERT INTO migratie VALUES (99, 'later', 'x')");
    await refused(['status'], 2, /gemaakt met een nieuwere versie van dit programma \(stap 99\)\. Werk het programma bij/, /made by a newer version of this program \(step 99\)\. Update the program/);
    await restore();
    await change("UPDATE migratie SET sha256 = 'anders' WHERE nummer = 1");
    await refused(['status'], 2, /Stap 1 van de opslag luidt in dit programma anders/, /Step 1 of the store reads differently/);
    await rm(store);
    await change('CREATE TABLE iets_anders (a INTEGER)');
    await refused(['run', '2024-06'], 2, /geen opslag van agressiemonitor: het bevat andere tabellen/, /not a store of agressiemonitor: it holds other tables/);
    await restore();
    await unchanged();
  });

  async function change(sql: string): Promise<void> {
    const db = await openDuckDB(store);
    await db.run(sql);
    db.close();
  }
});
