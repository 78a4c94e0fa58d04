import { Chalk, type ChalkInstance, supportsColor } from 'chalk';
import type { Lang } from '../i18n/message.js';

/** Everything a command may touch of the world outside its arguments; tests pass their own. */
export interface Io {
  /** Results: stdout. */
  out(text: string): void;
  /** Notes, progress, errors: stderr. */
  err(text: string): void;
  /** Today, YYYY-MM-DD. */
  today(): string;
  cwd(): string;
  /** Whether a person reads stdout. */
  readonly tty: boolean;
  readonly columns: number;
  /** Colours for stdout: none in a pipe, or when NO_COLOR says so. */
  readonly paint: ChalkInstance;
  readonly lang: Lang;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** The real terminal. */
export function terminalIo(lang: Lang): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    today: () => new Date().toISOString().slice(0, 10),
    cwd: () => process.cwd(),
    tty: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 100,
    paint: new Chalk({ level: supportsColor === false ? 0 : supportsColor.level }),
    lang,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
  };
}
