import { expect, test } from 'vitest';
import { toCsv } from './csv.js';
import { revisions } from './revisions.js';
import { sampleRelease } from './sample.test-support.js';
import { releaseTables } from './tables.js';

const table = releaseTables.find(({ name }) => name === 'cijfer')!;
const { cijfer } = sampleRelease();
const at = (periode: string) => cijfer.findIndex((row) => row.indicator === 'I01' && row.periode === periode);
const printed = (rows: typeof cijfer, release: string, approved: string) => ({ release, approved, csv: toCsv(table, rows), layout: {} as never });

test('a revision is what was printed where today says something else; the same figures revise nothing', () => {
  expect(revisions(cijfer, [printed(cijfer, '2024-06-0123456789ab', '2024-07-20')])).toEqual([]);
  const earlier = cijfer.map((row, i) => (i === at('2024-05') ? { ...row, waarde: row.waarde! - 3, teller: row.teller! - 3, vintage: '2024-06-15' } : row));
  earlier[at('2024-03')] = { ...earlier[at('2024-03')]!, waarde: null, onder: null, boven: null, teller: null, conf_status: 'C' };
  const withoutJune = earlier.filter((row) => row.periode !== '2024-06');
  expect(revisions(cijfer, [printed(withoutJune, '2024-05-0123456789ab', '2024-06-20')])).toMatchObject([
    { periode: '2024-03', waarde: null, conf_status: 'C' },
    { periode: '2024-05', waarde: cijfer[at('2024-05')]!.waarde! - 3, conf_status: 'F', vintage: '2024-06-15', release: '2024-05-0123456789ab', goedgekeurd: '2024-06-20' },
  ]);
});
