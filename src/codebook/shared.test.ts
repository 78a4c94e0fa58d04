import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { codeList, findCode, indicator, loadCodebook, rule } from './codebook.js';

// The tables the codebook was made from lie beside the repository; where they are absent these tests are skipped.
const folder = fileURLToPath(new URL('../../../shared/codebook/', import.meta.url));
const codebook = loadCodebook();

function table(name: string): Record<string, string>[] {
  return parse(readFileSync(`${folder}${name}`, 'utf8'), { delimiter: ';', columns: true, bom: true });
}

/** Letters and digits only, without accents: the codebook spells labels out where the tables are plain ASCII. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll('≥', '>=').replaceAll(/[^a-z0-9>=]/gi, '').toLowerCase();
}

/** Names in velden.csv that the codebook writes otherwise. */
const renamed: Record<string, string> = {
  aangifte_maand: 'aangifte_datum', besluit_maand: 'besluit_datum', uitkomst: 'verwijder_uitkomst', doorlooptijd: 'verwijder_dagen',
  verzuim_klasse: 'verzuim_dagen', nazorg_aangeboden: 'nazorg', nazorg_termijn: 'nazorg', nazorg_soort: 'nazorg',
  'geslacht medewerker': 'geslacht', 'toelichting / omschrijving': 'toelichting', 'e-mail': 'e_mail', 'medewerkernr.': 'medewerkernummer',
};

function names(cell: string): string[] {
  return cell.replaceAll(/\([^)]*\)/g, '').split(',').map((n) => n.trim()).map((n) => renamed[n] ?? n);
}

describe.skipIf(!existsSync(folder))('everything in the source tables is in the codebook', () => {
  test('codes with their labels, levels and parents', () => {
    for (const row of table('codelijsten.csv')) {
      const code = findCode(codebook, row['lijst']!, row['code']!);
      expect(code, `${row['lijst']} ${row['code']}`).toBeDefined();
      expect(plain(code!.label.nl)).toBe(plain(row['label_nl']!));
      expect(plain(code!.label.en)).toBe(plain(row['label_en']!));
      expect([code!.niveau, code!.ouder ?? '']).toEqual([Number(row['niveau']), row['ouder']]);
    }
    expect(codeList(codebook, 'vorm').codes).toHaveLength(table('codelijsten.csv').filter((r) => r['lijst'] === 'vorm').length);
  });

  test('fields with their level and requirement', () => {
    const wanted: Record<string, string[]> = {
      V: ['verplicht'], G: ['gewenst'], C: ['conditioneel'], O: ['optioneel'], X: ['nooit'],
      'G/O': ['gewenst', 'optioneel'], 'G/C': ['gewenst', 'conditioneel'], 'X in incidentrecord': ['nooit'],
    };
    for (const row of table('velden.csv')) {
      for (const name of names(row['veld']!)) {
        const found = codebook.velden.find((f) => f.naam === name && f.tabel === 'voorval');
        expect(found, name).toBeDefined();
        expect(wanted[row['verplicht']!], `${name}: ${row['verplicht']}`).toContain(found!.eis);
        const inside = ['aangifte_datum', 'besluit_datum'];
        if (!inside.includes(name)) expect([name, found!.niveau]).toEqual([name, row['laag']]);
        if (/n>=10/.test(row['publicatie']!)) expect([name, found!.publicatie.minimum]).toEqual([name, 10]);
        if (row['publicatie'] === 'nooit') expect([name, found!.publicatie.nooit]).toEqual([name, true]);
        if (/\bjaar\b/.test(row['publicatie']!) && name !== 'vorm') expect([name, found!.publicatie.jaar]).toEqual([name, true]);
      }
    }
  });

  test('denominators', () => {
    for (const row of table('noemers.csv')) {
      for (const name of names(row['velden']!)) {
        const found = codebook.velden.find((f) => f.naam === name && f.tabel === 'noemer');
        expect(found, name).toBeDefined();
        const eis = { V: 'verplicht', G: 'gewenst', O: 'optioneel', 'V als 0 records': 'conditioneel' }[row['verplicht']!];
        if (name !== 'regio') expect([name, found!.eis]).toEqual([name, eis]);
      }
    }
  });

  test('rules with their effect', () => {
    for (const row of table('regels.csv')) {
      const gevolg = row['gevolg'] === 'fout (noemer)' ? 'noemer' : row['gevolg'];
      expect([row['regel'], rule(codebook, row['regel']!).gevolg]).toEqual([row['regel'], gevolg]);
    }
  });

  test('indicators', () => {
    for (const row of table('indicatoren.csv')) expect(indicator(codebook, row['id']!).naam.nl).toBeTruthy();
    expect(codebook.indicatoren.map((i) => i.id)).toEqual(table('indicatoren.csv').map((r) => r['id']));
  });

  test('claims with every indicator they name', () => {
    const rows = table('claims.csv');
    expect(codebook.claims.map((c) => c.id)).toEqual(rows.map((r) => r['id']));
    for (const [i, row] of rows.entries()) {
      const claim = codebook.claims[i]!;
      expect([plain(claim.claim.nl), claim.soort.nl, claim.bron]).toEqual([plain(row['claim']!), row['soort'], row['bron']]);
      const named = [...row['indicator']!.matchAll(/I\d\d/g)].map((m) => m[0]);
      expect(claim.antwoord.indicatoren).toEqual(expect.arrayContaining(named));
    }
  });

  test('youth regions', () => {
    expect(codebook.jeugdregios.map((r) => [r.code, r.naam])).toEqual(table('jeugdregio_2025.csv').map((r) => [r['code'], r['naam']]));
  });
});
