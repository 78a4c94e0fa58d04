import { expect, test } from 'vitest';
import type { Guard, GuardAnswer } from '../../public/query/guarded/guard.js';
import { eva } from '../../public/query/guarded/sample.test-support.js';
import { currentGuard } from './current.js';

test('a gate is opened anew when the store changed and left when it changed between questions, once for questions at a time, and the old one closes after its last question', async () => {
  const closed: number[] = [];
  const waiting: (() => void)[] = [];
  let [state, opened] = ['a', 0];
  const guardOf = (n: number): Guard => ({
    relations: () => [], months: () => [String(n)], describe: async () => ({ columns: [], parameters: [] }),
    answer: async (_, sql): Promise<GuardAnswer> => {
      if (sql === 'long') await new Promise<void>((resolve) => waiting.push(resolve));
      return { columns: [], rows: [[n]], notes: [] };
    },
    budget: async () => ({ researcher: { used: 0, limit: 1 }, project: { used: 0, limit: 1 } }), close: async () => void closed.push(n),
  });
  let tick = (): void => undefined;
  const look = async (): Promise<void> => {
    tick();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const guard = await currentGuard(async () => state, async () => ({ guard: guardOf(++opened), notes: state === 'c' ? [{ key: 'guard.noteStale', params: { day: 'x' } }] : [] }), (work) => ((tick = work), () => undefined));
  const ask = async (sql = ''): Promise<unknown> => (await guard.answer(eva, sql)).rows[0]![0];
  expect([await ask(), await ask(), opened]).toEqual([1, 1, 1]);
  const long = ask('long');
  while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
  state = 'b';
  expect([await Promise.all([ask(), ask()]), opened, guard.months()]).toEqual([[2, 2], 2, ['2']]);
  expect(closed).toEqual([]);
  waiting[0]!();
  expect([await long, closed]).toEqual([1, [1]]);
  state = 'c';
  expect((await guard.answer(eva, '')).notes).toEqual([{ key: 'guard.noteStale', params: { day: 'x' } }]);
  expect([await ask(), closed]).toEqual([4, [1, 2, 3]]);
  // Between questions the gate lets go of what changed, and is opened again for the next one; what does not change stays.
  await look();
  expect(closed).toEqual([1, 2, 3]);
  state = 'd';
  await look();
  expect([closed, opened, guard.months()]).toEqual([[1, 2, 3, 4], 4, ['4']]);
  expect([await ask(), opened]).toEqual([5, 5]);
  await guard.close();
  expect(closed).toEqual([1, 2, 3, 4, 5]);
});
