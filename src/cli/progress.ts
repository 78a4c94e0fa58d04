import type { Io } from './io.js';

export interface Progress {
  step(name: string): void;
  done(): void;
}

/** A progress bar on stderr where a person watches; elsewhere nothing. */
export function progress(total: number, io: Io): Progress {
  if (!io.stderr.isTTY || total === 0) return { step: () => undefined, done: () => undefined };
  let at = 0;
  const width = 24;
  return {
    step(name) {
      at += 1;
      const full = Math.round((width * at) / total);
      io.err(`\r\u001b[2K${'█'.repeat(full)}${'░'.repeat(width - full)} ${at}/${total} ${name.slice(0, 48)}`);
    },
    done: () => io.err('\r\u001b[2K'),
  };
}
