import { describe, expect, it } from 'vitest';
import { judgeRow, keyShapes, type RowContext } from './rows.js';

const header = ['Nummer', 'Datum', 'Vorm', 'Plaats', 'Ernst', 'Omschrijving'];
const context: RowContext = { header, keys: [0], keyShapes: new Set(['A-9']), continuation: false };
const pad = (cells: string[]): string[] => [...cells, ...Array<string>(Math.max(0, 6 - cells.length)).fill('')];

describe('a row', () => {
  it.each<[string, string[]]>([
    ['leeg', ['']],
    ['leeg', [' ', '\u00a0', '\u200b', '\t', '', '']],
    ['kop', ['Nummer', 'Datum', 'Vorm', 'Plaats', 'Ernst', 'Omschrijving']],
    ['kop', ['nummer', 'datum ', 'VORM', 'Plaats', 'Ernst']],
    ['record', ['Nummer', 'x', 'y', 'z', '1', 'w']],
    ['tussen', ['Januari 2024']],
    ['tussen', ['', '', 'Q1 2024']],
    ['tussen', ['Maart', '', '12']],
    ['tussen', ['2e kwartaal']],
    ['los', ['Team Noord']],
    ['record', ['TW-24043']],
    ['record', ['', '', '', '', '', 'Vader belde later terug']],
    ['record', ['', '04-05-2024', 'Verbaal', 'Kantoor', '1', 'tekst']],
    ['record', ['', '04-05-2024', 'Verbaal']],
    ['subtotaal', ['Subtotaal', '', '', '', '12']],
    ['totaal', ['Totaal', '63']],
    ['totaal', ['', 'Totaal', '', '63', '12', '4']],
    ['totaal', ['Totaal aantal meldingen: 63']],
    ['totaal', ['Eindtotaal', '63']],
    ['totaal', ['Aantal', '1.234']],
    ['record', ['Totaal overstuur', '04-05-2024', 'Verbaal', 'Kantoor', '1', 'tekst']],
    ['record', ['TW-1', 'Totaal', 'Verbaal']],
    ['voet', ['Afgedrukt op 05-07-2024']],
    ['voet', ['Pagina 1 van 3', '', '', '', '', '']],
    ['voet', ['Bron:', 'TriasWeb']],
    ['voet', ['Peildatum:', '01-07-2024']],
    ['record', ['Onbekend', 'Verbaal']],
  ])('is %s: %j', (kind, cells) => {
    expect(judgeRow(pad(cells), context).kind).toBe(kind);
  });

  it('with an empty key and few cells is a record where rows continue', () => {
    expect(judgeRow(pad(['', '', 'Bedreiging']), { ...context, continuation: true }).kind).toBe('record');
    expect(judgeRow(pad(['Januari 2024']), { ...context, continuation: true }).kind).toBe('tussen');
  });
});

describe('a control total', () => {
  it.each<[string[], { label: string; value: number } | undefined]>([
    [['Totaal', '63'], { label: 'totaal', value: 63 }],
    [['Totaal unieke meldingen', '52'], { label: 'uniek', value: 52 }],
    [['Aantal meldingen: 1.234'], { label: 'totaal', value: 1234 }],
    [['Totaal 63'], { label: 'totaal', value: 63 }],
    [['Totaal 2024'], undefined],
    [['Totaal', '63', '12'], undefined],
    [['Totaal', '12,5 %'], undefined],
    [['Totaal'], undefined],
  ])('%j', (cells, total) => {
    expect(judgeRow(pad(cells), context).total).toEqual(total);
  });
});

describe('the shapes of keys', () => {
  it('come from full rows, and from the fullest when the table is narrow', () => {
    expect(keyShapes([['M 2401 0144', 'a', 'b', 'c', 'd', 'e'], ['Januari 2024', '', '', '', '', '']], [0], 6)).toEqual(new Set(['A 9 9']));
    expect(keyShapes([['K-1', ''], ['Totaal', '3']], [0], 2)).toEqual(new Set(['A-9']));
  });
});
