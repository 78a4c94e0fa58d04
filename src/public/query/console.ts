import { createInterface, type Interface } from 'node:readline';
import { type ExitCode, exitCodes, UserError } from '../../error.js';
import { type Lang, message } from '../../i18n/message.js';
import { loadHistory, remember, saveHistory } from './history.js';
import type { QueryIO } from './query.js';
import { countStatements, splitStatements } from './statement.js';

/** Who answers in a console: a release, or the gate. */
export interface Speaker {
  /** Stands before a line: `monitor`. */
  readonly name: string;
  /** Whether the time that an answer took is told. */
  readonly timing: boolean;
  answer(sql: string, signal: AbortSignal): Promise<{ text: string; notes: readonly string[] }>;
  /** Whether a line is a command rather than SQL. */
  isCommand(line: string): boolean;
  command(line: string): Promise<'quit' | undefined>;
  /** What may follow `line` (after the lines of `before`): the suggestions, and the end of the line that each of them replaces. */
  complete(before: string, line: string): Promise<[string[], string]>;
  /** How much of the statement that runs is done, from 0 to 100, where that is known. */
  progress?(): number | undefined;
}

export interface ConsoleOptions {
  readonly lang: Lang;
  /** File that keeps the statements typed; without it they are forgotten. */
  history?: string;
  /** First line on the screen. */
  welcome: string;
}

/**
 * A console: statements over several lines until `;`, commands, completion, history.
 * On a terminal Ctrl-C stops the query or clears the line and Ctrl-D leaves; from a pipe the first mistake ends it.
 */
export async function runConsole(speakerOf: (say: (text: string) => void) => Speaker, options: ConsoleOptions, io: QueryIO): Promise<ExitCode> {
  return new Console(speakerOf, options, io, await loadHistory(options.history)).run();
}

/** Milliseconds after which a statement that still runs says so. */
const patience = 1000;

class Console {
  readonly #speaker: Speaker;
  readonly #options: ConsoleOptions;
  readonly #io: QueryIO;
  readonly #lines: Interface;
  #history: string[];
  /** The list that readline shows with the arrow keys; it adds every line typed, we keep whole statements. */
  readonly #recall: string[];
  /** Lines of a statement whose semicolon has not come yet. */
  #begun = '';
  #running: AbortController | undefined;
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #ended = false;
  #exit: ExitCode = exitCodes.done;
  /** An error that is not the reader's. */
  #bug: unknown;

  constructor(speakerOf: (say: (text: string) => void) => Speaker, options: ConsoleOptions, io: QueryIO, history: string[]) {
    this.#options = options;
    this.#io = io;
    this.#history = history;
    this.#recall = [...history];
    this.#speaker = speakerOf((text) => this.#say(text));
    this.#lines = createInterface({
      input: io.input,
      ...(io.terminal ? { output: io.output, completer: this.#complete, history: this.#recall, historySize: 1000 } : {}),
      terminal: io.terminal,
      crlfDelay: Number.POSITIVE_INFINITY,
    });
  }

  async run(): Promise<ExitCode> {
    const closed = new Promise<void>((resolve) => this.#lines.on('close', resolve));
    this.#lines.on('history', () => this.#setRecall());
    this.#lines.on('SIGINT', () => this.#interrupt());
    this.#lines.on('line', (line) => this.#enqueue(line));
    if (this.#io.terminal) {
      this.#say(this.#options.welcome);
      this.#prompt();
    }
    await closed;
    if (this.#io.terminal && !this.#ended) this.#io.output.write('\n');
    if (this.#io.terminal) this.#running?.abort();
    await this.#work;
    if (!this.#io.terminal && !this.#ended && countStatements(this.#begun) > 0) await this.#statement(this.#begun);
    if (this.#bug !== undefined) throw this.#bug;
    return this.#exit;
  }

  /** Lines wait for the query before them, so that typing ahead and pasting work. */
  #enqueue(line: string): void {
    this.#waiting++;
    this.#work = this.#work.then(async () => {
      this.#waiting--;
      if (this.#ended) return;
      await this.#take(line).catch((error: unknown) => {
        this.#bug = error;
        this.#end();
      });
      if (!this.#ended && this.#waiting === 0 && this.#io.terminal) this.#prompt();
    });
  }

  async #take(line: string): Promise<void> {
    // in the middle of a statement only a backslash can be no SQL
    if (this.#begun === '' ? this.#speaker.isCommand(line) : this.#io.terminal && /^\s*\\\S/.test(line)) {
      await this.#guard(async () => {
        if ((await this.#speaker.command(line)) === 'quit') this.#end();
      });
      return;
    }
    if (this.#io.terminal && this.#begun !== '' && line.trim() === '') this.#say(message(this.#options.lang, 'query.unfinished'));
    const { complete: statements, rest } = splitStatements(`${this.#begun}${line}\n`);
    this.#begun = rest;
    for (const statement of statements) {
      if (!this.#ended) await this.#statement(statement);
    }
  }

  async #statement(sql: string): Promise<void> {
    await this.#remember(sql);
    const start = this.#io.clock();
    const running = new AbortController();
    this.#running = running;
    const done = this.#showProgress(start);
    await this.#guard(async () => {
      const given = await this.#speaker.answer(sql, running.signal).finally(done);
      this.#io.output.write(given.text);
      for (const note of given.notes) this.#say(note);
    });
    this.#running = undefined;
    if (this.#speaker.timing) this.#say(message(this.#options.lang, 'query.took', { ms: Math.round(this.#io.clock() - start) }));
  }

  /** Says on a terminal that a long statement still runs, on a line that goes away; gives what ends it. */
  #showProgress(start: number): () => void {
    if (!this.#io.terminal) return () => undefined;
    let shown = false;
    const timer = setInterval(() => {
      const [seconds, percent] = [Math.round((this.#io.clock() - start) / 1000), this.#speaker.progress?.()];
      shown = true;
      const text = percent === undefined ? message(this.#options.lang, 'query.running', { seconds }) : message(this.#options.lang, 'query.runningPart', { seconds, percent: Math.floor(percent) });
      this.#io.error.write(`\r${text}\u001b[K`);
    }, patience);
    return () => {
      clearInterval(timer);
      if (shown) this.#io.error.write('\r\u001b[K');
    };
  }

  /** Shows a mistake of the reader and goes on; from a pipe it is the end. */
  async #guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      (this.#io.terminal ? this.#io.output : this.#io.error).write(`${message(this.#options.lang, error.key, error.params)}\n`);
      if (!this.#io.terminal) {
        this.#exit = error.exitCode;
        this.#end();
      }
    }
  }

  #end(): void {
    this.#ended = true;
    this.#lines.close();
  }

  #interrupt(): void {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    this.#begun = '';
    this.#io.output.write('^C\n');
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
    this.#prompt();
  }

  #prompt(): void {
    const { name } = this.#speaker;
    this.#lines.setPrompt(this.#begun === '' ? `${name}> ` : `${'...'.padStart(name.length)}> `);
    this.#lines.prompt(true);
  }

  #say(text: string): void {
    const line = text.endsWith('\n') ? text : `${text}\n`;
    (this.#io.terminal ? this.#io.output : this.#io.error).write(line);
  }

  readonly #complete = (line: string, give: (error: Error | null, result: [string[], string]) => void): void => {
    this.#speaker.complete(this.#begun, line).then(
      (found) => give(null, found),
      () => give(null, [[], line]),
    );
  };

  #setRecall(): void {
    this.#recall.splice(0, this.#recall.length, ...this.#history);
  }

  async #remember(sql: string): Promise<void> {
    if (!this.#io.terminal) return;
    this.#history = remember(this.#history, sql);
    this.#setRecall();
    const { history } = this.#options;
    if (history === undefined) return;
    // A history that cannot be kept is no reason to stop answering.
    await saveHistory(history, this.#history).catch(() => undefined);
  }
}
