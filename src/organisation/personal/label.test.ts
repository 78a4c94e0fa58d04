import { describe, expect, test } from 'vitest';
import { columnLetter, columnName, fileLabel, isLabel } from './label.js';

describe('what may be shown', () => {
  test.each([
    ['Geboortedatum', true], ['Naam cliënt', true], ['Datum voorval', true], ['Meldingsnummer', true], ['Q1 2024', true], ['Blad1', true], ['juni 2024', true], ['BSN', true],
    ['Jansen', false], ['Fam. Oosterbeemd', false], ['Oosterbeemd', false], ['Naam Kevin', false], ['999990019', false], ['weet je te vinden', false], ['j.p@x.nl', false], ['', false],
  ])('%s is a label: %s', (text, label) => expect(isLabel(text)).toBe(label));

  test('columns go by header, else by number and letter', () => {
    expect([columnName('Geboortedatum', 9), columnName('Jan de Boer', 9), columnName('Blorp', 28), columnName('Blorp', 28, true), columnName('Jan de Boer', 3, true)]).toEqual(['Geboortedatum', '9 (I)', '28 (AB)', 'Blorp', '3 (C)']);
    expect([1, 26, 27, 52, 53, 702, 703].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  test.each([
    ['meldingen_2024-06_geleverd-2024-07-05.csv', 'meldingen_2024-06_geleverd-2024-07-05.csv'],
    ['meldingen_kevin_jansen_2024-06.csv', 'meldingen_…_…_2024-06.csv'],
    ['Dossier 999990019.xlsx', 'Dossier ….xlsx'],
    ['export (2).csv', 'export (2).csv'],
    ['p.jansen@voorbeeld.nl.csv', '…'],
  ])('%s is said as %s', (name, said) => expect(fileLabel(name)).toBe(said));
});
