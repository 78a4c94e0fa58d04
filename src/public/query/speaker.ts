/** A release as who answers in a console. */
import { answer, formatOfFile, type Target } from './answer.js';
import { isCommand, runCommand, type Session } from './commands.js';
import { complete } from './completion.js';
import type { Speaker } from './console.js';
import type { Released } from './released.js';

/** `columns` gives the width of the screen; `say` writes lines for the reader. */
export function releaseSpeaker(db: Released, target: Target, columns: () => number, say: (text: string) => void): Speaker {
  const session: Session = { db, target, timing: false, say };
  return {
    name: 'monitor',
    get timing() {
      return session.timing;
    },
    answer: async (sql, signal) => {
      const { target: now } = session;
      const format = (now.output === undefined ? undefined : formatOfFile(now.output)) ?? now.format;
      const given = await answer(db, sql, { ...now, format, width: columns(), signal });
      const { output: _, ...screen } = now;
      session.target = screen;
      return given;
    },
    isCommand,
    command: (line) => runCommand(line, session),
    complete: (before, line) => complete(db, before, line),
    progress: () => db.progress(),
  };
}
