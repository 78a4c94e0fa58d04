/** A few processes for SQL, each for one question at a time. */
import { type ProcessOptions, SqlProcess } from './process.js';

export class Pool {
  readonly #free: SqlProcess[];
  readonly #all: readonly SqlProcess[];
  readonly #waiting: ((process: SqlProcess) => void)[] = [];

  constructor(size: number, options: ProcessOptions) {
    this.#all = Array.from({ length: size }, () => new SqlProcess(options));
    this.#free = [...this.#all];
  }

  /** Starts all of them. */
  async ready(): Promise<void> {
    await Promise.all(this.#all.map((one) => one.ready()));
  }

  /** Does work with a process that nobody else uses meanwhile. */
  async use<T>(work: (process: SqlProcess) => Promise<T>): Promise<T> {
    const process = this.#free.pop() ?? (await new Promise<SqlProcess>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(process);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(process);
      else this.#free.push(process);
    }
  }

  close(): void {
    for (const one of this.#all) one.close();
  }
}
