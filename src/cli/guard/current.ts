/** A gate that follows the store: before every question it looks whether the store's files changed, and opens itself anew when they did. */
import type { Guard } from '../../public/query/guarded/guard.js';

export interface Opened {
  readonly guard: Guard;
  /** What to tell beside every answer. */
  readonly notes: Awaited<ReturnType<Guard['answer']>>['notes'];
}

interface Held extends Opened {
  /** What the store looked like when it was opened. */
  readonly state: string;
  running: number;
  left: boolean;
}

/** The gate that `open` gives, replaced when `look` gives something else than before; questions under way end on the gate they began on. */
export async function currentGuard(look: () => Promise<string>, open: () => Promise<Opened>): Promise<Guard> {
  const opened = async (): Promise<Held> => {
    const state = await look();
    return { ...(await open()), state, running: 0, left: false };
  };
  let held = await opened();
  let renewing: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    const state = await look();
    // An older state is asked anew every time: the store may be free again.
    if (state === held.state && held.notes.length === 0) return;
    const before = held;
    held = await opened();
    before.left = true;
    if (before.running === 0) await before.guard.close();
  };
  const use = async <T>(work: (now: Held) => Promise<T>): Promise<T> => {
    await (renewing ??= renew().finally(() => (renewing = undefined)));
    const now = held;
    now.running++;
    try {
      return await work(now);
    } finally {
      now.running--;
      if (now.left && now.running === 0) await now.guard.close();
    }
  };
  return {
    relations: () => held.guard.relations(),
    months: () => held.guard.months(),
    describe: (researcher, sql) => use(({ guard }) => guard.describe(researcher, sql)),
    answer: (researcher, sql, parameters, limits) =>
      use(async ({ guard, notes }) => {
        const answer = await guard.answer(researcher, sql, parameters, limits);
        return notes.length === 0 ? answer : { ...answer, notes: [...answer.notes, ...notes] };
      }),
    budget: (researcher) => use(({ guard }) => guard.budget(researcher)),
    close: () => held.guard.close(),
  };
}
