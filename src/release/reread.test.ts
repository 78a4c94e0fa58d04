import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.js';
import { requireSame } from './reread.js';
import { type KenmerkRow, releaseTables } from './tables.js';

const table = releaseTables.find(({ name }) => name === 'kenmerk')!;

test('whatever text stands in a table, the file reads back as the table', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ sleutel: fc.string({ unit: 'grapheme', minLength: 1 }), waarde: fc.string({ unit: 'grapheme' }) })), (rows) => {
      const clean = rows.map(({ sleutel, waarde }) => ({ sleutel: `k${sleutel}`, waarde })) as KenmerkRow[];
      requireSame(table, clean, toCsv(table, clean));
    }),
  ));

test('a changed, missing or added cell is noticed', () => {
  const rows = [{ sleutel: 'maand', waarde: '2024-06' }, { sleutel: 'status', waarde: 'concept' }];
  const csv = toCsv(table, rows);
  for (const wrong of [csv.replace('2024-06', '2024-05'), csv.replace('status,concept\n', ''), `${csv}naam,x\n`]) {
    expect(() => requireSame(table, rows, wrong)).toThrow(/kenmerk\.csv/);
  }
});
