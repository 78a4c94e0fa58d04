/** A process of its own for SQL, with limits on memory and time; one that overruns is killed and the next question gets a new one. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GuardRefusal, sqlStates } from './guard.js';

const entry = fileURLToPath(new URL('./child.mjs', import.meta.url));

export interface ProcessOptions {
  /** The snapshot of records; without it the process holds nothing. */
  readonly path?: string;
  /** Of the engine, for example '512MB'. */
  readonly memory: string;
  readonly threads: number;
}

/** Nothing of this program's environment; Windows cannot start a process without the one variable. */
const environment = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' } : {};

/** What the engine said of a failure, for the gate to translate; never for a researcher's eyes. */
export class EngineFailure extends Error {}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export class SqlProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  /** Kills the process and rejects what it was asked. It counts as gone at once: the next question must not be sent to a dying one. */
  #end: (() => void) | undefined;
  #waiting = new Map<number, Waiting>();
  #last = 0;
  #closed = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  /** Starts it beforehand, so that the first question need not wait. */
  async ready(): Promise<void> {
    this.#start();
    await this.#send('open', { ...(this.#options.path === undefined ? {} : { path: this.#options.path }), config: this.#config() });
  }

  async #alive(): Promise<void> {
    if (!this.#child) await this.ready();
  }

  #config(): Record<string, string> {
    return { memory_limit: this.#options.memory, threads: String(this.#options.threads) };
  }

  /** One task. Rejects with GuardRefusal when it is stopped or runs out of time, with EngineFailure when the engine fails. */
  async ask<T>(task: 'run' | 'count' | 'parse' | 'prepare' | 'fill', given: object, limits: { seconds: number; signal?: AbortSignal | undefined }): Promise<T> {
    if (this.#closed || limits.signal?.aborted) throw new GuardRefusal(sqlStates.cancelled, 'guard.cancelled');
    await this.#alive();
    let stopped: GuardRefusal | undefined;
    const stop = (why: GuardRefusal): void => {
      stopped ??= why;
      this.#end?.();
    };
    const late = setTimeout(() => stop(new GuardRefusal(sqlStates.cancelled, 'guard.timeout', { seconds: limits.seconds })), limits.seconds * 1000);
    const abort = (): void => stop(new GuardRefusal(sqlStates.cancelled, 'guard.cancelled'));
    limits.signal?.addEventListener('abort', abort);
    try {
      return (await this.#send(task, given)) as T;
    } catch (error) {
      throw stopped ?? error;
    } finally {
      clearTimeout(late);
      limits.signal?.removeEventListener('abort', abort);
    }
  }

  #start(): void {
    const child = fork(entry, [], { env: environment, execArgv: ['--max-old-space-size=512'], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.#child = child;
    child.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new EngineFailure(error));
    });
    const end = (): void => {
      child.kill('SIGKILL');
      if (this.#child !== child) return;
      this.#child = undefined;
      const waiting = [...this.#waiting.values()];
      this.#waiting = new Map();
      for (const one of waiting) one.reject(new EngineFailure(this.#closed ? 'closed' : 'ended'));
    };
    this.#end = end;
    child.on('exit', end);
    child.on('error', end);
  }

  #send(task: string, given: object): Promise<unknown> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      if (!child?.connected) {
        this.#waiting.delete(id);
        reject(new EngineFailure('ended'));
        return;
      }
      child.send({ id, task, ...given }, (error) => {
        if (error && this.#waiting.delete(id)) reject(new EngineFailure('ended'));
      });
    });
  }

  /** Ends it; what is under way is refused. */
  close(): void {
    this.#closed = true;
    this.#end?.();
  }
}
