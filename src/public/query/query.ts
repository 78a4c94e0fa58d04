import { readFileSync } from 'node:fs';
import { type ExitCode, exitCodes } from '../../error.js';
import { type Lang, message } from '../../i18n/message.js';
import { answer, formatOfFile, type Target } from './answer.js';
import { runConsole } from './console.js';
import type { Format } from './format.js';
import { openReleased, type Released } from './released.js';
import { releaseSpeaker } from './speaker.js';

export interface QueryOptions {
  /** Path of a `released.duckdb`. */
  release: string;
  /** One statement; without it a console opens. */
  sql?: string;
  /** Default: by the extension of `output`, else a table on a terminal and JSON in a pipe. */
  format?: Format;
  output?: string;
  maxRows?: number;
  /** Longest time of a statement; default no limit. */
  seconds?: number;
  /** File of the statements typed in the console. */
  history?: string;
  lang: Lang;
  threads?: number;
  memoryLimit?: string;
}

export interface QueryIO {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Remarks and mistakes, apart from the data. */
  error: NodeJS.WritableStream;
  /** Whether a person sits at both ends. */
  terminal: boolean;
  /** Width of the screen in characters, asked anew for every table. */
  columns(): number;
  /** Milliseconds of a steady clock. */
  clock(): number;
}

const releaseSql = readFileSync(new URL('./release.sql', import.meta.url), 'utf8');

/** Answers one statement from a release, or opens a console on it. Mistakes of the reader are UserErrors. */
export async function query(options: QueryOptions, io: QueryIO): Promise<ExitCode> {
  const db = await openReleased(options.release, options);
  try {
    const { release, lang, format, output, sql, history } = options;
    const target: Target = {
      release,
      lang,
      format: format ?? (output === undefined ? undefined : formatOfFile(output)) ?? (io.terminal ? 'table' : 'json'),
      width: io.columns(),
      ...(output === undefined ? {} : { output }),
      ...(options.maxRows === undefined ? {} : { maxRows: options.maxRows }),
      ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
    };
    if (sql === undefined) {
      return await runConsole((say) => releaseSpeaker(db, target, io.columns, say), { lang, ...(history === undefined ? {} : { history }), welcome: await welcome(db, lang) }, io);
    }
    const given = await answer(db, sql, target);
    io.output.write(given.text);
    for (const note of given.notes) io.error.write(`${note}\n`);
    return exitCodes.done;
  } finally {
    db.close();
  }
}

async function welcome(db: Released, lang: Lang): Promise<string> {
  const facts = new Map((await db.rows(releaseSql).catch(() => [])).map(([key, value]) => [key, String(value)]));
  const month = facts.get('maand');
  if (month === undefined) return message(lang, 'query.welcome');
  return message(lang, 'query.welcomeRelease', { month, status: facts.get('status') ?? '?', codebook: facts.get('codeboek') ?? '?' });
}
