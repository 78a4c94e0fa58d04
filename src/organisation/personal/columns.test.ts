import { describe, expect, test } from 'vitest';
import { personalColumns } from './columns.js';

const rows = Array.from({ length: 24 }, (_, i) => i);
const day = (year: number, i: number) => `${String(1 + (i % 28)).padStart(2, '0')}-${String(1 + (i % 12)).padStart(2, '0')}-${year}`;

describe('dates of birth without a word in the header', () => {
  const judged = (headers: string[], make: (i: number) => string[]) => personalColumns(headers, rows.map(make));
  test('children: years before the other dates, at all ages', () => {
    expect(judged(['Datum', 'Kind'], (i) => [day(2024, i), day(2006 + (i % 17), i)])).toEqual([{ index: 2, kind: 'GEBOORTEDATUM' }]);
  });
  test('grown-ups, the only date in the file', () => {
    expect(judged(['Nr', 'Wie'], (i) => [String(i), day(1955 + 2 * i, i)])).toEqual([{ index: 2, kind: 'GEBOORTEDATUM' }]);
  });
  test.each<[string, string[], (i: number) => string[]]>([
    ['reported within weeks', ['Datum', 'Gemeld'], (i) => [day(2024, i), day(2024, i + 3)]],
    ['a register of ten years', ['Datum', 'Gemeld'], (i) => [day(2014 + (i % 10), i), day(2014 + (i % 10), i + 1)]],
    ['a register of ten years with one date', ['Datum'], (i) => [day(2014 + (i % 10), i)]],
    ['measures that began some years ago', ['Datum', 'Maatregel'], (i) => [day(2024, i), day(2021 + (i % 3), i)]],
    ['years in service', ['Datum', 'In dienst'], (i) => [day(2024, i), day(1990 + i, i)]],
    ['too few', ['Datum', 'X'], (i) => (i < 9 ? [day(2024, i), day(1990 + i, i)] : [day(2024, i), ''])],
  ])('%s: no', (_, headers, make) => expect(judged(headers, make)).toEqual([]));
});

describe('names without a word in the header', () => {
  const judged = (values: string[]) => personalColumns(['Kolom'], values.map((value) => [value])).map(({ kind }) => kind);
  test.each([
    [['Kevin Jansen', 'Fatima El Amrani', 'Sanne de Boer'], ['NAAM']],
    [['Jansen, K.', 'de Vries, F.', 'Bakker, S.'], ['NAAM']],
    [['Kevin', 'Fatima', 'Sanne', 'Ouder'], ['NAAM']],
    [['Ouder', 'Partner', 'Kevin', 'Jongere', 'Buurman', 'Overig'], []],
    [['Jeugdbeschermer', 'Gedragswetenschapper', 'Teamleider'], []],
    [['Noord', 'Zuid', 'Amsterdam', 'Den Haag', 'Rotterdam'], []],
    [['Verbaal', 'Fysiek geweld', 'Bedreiging'], []],
  ])('%j: %j', (values, kinds) => expect(judged(values)).toEqual(kinds));
});
