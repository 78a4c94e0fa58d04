/** What stands between a researcher and the records: relations to ask about, answers that went through protection, refusals. */
import { type ExitCode, exitCodes, UserError } from '../../../error.js';
import type { MessageKey, MessageParams } from '../../../i18n/message.js';
import type { Column } from '../run.js';
import type { Value } from '../value.js';

interface Bilingual {
  readonly nl: string;
  readonly en: string;
}

export interface RelationColumn {
  readonly name: string;
  /** Type as SQL spells it: `VARCHAR`, `INTEGER`, `DOUBLE`. */
  readonly type: string;
  readonly comment: Bilingual;
  /** The codes that it may hold, where these are few and fixed. */
  readonly codes?: readonly string[];
}

/** A relation that researchers may name in SQL. */
export interface Relation {
  readonly name: string;
  readonly comment: Bilingual;
  readonly columns: readonly RelationColumn[];
  /** Whether its rows are records, of which only protected aggregates leave; the others are free to read. */
  readonly guarded: boolean;
}

/** Somebody who may ask, for one project, until a day. Earlier answers to anyone of the project count against a new one. */
export interface Researcher {
  readonly name: string;
  readonly project: string;
  readonly purpose: string;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
  /** Day of revocation, YYYY-MM-DD. */
  readonly revoked?: string;
  /** What checks a password without holding it: `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`, as PostgreSQL writes it. */
  readonly verifier: string;
}

/** A value for `$1`, `$2` …: text as a client sends it, or a plain value. */
export type Parameter = string | number | bigint | boolean | null;

/** A remark beside an answer; its text is `message(lang, key, params)`. */
export interface GuardNote {
  readonly key: MessageKey;
  readonly params: MessageParams;
}

export interface GuardAnswer {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  readonly notes: readonly GuardNote[];
}

export interface Budget {
  /** Distinct cells answered so far, and how many there may be, for the researcher and for the whole project. */
  readonly researcher: { readonly used: number; readonly limit: number };
  readonly project: { readonly used: number; readonly limit: number };
}

/** The names and types of an answer's columns, and the types that its `$n` take. */
export interface Description {
  readonly columns: readonly Column[];
  readonly parameters: readonly string[];
}

export interface Guard {
  /** The relations, the same for every researcher. */
  relations(): readonly Relation[];
  /** The months that hold incidents, first to last without gaps, YYYY-MM. */
  months(): readonly string[];
  /** Columns of the answer to a statement. Reads no record, spends no budget, writes no log. Throws GuardRefusal. */
  describe(researcher: Researcher, sql: string): Promise<Description>;
  /**
   * The protected answer to one statement. It is on disk in the ledger before it is given. `started` is called when the work
   * on it begins: until then it waits for its turn. Throws GuardRefusal.
   */
  answer(researcher: Researcher, sql: string, parameters?: readonly Parameter[], limits?: { signal?: AbortSignal; started?: () => void }): Promise<GuardAnswer>;
  budget(researcher: Researcher): Promise<Budget>;
  /** Ends the processes behind it; answers under way are refused as stopped. */
  close(): Promise<void>;
}

/** SQLSTATE codes of PostgreSQL that refusals carry. */
export const sqlStates = {
  syntax: '42601',
  unknownTable: '42P01',
  unknownColumn: '42703',
  notAllowed: '42501',
  failed: '22000',
  budget: '53400',
  memory: '53200',
  cancelled: '57014',
  expired: '28000',
} as const;

/** The gate's no: a fixed message, never the engine's own words or a value from a record. */
export class GuardRefusal extends UserError {
  constructor(
    readonly state: (typeof sqlStates)[keyof typeof sqlStates],
    key: MessageKey,
    params: MessageParams = {},
    exitCode: ExitCode = exitCodes.disclosure,
  ) {
    super(key, params, exitCode);
    this.name = 'GuardRefusal';
  }
}
