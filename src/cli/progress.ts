import type { Io } from './io.js';

export interface Progress {
  step(name: string): void;
  done(): void;
}

/** A progress bar on stderr where a person watches; elsewhere nothing. */
export async function progress(total: number, io: Io): Promise<Progress> {
  if (!io.stderr.isTTY || total === 0) return { step: () => undefined, done: () => undefined };
  const { progress: bar } = await import('@clack/prompts');
  const shown = bar({ max: total, size: 30, style: 'block', output: io.stderr as NodeJS.WriteStream, withGuide: false });
  shown.start();
  return { step: (name) => shown.advance(1, name.slice(0, 60)), done: () => shown.clear() };
}
