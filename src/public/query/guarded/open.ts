/** Opens the gate on a snapshot of records: parse, rewrite, count, protect, write down, and only then let free SQL run on what is protected. */
import type { PtableRules } from '../../../statistics/ptable.js';
import { type Numbering, planSql, type RawRow, rawRows } from './compile.js';
import { monthsBetween, relations as describeRelations, type Vocabulary, vocabulary } from './dimensions.js';
import { Earlier } from './earlier.js';
import { type Bench, type EngineLimits, Engines, type Stoppable } from './engines.js';
import { type Budget, type Description, type Guard, type GuardAnswer, type GuardNote, GuardRefusal, type Parameter, type Relation, type Researcher, sqlStates } from './guard.js';
import { Ledger, lineOf, type ProjectLedger } from './ledger.js';
import { noiseOf } from './noise.js';
import type { Plan } from './plan.js';
import { Protection, type Setting } from './protect.js';
import type { Rules } from './record-set.js';
import { type FreeTable, notesOf, plain, shapeOf, spokenColumns, tableRow } from './spoken.js';
import { checked, described, shapes, used } from './statement.js';

export interface GuardOptions {
  /** Path of the snapshot. */
  readonly snapshot: string;
  /** Path of the ledger. */
  readonly ledger: string;
  /** What the noise is drawn with; never changes. */
  readonly secret: Uint8Array;
  readonly noise: PtableRules;
  readonly rules: Rules;
  readonly budget: { readonly researcher: number; readonly project: number };
  readonly limits: EngineLimits;
  /** Sets of records whose numbers were published, as canonical text of their boxes. */
  readonly published?: readonly string[];
  /** Moment of now, ISO 8601. */
  now(): string;
}

/** Characters of a statement that the ledger keeps. */
const longestLogged = 100_000;

/** What a snapshot holds beside the records. */
interface Opened {
  readonly state: string;
  readonly vocabulary: Vocabulary;
  readonly organisations: readonly string[];
  /** Codes of the snapshot by their place. */
  readonly codes: readonly string[];
  /** The relations that are free to read. */
  readonly tables: readonly FreeTable[];
}

/** Opens the gate; the snapshot must have been made by the program. */
export async function openGuard(options: GuardOptions): Promise<Guard> {
  const engines = await Engines.on(options.snapshot, options.limits);
  try {
    return new OpenGuard(options, engines, await opened(engines));
  } catch (error) {
    engines.close();
    throw error;
  }
}

async function opened(engines: Engines): Promise<Opened> {
  const [[state, first, last] = []] = await engines.rows<string>('SELECT stand, CAST(eerste AS VARCHAR), CAST(laatste AS VARCHAR) FROM stand');
  const [organisations, codes] = [await engines.rows<string>('SELECT code FROM organisatie ORDER BY org'), await engines.rows<string>('SELECT unnest(enum_range(NULL::kode))')].map((rows) => rows.map(([code]) => code!));
  const own = vocabulary(monthsBetween(Number(first), Number(last)));
  const tables: FreeTable[] = [];
  for (const relation of describeRelations(own).filter(({ guarded }) => !guarded)) {
    const columns = relation.columns.map(({ name, type }) => ({ name, type }));
    tables.push({ name: relation.name, columns, rows: await engines.rows(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${relation.name} ORDER BY ALL`) });
  }
  return { state: state!, vocabulary: own, organisations: organisations!, codes: codes!, tables };
}

class OpenGuard implements Guard {
  readonly #options: GuardOptions;
  readonly #engines: Engines;
  readonly #opened: Opened;
  readonly #numbering: Numbering;
  readonly #setting: Setting;
  readonly #relations: readonly Relation[];
  readonly #ledger: Ledger;
  readonly #earlier: Earlier;
  /** Refusals that are in the ledger already. */
  readonly #written = new WeakSet<GuardRefusal>();

  constructor(options: GuardOptions, engines: Engines, given: Opened) {
    const { vocabulary: own, organisations, codes } = given;
    this.#options = options;
    this.#engines = engines;
    this.#opened = given;
    this.#numbering = { codes, organisations: organisations.length };
    this.#relations = describeRelations(own);
    this.#ledger = new Ledger(options.ledger);
    this.#setting = { vocabulary: own, rules: options.rules, noise: noiseOf(options.secret, options.noise), organisations, state: given.state };
    this.#earlier = new Earlier(this.#setting, options.published ?? [], (sql) => engines.count(sql));
  }

  relations(): readonly Relation[] {
    return this.#relations;
  }

  months(): readonly string[] {
    return this.#opened.vocabulary.axes.get('maand') ?? [];
  }

  async describe(researcher: Researcher, sql: string): Promise<Description> {
    this.#assertAccess(researcher);
    return this.#engines.withStatement(sql, {}, async (bench) => {
      const { vocabulary: own, tables } = this.#opened;
      return described(await bench.parse(), own, tables, bench);
    });
  }

  async budget(researcher: Researcher): Promise<Budget> {
    return this.#ledger.locked((known) => this.#budgetOf(researcher, known(researcher.project)));
  }

  #budgetOf({ name }: Researcher, project: ProjectLedger): Budget {
    const { budget } = this.#options;
    return { researcher: { used: project.used.get(name) ?? 0, limit: budget.researcher }, project: { used: project.total, limit: budget.project } };
  }

  async answer(researcher: Researcher, sql: string, parameters: readonly Parameter[] = [], limits: Stoppable = {}): Promise<GuardAnswer> {
    this.#assertAccess(researcher);
    try {
      return await this.#engines.withStatement(sql, limits, (bench) => this.#answer(researcher, sql, parameters, limits, bench));
    } catch (error) {
      if (error instanceof GuardRefusal && !this.#written.has(error)) await this.#writeDown(researcher, sql, error.key);
      throw error;
    }
  }

  async #answer(researcher: Researcher, sql: string, parameters: readonly Parameter[], limits: Stoppable, bench: Bench): Promise<GuardAnswer> {
    const { vocabulary: own, tables: free } = this.#opened;
    const rewritten = checked(await bench.parse(), own, free, parameters);
    // The records are counted while the statement is bound; what cannot be bound is refused all the same, and costs nothing.
    const [, raw] = await Promise.all([bench.prepare(shapes(rewritten, free), rewritten.tree), this.#count(rewritten.plans, limits)]);
    const { tables, notes } = await this.#protect(researcher, sql, rewritten.plans, raw);
    const { columns, rows, more } = await bench.fill([...tables, ...used(rewritten.tree, free)]);
    if (more) throw new GuardRefusal(sqlStates.failed, 'guard.tooManyRows', { limit: this.#options.limits.rows });
    return { columns: spokenColumns(columns), rows: rows.map((row) => row.map((value, i) => plain(value, columns[i]!.type))), notes };
  }

  async close(): Promise<void> {
    this.#engines.close();
  }

  #assertAccess({ name, until, revoked }: Researcher): void {
    const today = this.#options.now().slice(0, 10);
    if (revoked !== undefined && revoked <= today) throw new GuardRefusal(sqlStates.expired, 'guard.revoked', { name });
    if (until < today) throw new GuardRefusal(sqlStates.expired, 'guard.expired', { name, until });
  }

  async #count(plans: readonly Plan[], limits: Stoppable): Promise<RawRow[][]> {
    const { vocabulary: own } = this.#opened;
    const raw: RawRow[][] = [];
    for (const plan of plans) raw.push(rawRows(plan, await this.#engines.count(planSql(plan, own), limits), this.#numbering, own));
    return raw;
  }

  async #protect(researcher: Researcher, sql: string, plans: readonly Plan[], raw: readonly RawRow[][]): Promise<{ tables: FreeTable[]; notes: GuardNote[] }> {
    if (plans.length === 0) {
      await this.#writeDown(researcher, sql, undefined);
      return { tables: [], notes: [] };
    }
    return this.#ledger.locked(async (known, add) => {
      const project = known(researcher.project);
      const comparison = await this.#earlier.of(researcher.project, project);
      try {
        const protection = new Protection(this.#setting, project, comparison);
        const tables: FreeTable[] = [];
        let shown = 0;
        for (const [i, plan] of plans.entries()) {
          const rows = await protection.answer(plan, raw[i]!);
          shown += rows.reduce((sum, { figures }) => sum + figures.filter((figure) => figure !== undefined).length, 0);
          tables.push({ ...shapeOf(plan), rows: rows.map((row) => tableRow(plan, row)) });
        }
        const { outcome } = protection;
        const cost = protection.cost();
        const budget = this.#budgetOf(researcher, project);
        for (const { used, limit } of [budget.researcher, budget.project]) {
          if (cost > 0 && used + cost > limit) throw new GuardRefusal(sqlStates.budget, 'guard.budget', { used, limit, asked: cost });
        }
        const refusal = shown === 0 && outcome.close > 0 ? new GuardRefusal(sqlStates.notAllowed, 'guard.tooClose', { earlier: outcome.earlier! }) : undefined;
        const verdict = refusal ? { oordeel: 'geweigerd' as const, reden: refusal.key } : { oordeel: 'beantwoord' as const };
        add(lineOf(researcher, { tijd: this.#options.now(), sql, stand: this.#opened.state, ...verdict, kosten: cost, cellen: [...protection.fresh.values()] }));
        if (refusal) {
          this.#written.add(refusal);
          throw refusal;
        }
        this.#earlier.keep(researcher.project, project, comparison);
        return { tables, notes: notesOf(outcome, tables, cost, budget.researcher) };
      } catch (error) {
        this.#earlier.forget(researcher.project);
        throw error;
      }
    });
  }

  async #writeDown(researcher: Researcher, sql: string, reason: string | undefined): Promise<void> {
    const verdict = reason === undefined ? { oordeel: 'beantwoord' as const } : { oordeel: 'geweigerd' as const, reden: reason };
    await this.#ledger.locked((_, add) => add(lineOf(researcher, { tijd: this.#options.now(), sql: sql.slice(0, longestLogged), stand: this.#opened.state, ...verdict, kosten: 0, cellen: [] })));
  }
}
