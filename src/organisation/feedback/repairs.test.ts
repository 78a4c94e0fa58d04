import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupFindings, type LocatedFinding } from './groups.js';
import { planRepairs } from './repairs.js';

interface Given {
  row: number;
  /** Rule, and the column after a dot. */
  found: string[];
  incident?: number;
  verdict?: LocatedFinding['verdict'];
}

const severityOf = (rule: string) => (rule.startsWith('e') || rule === 'R22' || rule === 'R06' ? 'error' : rule.startsWith('s') ? 'signal' : 'info');

function findings(rows: readonly Given[]): LocatedFinding[] {
  return rows.flatMap(({ row, found, incident = row, verdict }) =>
    found.map((name): LocatedFinding => {
      const [rule = '', column = null] = name.split('.');
      const own = verdict ?? (found.some((one) => severityOf(one.split('.')[0]!) === 'error') ? 'rejected' : 'signal');
      return { sheet: null, row, incident, verdict: own, rule, field: column, column, severity: severityOf(rule), params: {} };
    }),
  );
}

const plan = (rows: readonly Given[]) => planRepairs(groupFindings(findings(rows))).map(({ group, gain }) => `${group.rule}: ${gain.counts} ${gain.signals} ${gain.touched}`);

describe('the order of repairs, with incidents that start to count, signals that go, and incidents held by more', () => {
  test.each<[string, Given[], string[]]>([
    ['most incidents first', [{ row: 2, found: ['e1'] }, { row: 3, found: ['e2'] }, { row: 4, found: ['e2'] }], ['e2: 2 0 0', 'e1: 1 0 0']],
    ['an incident with two errors counts with the last of them', [{ row: 2, found: ['e1', 'e2'] }, { row: 3, found: ['e2'] }], ['e2: 1 0 1', 'e1: 1 0 0']],
    ['two errors that always go together', [{ row: 2, found: ['e1', 'e2'] }, { row: 3, found: ['e1', 'e2'] }, { row: 4, found: ['s1'] }], ['e1: 0 0 2', 'e2: 2 0 0', 's1: 0 1 0']],
    ['a signal beside an error is not lost by it', [{ row: 2, found: ['e1', 's1'] }], ['e1: 1 0 0', 's1: 0 0 0']],
    ['the last signal', [{ row: 2, found: ['s1', 's2'] }, { row: 3, found: ['s1'] }], ['s1: 0 1 0', 's2: 0 1 0']],
    ['one incident in several rows counts once', [{ row: 2, found: ['e1'], incident: 2 }, { row: 3, found: ['e1'], incident: 2 }], ['e1: 1 0 0']],
    ['an incident in several rows is held by all of them', [{ row: 2, found: ['e1'], incident: 2 }, { row: 3, found: ['e2'], incident: 2 }], ['e1: 0 0 1', 'e2: 1 0 0']],
    ['the mapping before the source system when they bring the same', [{ row: 2, found: ['e1.a'] }, { row: 3, found: ['R22.b'] }], ['R22: 1 0 0', 'e1: 1 0 0']],
    ['what needs no action is no repair', [{ row: 2, found: ['i1'], verdict: 'excluded' }], []],
  ])('%s', (_, rows, order) => {
    expect(plan(rows)).toEqual(order);
  });

  test('all repairs together free every rejected incident, and take every last signal, exactly once', () => {
    const row = fc.uniqueArray(fc.constantFrom('e1', 'e2', 'e3', 's1', 's2'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const given = rows.map((found, at) => ({ row: at + 2, found }));
        const repairs = planRepairs(groupFindings(findings(given)));
        const total = (what: 'counts' | 'signals') => repairs.reduce((sum, { gain }) => sum + gain[what], 0);
        const rejected = rows.filter((found) => found.some((one) => one.startsWith('e'))).length;
        expect([total('counts'), total('signals')]).toEqual([rejected, rows.length - rejected]);
        const first = repairs[0];
        if (first) expect(first.gain.counts).toBe(Math.max(...repairs.map(({ gain }) => Math.min(gain.counts, first.gain.counts))));
      }),
    );
  });
});

describe('groups', () => {
  test('a finding that follows from an unread cell of the same field and row is left out, another is not', () => {
    const all = groupFindings(findings([{ row: 2, found: ['R22.vorm', 'R06.vorm'] }, { row: 3, found: ['R06.vorm'] }, { row: 4, found: ['R22.relatie', 'e1.kanaal'] }]));
    expect(all.map(({ rule, column, rows }) => [rule, column, rows.map(({ row }) => row)])).toEqual([
      ['R22', 'vorm', [2]], ['R06', 'vorm', [3]], ['R22', 'relatie', [4]], ['e1', 'kanaal', [4]],
    ]);
  });

  test('one column that feeds two fields is one group, in which a row stands once', () => {
    const base = findings([{ row: 2, found: ['R22.Waar'] }])[0]!;
    const [group] = groupFindings([{ ...base, field: 'kanaal', value: { label: 'Fax' } }, { ...base, field: 'locatie', value: { label: 'Fax' } }]);
    expect([group!.fields, group!.rows, group!.values]).toEqual([['kanaal', 'locatie'], [{ sheet: null, row: 2 }], [{ value: { label: 'Fax' }, rows: [{ sheet: null, row: 2 }] }]]);
  });

  test('values stand commonest first, and finds in texts are added up', () => {
    const base = findings([{ row: 2, found: ['R22.Wie'] }])[0]!;
    const [group] = groupFindings([
      { ...base, row: 2, value: { length: 4 }, params: { aantal: 1 } }, { ...base, row: 3, value: { label: 'Oom' }, params: { aantal: 2 } }, { ...base, row: 4, value: { label: 'Oom' }, params: { aantal: 1 } },
    ]);
    expect(group!.values.map(({ value, rows }) => [value, rows.length])).toEqual([[{ label: 'Oom' }, 2], [{ length: 4 }, 1]]);
    expect(group!.params).toEqual({ aantal: 4 });
  });
});
