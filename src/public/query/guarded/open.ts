/** Opens the gate on a snapshot of records: parse, rewrite, count, protect, write down, and only then let free SQL run on what is protected. */
import type { PtableRules } from '../../../statistics/ptable.js';
import type { Column } from '../run.js';
import { constant, mapTree, type Node, nodes, parts, text } from './ast.js';
import { Earlier } from './earlier.js';
import { planSql, type RawRow, rawRows } from './compile.js';
import { monthsBetween, relations as describeRelations, type Vocabulary, vocabulary } from './dimensions.js';
import { assertFree } from './free.js';
import { type Budget, type Description, type Guard, type GuardAnswer, type GuardNote, GuardRefusal, type Parameter, type Relation, type Researcher, sqlStates } from './guard.js';
import { Ledger, lineOf, type ProjectLedger } from './ledger.js';
import { type Noise, noiseOf } from './noise.js';
import { type Plan, rewrite, type Rewritten } from './plan.js';
import { Pool } from './pool.js';
import { EngineFailure, type SqlProcess } from './process.js';
import { Protection, type Setting } from './protect.js';
import type { Rules } from './record-set.js';
import { type FreeTable, notesOf, plain, shapeOf, spokenColumns, tableRow, translated } from './spoken.js';

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
  readonly limits: { readonly seconds: number; readonly memory: string; readonly rows: number; readonly processes: number; readonly threads: number };
  /** Sets of records whose numbers were published, as canonical text of their boxes. */
  readonly published?: readonly string[];
  /** Moment of now, ISO 8601. */
  now(): string;
}

const longestSql = 100_000;

/** Opens the gate; the snapshot must have been made by the program. */
export async function openGuard(options: GuardOptions): Promise<Guard> {
  const { limits } = options;
  const records = new Pool(1, { path: options.snapshot, memory: '2GB', threads: limits.threads });
  const free = new Pool(limits.processes, { memory: limits.memory, threads: 1 });
  try {
    await Promise.all([records.ready(), free.ready()]);
    const read = <T>(sql: string): Promise<T[][]> => records.use((engine) => engine.ask<T[][]>('run', { sql }, { seconds: 60 }));
    const [state] = await read<string>("SELECT stand, CAST(eerste AS VARCHAR), CAST(laatste AS VARCHAR) FROM stand");
    const organisations = (await read<string>('SELECT code FROM organisatie ORDER BY org')).map(([code]) => code!);
    const tables: FreeTable[] = [];
    const own = vocabulary(monthsBetween(Number(state![1]), Number(state![2])));
    for (const relation of describeRelations(own).filter(({ guarded }) => !guarded)) {
      const columns = relation.columns.map(({ name, type }) => ({ name, type }));
      tables.push({ name: relation.name, columns, rows: await read<string | number | null>(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${relation.name} ORDER BY ALL`) });
    }
    return new OpenGuard(options, records, free, own, organisations, state![0]!, tables);
  } catch (error) {
    records.close();
    free.close();
    throw error;
  }
}

class OpenGuard implements Guard {
  readonly #options: GuardOptions;
  readonly #records: Pool;
  readonly #free: Pool;
  readonly #vocabulary: Vocabulary;
  readonly #setting: Setting;
  readonly #state: string;
  readonly #tables: readonly FreeTable[];
  readonly #relations: readonly Relation[];
  readonly #ledger: Ledger;
  readonly #earlier: Earlier;
  /** Refusals that are in the ledger already. */
  readonly #written = new WeakSet<GuardRefusal>();

  constructor(options: GuardOptions, records: Pool, free: Pool, own: Vocabulary, organisations: readonly string[], state: string, tables: readonly FreeTable[]) {
    this.#options = options;
    this.#records = records;
    this.#free = free;
    this.#vocabulary = own;
    this.#state = state;
    this.#tables = tables;
    this.#relations = describeRelations(own);
    this.#ledger = new Ledger(options.ledger);
    const noise: Noise = noiseOf(options.secret, options.noise);
    this.#setting = { vocabulary: own, rules: options.rules, noise, organisations };
    this.#earlier = new Earlier(this.#setting, options.published ?? [], (sql) => this.#run(sql, {}));
  }

  relations(): readonly Relation[] {
    return this.#relations;
  }

  months(): readonly string[] {
    return this.#vocabulary.axes.get('maand') ?? [];
  }

  async describe(researcher: Researcher, sql: string): Promise<Description> {
    this.#assertAccess(researcher);
    return this.#free.use(async (engine) => {
      const tree = await this.#parse(engine, sql, {});
      const rewritten = this.#rewrite(tree, undefined);
      const { columns, parameters } = await this.#prepare(engine, rewritten, sql, {});
      const count = Math.max(0, ...[...parts(tree)].filter((part) => part['class'] === 'PARAMETER').map((part) => Number(part['identifier'])));
      return { columns, parameters: Array.from({ length: count }, (_, i) => parameters[String(i + 1)] ?? 'VARCHAR') };
    });
  }

  async budget(researcher: Researcher): Promise<Budget> {
    return this.#ledger.locked((known) => this.#budgetOf(researcher, known(researcher.project)));
  }

  #budgetOf({ name }: Researcher, project: ProjectLedger): Budget {
    const { budget } = this.#options;
    return { researcher: { used: project.used.get(name) ?? 0, limit: budget.researcher }, project: { used: project.total, limit: budget.project } };
  }

  async answer(researcher: Researcher, sql: string, parameters: readonly Parameter[] = [], limits: { signal?: AbortSignal } = {}): Promise<GuardAnswer> {
    this.#assertAccess(researcher);
    try {
      return await this.#free.use(async (engine) => {
        const tree = await this.#parse(engine, sql, limits);
        const rewritten = this.#rewrite(tree, parameters);
        await this.#prepare(engine, rewritten, sql, limits);
        const raw: RawRow[][] = [];
        for (const plan of rewritten.plans) raw.push(await this.#count(plan, limits));
        const { tables, notes } = await this.#protect(researcher, sql, rewritten.plans, raw);
        const { columns, rows, more } = await this.#ask<{ columns: Column[]; rows: unknown[][]; more: boolean }>(
          engine, 'fill', { tables: [...tables, ...this.#used(rewritten.tree)], maxRows: this.#options.limits.rows }, limits, sql,
        );
        if (more) throw new GuardRefusal(sqlStates.failed, 'guard.tooManyRows', { limit: this.#options.limits.rows });
        return { columns: spokenColumns(columns), rows: rows.map((row) => row.map((value, i) => plain(value, columns[i]!.type))), notes };
      });
    } catch (error) {
      if (error instanceof GuardRefusal && !this.#written.has(error)) await this.#writeDown(researcher, sql, error.key);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#records.close();
    this.#free.close();
  }

  #assertAccess({ name, until, revoked }: Researcher): void {
    const today = this.#options.now().slice(0, 10);
    if (revoked !== undefined && revoked <= today) throw new GuardRefusal(sqlStates.expired, 'guard.revoked', { name });
    if (until < today) throw new GuardRefusal(sqlStates.expired, 'guard.expired', { name, until });
  }

  async #parse(engine: SqlProcess, sql: string, limits: { signal?: AbortSignal }): Promise<Node> {
    if (sql.length > longestSql) throw new GuardRefusal(sqlStates.syntax, 'guard.tooLong', { limit: longestSql });
    const parsed = parsedTree(await this.#ask<string>(engine, 'parse', { sql }, limits, sql));
    if (parsed['error'] === true) {
      if (parsed['error_type'] !== 'parser') throw new GuardRefusal(sqlStates.notAllowed, 'guard.selectOnly');
      const before = Buffer.from(sql).subarray(0, Number(parsed['position'] ?? 0)).toString().split('\n');
      throw new GuardRefusal(sqlStates.syntax, 'guard.syntax', { line: before.length, column: before.at(-1)!.length + 1 });
    }
    const statements = nodes(parsed['statements']);
    if (statements.length === 0) throw new GuardRefusal(sqlStates.syntax, 'guard.empty');
    if (statements.length > 1) throw new GuardRefusal(sqlStates.syntax, 'guard.oneStatement', { count: statements.length });
    return statements[0]!;
  }

  /** Plans and the statement that reads their answers, with parameters filled in when they are given; only what is on the lists passes. */
  #rewrite(statement: Node, parameters: readonly Parameter[] | undefined): Rewritten {
    const filled = parameters ? filledIn(statement, parameters) : statement;
    const rewritten = rewrite(filled, this.#vocabulary, parameters);
    assertFree(rewritten.tree, new Set([...this.#tables.map(({ name }) => name), ...rewritten.plans.map(({ name }) => name)]));
    for (const plan of rewritten.plans) planSql(plan, this.#vocabulary);
    return rewritten;
  }

  async #prepare(engine: SqlProcess, { tree, plans }: Rewritten, sql: string, limits: { signal?: AbortSignal }): Promise<{ columns: Column[]; parameters: Record<string, string> }> {
    const shapes = [...plans.map((plan) => ({ ...shapeOf(plan), rows: [] })), ...this.#used(tree)].map(({ name, columns }) => ({ name, columns }));
    const given = JSON.stringify({ error: false, statements: [tree] });
    const prepared = await this.#ask<{ columns: Column[]; parameters: Record<string, string> }>(engine, 'prepare', { tables: shapes, tree: given }, limits, sql);
    return { ...prepared, columns: spokenColumns(prepared.columns) };
  }

  /** The free relations that a statement reads. */
  #used(tree: Node): FreeTable[] {
    const names = new Set([...parts(tree)].filter((part) => part['type'] === 'BASE_TABLE').map((part) => text(part['table_name']).toLowerCase()));
    return this.#tables.filter(({ name }) => names.has(name));
  }

  async #count(plan: Plan, limits: { signal?: AbortSignal }): Promise<RawRow[]> {
    const given = await this.#run<unknown[][]>(planSql(plan, this.#vocabulary), limits);
    return rawRows(plan, given, this.#setting.organisations.length, this.#vocabulary);
  }

  async #run<T>(sql: string, limits: { signal?: AbortSignal }): Promise<T> {
    return this.#records.use(async (engine) => {
      try {
        return await engine.ask<T>('run', { sql }, { seconds: this.#options.limits.seconds, signal: limits.signal });
      } catch (error) {
        throw error instanceof EngineFailure ? new GuardRefusal(sqlStates.failed, 'guard.broken') : error;
      }
    });
  }

  async #ask<T>(engine: SqlProcess, task: 'parse' | 'prepare' | 'fill', given: object, limits: { signal?: AbortSignal }, sql: string): Promise<T> {
    try {
      return await engine.ask<T>(task, given, { seconds: this.#options.limits.seconds, signal: limits.signal });
    } catch (error) {
      throw error instanceof EngineFailure ? translated(error, sql) : error;
    }
  }

  /** Thresholds, comparison, noise and budget, in one go with the ledger. */
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
        add(lineOf(researcher, { tijd: this.#options.now(), sql, stand: this.#state, ...verdict, kosten: cost, cellen: [...protection.fresh.values()] }));
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
    await this.#ledger.locked((_, add) => add(lineOf(researcher, { tijd: this.#options.now(), sql: sql.slice(0, longestSql), stand: this.#state, ...verdict, kosten: 0, cellen: [] })));
  }
}

/** The engine's tree; places beyond what a JavaScript number holds mean nowhere. */
function parsedTree(json: string): Node {
  try {
    return JSON.parse(json.replace(/"query_location":\d{16,}/g, '"query_location":0')) as Node;
  } catch {
    // Numbers beyond a double: the engine writes Infinity, which is no JSON.
    throw new GuardRefusal(sqlStates.notAllowed, 'guard.broken');
  }
}

function filledIn(statement: Node, parameters: readonly Parameter[]): Node {
  const filled = mapTree(statement, (node) => {
    if (node['class'] !== 'PARAMETER') return undefined;
    const value = /^\d+$/.test(text(node['identifier'])) ? parameters[Number(node['identifier']) - 1] : undefined;
    if (value === undefined) throw new GuardRefusal(sqlStates.syntax, 'guard.parameter', { number: text(node['identifier']).slice(0, 40) });
    return { ...constant(value), alias: node['alias'] };
  }) as Node;
  return { ...filled, named_param_map: [] };
}
