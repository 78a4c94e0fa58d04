/** A gate that follows the store: it looks whether the store's files changed, and is opened anew for the first question after they did. */
import { type Guard, GuardRefusal, sqlStates } from '../../public/query/guarded/guard.js';

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

/** Calls something again and again until the function that it gives is called. */
export type Repeat = (work: () => void) => () => void;

/** Every second, without keeping the program alive. */
export const everySecond: Repeat = (work) => {
  const timer = setInterval(work, 1000);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * The gate that `open` gives, replaced when `look` gives something else than before; questions under way end on the gate they
 * began on. It looks between questions too: what a purge took away must not stay open, and on the disk, until somebody asks.
 */
export async function currentGuard(look: () => Promise<string>, open: () => Promise<Opened>, repeat: Repeat = everySecond): Promise<Guard> {
  const opened = async (): Promise<Held> => {
    const state = await look();
    return { ...(await open()), state, running: 0, left: false };
  };
  let held: Held | undefined = await opened();
  let known = held.guard;
  let [changing, ended]: [Promise<unknown>, boolean] = [Promise.resolve(), false];
  const leave = async (): Promise<void> => {
    const before = held;
    held = undefined;
    if (!before) return;
    before.left = true;
    if (before.running === 0) await before.guard.close();
  };
  /** One change at a time, each looking at what the one before it left. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    const next = changing.then(work);
    changing = next.catch(() => undefined);
    return next;
  };
  const renew = async (): Promise<Held> => {
    // An older state is asked anew every time: the store may be free again.
    if (held && (held.notes.length > 0 || (await look()) !== held.state)) {
      const before = held;
      held = await opened();
      before.left = true;
      if (before.running === 0) await before.guard.close();
    }
    held ??= await opened();
    known = held.guard;
    held.running++;
    return held;
  };
  const stop = repeat(() => void alone(async () => {
    if (held && (await look()) !== held.state) await leave();
  }).catch(() => undefined));
  const use = async <T>(work: (now: Held) => Promise<T>): Promise<T> => {
    if (ended) throw new GuardRefusal(sqlStates.cancelled, 'guard.cancelled');
    const now = await alone(renew);
    try {
      return await work(now);
    } finally {
      now.running--;
      if (now.left && now.running === 0) await now.guard.close();
    }
  };
  return {
    relations: () => known.relations(),
    months: () => known.months(),
    describe: (researcher, sql) => use(({ guard }) => guard.describe(researcher, sql)),
    answer: (researcher, sql, parameters, limits) =>
      use(async ({ guard, notes }) => {
        const answer = await guard.answer(researcher, sql, parameters, limits);
        return notes.length === 0 ? answer : { ...answer, notes: [...answer.notes, ...notes] };
      }),
    budget: (researcher) => use(({ guard }) => guard.budget(researcher)),
    close: async () => {
      ended = true;
      stop();
      await alone(async () => {
        const last = held;
        held = undefined;
        await last?.guard.close();
      });
    },
  };
}
