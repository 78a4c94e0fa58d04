/** What one server allows: connections, questions, time, rows, bytes. */
export interface Limits {
  /** Connections at once, of all and of one researcher. */
  readonly connections: number;
  readonly each: number;
  /** Questions a minute of one researcher. */
  readonly rate: number;
  /** Longest time of a statement. */
  readonly seconds: number;
  /** Most rows of an answer. */
  readonly rows: number;
  /** Longest message of a client. */
  readonly bytes: number;
  /** Seconds in which a client must have logged in, and after which a silent one is let go. */
  readonly login: number;
  readonly idle: number;
}

export const usualLimits: Limits = { connections: 64, each: 8, rate: 240, seconds: 30, rows: 100_000, bytes: 1_000_000, login: 15, idle: 3600 };

/** Counts what somebody does within the last minute; false when it is one too many. */
export class Rate {
  readonly #times = new Map<string, number[]>();
  readonly #most: number;
  readonly #clock: () => number;

  constructor(most: number, clock: () => number) {
    this.#most = most;
    this.#clock = clock;
  }

  note(who: string): boolean {
    const now = this.#clock();
    const recent = (this.#times.get(who) ?? []).filter((time) => now - time < 60_000);
    if (recent.length >= this.#most) return false;
    this.#times.set(who, [...recent, now]);
    return true;
  }

  /** Whether one more would be too many, without counting it. */
  full(who: string): boolean {
    const now = this.#clock();
    return (this.#times.get(who) ?? []).filter((time) => now - time < 60_000).length >= this.#most;
  }
}
