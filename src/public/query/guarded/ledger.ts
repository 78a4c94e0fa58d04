/** What was asked and answered, by whom and for what: one line a question in a file that is only added to, on disk before the answer is given. */
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../../error.js';
import type { Researcher } from './guard.js';

/** A set of records that was answered, or a group of them whose sum follows from answers. */
export interface LedgerCell {
  /** Boxes of the set, none overlapping another, as text in order; joined by ` | `. */
  readonly id: string;
  /** `cel`: shown; `samen`: follows from what was shown; `maat`: known records under a sum or average; `dicht`: asked but withheld, which costs as much. */
  readonly soort: 'cel' | 'samen' | 'maat' | 'dicht';
  readonly sleutel: number;
  /** Records by organisation. */
  readonly organisaties: Readonly<Record<string, number>>;
  /** Figures as they were given, by kind. */
  readonly waarden: Readonly<Record<string, number>>;
}

/** Records of a cell by organisation, in the order of their codes. */
export function vectorOf({ organisaties }: Pick<LedgerCell, 'organisaties'>, organisations: readonly string[]): number[] {
  return organisations.map((code) => organisaties[code] ?? 0);
}

/** A line of the ledger. */
export interface LedgerLine {
  readonly tijd: string;
  readonly onderzoeker: string;
  readonly project: string;
  readonly doel: string;
  readonly sql: string;
  /** State of the store that was asked. */
  readonly stand: string;
  readonly oordeel: 'beantwoord' | 'geweigerd';
  /** Key of the message of a refusal. */
  readonly reden?: string;
  readonly kosten: number;
  readonly cellen: readonly LedgerCell[];
}

/** What one project was answered. */
export interface ProjectLedger {
  /** By id, the last answer. */
  readonly cells: Map<string, LedgerCell>;
  /** By id, the state of the store that the last answer is of. */
  readonly states: Map<string, string>;
  /** Distinct cells that each researcher was the first to be charged for. */
  readonly used: Map<string, number>;
  total: number;
  /** Lines that changed it so far. */
  version: number;
}

/** The ledger of a workspace. Several processes may hold one: each takes the lock for the time of an answer. */
export class Ledger {
  readonly #path: string;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #projects = new Map<string, ProjectLedger>();
  #read = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(path: string, wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
    this.#path = path;
    this.#wait = wait;
  }

  /** Does work on what is known at this moment, alone; the lines that `add` takes are on disk when it returns. */
  async locked<T>(work: (known: (project: string) => ProjectLedger, add: (line: LedgerLine) => void) => Promise<T> | T): Promise<T> {
    const before = this.#queue;
    let done = (): void => undefined;
    this.#queue = new Promise((resolve) => (done = resolve));
    await before;
    let held: (() => void) | undefined;
    try {
      held = await this.#lock();
      this.#catchUp();
      return await work((project) => this.#project(project), (line) => this.#append(line));
    } finally {
      held?.();
      done();
    }
  }

  async #lock(): Promise<() => void> {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const path = `${this.#path}.slot`;
    for (let tries = 0; tries < 1500; tries++) {
      try {
        const file = openSync(path, 'wx', 0o600);
        writeSync(file, String(process.pid));
        closeSync(file);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        if (tries % 10 === 9 && isAbandoned(path)) rmSync(path, { force: true });
        else await this.#wait(20);
      }
    }
    throw new UserError('guard.ledgerBusy', { file: path });
  }

  /** Reads what was added since; a last line that a kill cut off is no line. */
  #catchUp(): void {
    let file: number;
    try {
      file = openSync(this.#path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    try {
      const size = fstatSync(file).size;
      if (size < this.#read) throw new UserError('guard.ledgerShrunk', { file: this.#path });
      const bytes = Buffer.alloc(size - this.#read);
      readSync(file, bytes, 0, bytes.length, this.#read);
      const end = bytes.lastIndexOf(0x0a) + 1;
      for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) this.#take(line);
      this.#read += end;
    } finally {
      closeSync(file);
    }
  }

  #take(line: string): void {
    if (line === '') return;
    const parsed = parsedLine(line);
    if (parsed) this.#apply(parsed);
  }

  #apply({ project, onderzoeker, stand, kosten, cellen }: LedgerLine): void {
    const own = this.#project(project);
    for (const cell of cellen) {
      own.cells.set(cell.id, cell);
      own.states.set(cell.id, stand);
    }
    own.used.set(onderzoeker, (own.used.get(onderzoeker) ?? 0) + kosten);
    own.total += kosten;
    if (cellen.length > 0) own.version++;
  }

  #project(name: string): ProjectLedger {
    const known = this.#projects.get(name);
    if (known) return known;
    const made: ProjectLedger = { cells: new Map(), states: new Map(), used: new Map(), total: 0, version: 0 };
    this.#projects.set(name, made);
    return made;
  }

  #append(line: LedgerLine): void {
    const file = openSync(this.#path, 'a+', 0o600);
    try {
      const size = fstatSync(file).size;
      const last = Buffer.alloc(1);
      const torn = size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
      const bytes = Buffer.from(`${torn ? '\n' : ''}${JSON.stringify(line)}\n`);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
      this.#read = size + bytes.length;
    } finally {
      closeSync(file);
    }
    this.#apply(line);
  }
}

/** Lines of a ledger file for whoever may read it; cut-off ones are left out. */
export function readLedger(path: string): LedgerLine[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return content.split('\n').flatMap((line) => (line === '' ? [] : (parsedLine(line) ?? [])));
}

function parsedLine(line: string): LedgerLine | undefined {
  try {
    return JSON.parse(line) as LedgerLine;
  } catch {
    return undefined;
  }
}

function isAbandoned(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    if (!Number.isInteger(holder) || holder <= 0) return true;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** A line of a researcher's. */
export function lineOf(researcher: Researcher, { tijd, ...given }: Omit<LedgerLine, 'onderzoeker' | 'project' | 'doel'>): LedgerLine {
  return { tijd, onderzoeker: researcher.name, project: researcher.project, doel: researcher.purpose, ...given };
}
