/** The program on a terminal of our own making: what it prints, and what it answers to keys. */
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import type { Lang } from '../../i18n/message.js';
import type { Io } from '../io.js';
import { runProgram } from '../program.js';

export interface Typed {
  cwd: string;
  lang: Lang;
  today: string;
}

/** Everything that a command prints, results and notes together, as a person would see it without colours. */
export async function printed(argv: readonly string[], { cwd, lang, today }: Typed): Promise<string> {
  let text = '';
  const nowhere = Object.assign(new PassThrough(), { isTTY: false });
  await runProgram(argv, {
    out: (part) => void (text += part), err: (part) => void (text += part), today: () => today, cwd: () => cwd, tty: false, columns: 88,
    paint: new Chalk({ level: 0 }), lang, stdin: nowhere, stdout: nowhere, stderr: nowhere,
  });
  return text;
}

/** Runs a command that asks questions; `keys` are pressed one set a question. Gives each question as it first stood there. */
export async function answered(argv: readonly string[], keys: readonly string[], { cwd, lang, today }: Typed): Promise<string[]> {
  let all = '';
  let sent = 0;
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 88, rows: 40 });
  stdout.on('data', (part: Buffer) => {
    all += String(part);
    // A question that nobody answers is broken off, so that this always ends.
    if (frames(all).length > sent) setImmediate((key: string) => stdin.write(key), keys[sent++] ?? '\u0003');
  });
  const io: Io = {
    out: (text) => void stdout.write(text), err: () => undefined, today: () => today, cwd: () => cwd, tty: true, columns: 88,
    paint: new Chalk({ level: 0 }), lang, stdin, stdout, stderr: stdout,
  };
  await runProgram(argv, io);
  return frames(all);
}

/** The questions in what a terminal received: from the mark of a question to the foot below its answers. */
function frames(all: string): string[] {
  return stripVTControlCharacters(all).split('◆').slice(1).flatMap((part) => {
    const end = part.indexOf('└');
    return end < 0 ? [] : [`◆${part.slice(0, end)}└`];
  });
}
