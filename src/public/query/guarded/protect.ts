/** From the cells that the engine counted to an answer that may be seen: thresholds, comparison with earlier answers, folding, noise. */
import { type Box, canonical } from './box.js';
import { type Comparisons, idOf } from './compare.js';
import { cellBox, type RawRow } from './compile.js';
import { rest as restLabel, type Vocabulary } from './dimensions.js';
import { type LedgerCell, type ProjectLedger, vectorOf } from './ledger.js';
import type { Noise } from './noise.js';
import { type Candidate, Measured } from './measured.js';
import type { Figure, Plan } from './plan.js';
import { between, type Few, fewOf } from './edge.js';
import { type Part, type RecordSet, type Rules, sameSet, together } from './record-set.js';

export interface Setting {
  readonly vocabulary: Vocabulary;
  readonly rules: Rules;
  readonly noise: Noise;
  /** Codes of the organisations, in the order of the sets. */
  readonly organisations: readonly string[];
  /** State of the store that is asked. */
  readonly state: string;
}

/** A figure and its stated uncertainty. */
export interface ProtectedFigure {
  readonly value: number;
  readonly margin: number;
}

export interface ProtectedRow {
  readonly values: readonly (string | null)[];
  /** undefined where a figure is withheld. */
  readonly figures: readonly (ProtectedFigure | undefined)[];
}

/** Whether a set is large and mixed enough to be shown. */
export function showable(set: RecordSet, { rules, noise }: Setting): boolean {
  return set.families >= rules.personen && set.employees >= rules.personen && !fewOf({ rules, noise })(set);
}

/** What happened to the answers of one question. */
export interface Outcome {
  withheld: number;
  close: number;
  held: number;
  /** The earlier set that stood in the way first. */
  earlier?: string;
}

/** Protects the answers of one question, in order: what one plan shows counts against the next. */
export class Protection {
  readonly #setting: Setting;
  readonly #known: ProjectLedger;
  readonly #comparison: Comparisons['cells'];
  readonly #measured: Measured;
  readonly #few: Few;
  /** What must be on disk before the answer is given. */
  readonly fresh = new Map<string, LedgerCell>();
  readonly outcome: Outcome = { withheld: 0, close: 0, held: 0 };

  constructor(setting: Setting, known: ProjectLedger, { cells, measured }: Comparisons) {
    this.#setting = setting;
    this.#known = known;
    this.#few = fewOf(setting);
    this.#comparison = cells;
    this.#measured = new Measured(setting, known, measured, this.fresh, this.outcome);
  }

  /** Distinct cells that this question is the first to ask. */
  cost(): number {
    return [...this.fresh.values()].filter(({ id, soort }) => soort !== 'samen' && !this.#known.cells.has(id)).length;
  }

  async answer(plan: Plan, rows: readonly RawRow[]): Promise<ProtectedRow[]> {
    if (plan.groups.length === 0) return [{ values: [], figures: await this.#single(plan, rows[0]!) }];
    const shown: Shown[] = [];
    const folded: Shown[] = [];
    for (const row of rows) {
      const one: Shown = { values: row.values, boxes: [this.#box(plan, row.values)], base: row.base, figures: row.figures, parts: [row] };
      if (this.#mayShow(row.base) && (await this.#clear(one.base, one.boxes))) shown.push(one);
      else folded.push(one);
    }
    const remainder = await this.#fold(shown, folded);
    for (const one of shown) await this.#register(one.base, one.boxes, 'cel', { aantal: this.#setting.noise.count(one.base) });
    const all = remainder ? [...shown, remainder] : shown;
    const figures = all.map(() => plan.figures.map(() => undefined as (ProtectedFigure | undefined)));
    for (const [i, figure] of plan.figures.entries()) if (!figure.measure) await this.#figure(plan, figure, i, all, figures);
    await this.#measures(plan, all, figures);
    return all.map((one, at) => ({ values: one === remainder ? plan.groups.map(({ type }) => (type === 'INTEGER' ? null : restLabel)) : one.values, figures: figures[at]! }));
  }

  /** Without GROUP BY every figure is a cell of its own. */
  async #single(plan: Plan, row: RawRow): Promise<ProtectedRow['figures']> {
    const figures = plan.figures.map(() => undefined as ProtectedFigure | undefined);
    for (const [i, figure] of plan.figures.entries()) if (!figure.measure) figures[i] = await this.#cell(row.figures[i]!, [this.#box(plan, [], figure.box)]);
    const boxes = [this.#box(plan, [])];
    const base = plan.figures.some(({ measure, whole }) => measure && whole === undefined) && (await this.#cell(row.base, boxes)) !== undefined;
    await this.#measures(plan, base || plan.figures.some(({ whole }) => whole !== undefined) ? [{ values: [], boxes, base: row.base, figures: row.figures, parts: [row] }] : [], [figures], base);
    return figures;
  }

  async #cell(set: RecordSet, boxes: readonly Box[]): Promise<ProtectedFigure | undefined> {
    const may = this.#mayShow(set);
    if (!may) this.outcome.withheld++;
    return may && (await this.#clear(set, boxes)) ? this.#value(set, boxes) : this.#close(boxes);
  }

  /** Sums and averages, of the rows whose group is shown. */
  async #measures(plan: Plan, rows: readonly Shown[], figures: (ProtectedFigure | undefined)[][], shown = true): Promise<void> {
    for (const [i, figure] of plan.figures.entries()) {
      const { measure, whole } = figure;
      if (!measure) continue;
      const open = rows.flatMap((row, at) => ((whole === undefined ? shown : figures[at]![whole] !== undefined) ? [{ row, at }] : []));
      const candidates = open.map(({ row }): Candidate => ({ set: row.figures[i]!, boxes: row.parts.map((part) => this.#box(plan, part.values, figure.box)) }));
      (await this.#measured.figures({ ...figure, measure }, candidates)).forEach((given, n) => (figures[open[n]!.at]![i] = given));
    }
  }

  /** What cannot be shown joins into one row; while that row may not be shown itself, the smallest shown one joins it. */
  async #fold(shown: Shown[], folded: Shown[]): Promise<Shown | undefined> {
    if (folded.length === 0) return undefined;
    for (;;) {
      const boxes = folded.flatMap((one) => one.boxes);
      const parts = folded.flatMap((one) => one.parts);
      const size = this.#setting.organisations.length;
      const base = together(folded.map((one) => one.base), size);
      if (this.#mayShow(base) && (await this.#clear(base, boxes))) {
        const row: Shown = { values: [], boxes, base, figures: folded[0]!.figures.map((_, i) => together(folded.map((one) => one.figures[i]!), size)), parts };
        await this.#register(base, boxes, 'cel', { aantal: this.#setting.noise.count(base) });
        return row;
      }
      if (shown.length === 0) {
        this.outcome.withheld++;
        return undefined;
      }
      const smallest = shown.reduce((least, one) => (one.base.count < least.base.count ? one : least));
      folded.push(...shown.splice(shown.indexOf(smallest), 1));
    }
  }

  /** One figure of every row; when some are withheld, the sum of the others must not give them away either. */
  async #figure(plan: Plan, figure: Figure, at: number, rows: readonly Shown[], figures: (ProtectedFigure | undefined)[][]): Promise<void> {
    const visible: { row: number; set: RecordSet; boxes: readonly Box[] }[] = [];
    let withheld = 0;
    for (const [row, one] of rows.entries()) {
      const set = one.figures[at]!;
      const boxes = set === one.base ? one.boxes : one.parts.map((part) => this.#box(plan, part.values, figure.box));
      if (idOf(boxes) === idOf(one.boxes)) figures[row]![at] = await this.#value(set, one.boxes);
      else if (this.#mayShow(set) && (await this.#clear(set, boxes))) visible.push({ row, set, boxes });
      else {
        withheld++;
        if (!this.#mayShow(set)) this.outcome.withheld++;
        await this.#close(boxes);
      }
    }
    while (withheld > 0 && visible.length > 1) {
      const boxes = visible.flatMap((one) => one.boxes);
      const sum = together(visible.map(({ set }) => set), this.#setting.organisations.length);
      if (await this.#clear(sum, boxes)) {
        await this.#register(sum, boxes, 'samen', {});
        break;
      }
      const smallest = visible.reduce((least, one) => (one.set.count < least.set.count ? one : least));
      visible.splice(visible.indexOf(smallest), 1);
      await this.#close(smallest.boxes);
      withheld++;
    }
    for (const { row, set, boxes } of visible) figures[row]![at] = await this.#value(set, boxes);
  }

  #box(plan: Plan, values: readonly string[], own?: Box): Box {
    return canonical(cellBox(plan, values, this.#setting.vocabulary, own), this.#setting.vocabulary);
  }

  #mayShow(set: RecordSet): boolean {
    return showable(set, this.#setting);
  }

  /** Whether nothing that was answered before stands in the way. The same question again never does. */
  async #clear(set: RecordSet, boxes: readonly Box[]): Promise<boolean> {
    const id = idOf(boxes);
    if (this.fresh.get(id)?.soort === 'cel') return true;
    const earlier = this.#known.cells.get(id);
    if (earlier && earlier.soort !== 'dicht' && this.#same(set, earlier)) return true;
    const close = await this.#comparison.tooClose(set, boxes);
    if (close === undefined) return true;
    this.outcome.close++;
    this.outcome.earlier ??= close;
    return false;
  }

  #same(set: RecordSet, earlier: LedgerCell): boolean {
    return sameSet(set, this.#partOf(earlier));
  }

  #partOf(cell: LedgerCell): Part {
    return { key: cell.sleutel, byOrganisation: vectorOf(cell, this.#setting.organisations) };
  }

  /** Whether a set is the same as before or differs by too few records to show it. */
  #alike(set: RecordSet, earlier: LedgerCell): boolean {
    return this.#same(set, earlier) || this.#few(between(set, this.#partOf(earlier)));
  }

  /** A count with its noise; the earlier one when the set has changed since by too few records to show the change. */
  async #value(set: RecordSet, boxes: readonly Box[]): Promise<ProtectedFigure | undefined> {
    const { noise, state } = this.#setting;
    const id = idOf(boxes);
    const earlier = this.#known.cells.get(id);
    if (earlier?.soort === 'cel' && this.#alike(set, earlier)) {
      // Told of every figure from an earlier state, changed or not: else the remark would tell that a few records came.
      if (this.#known.states.get(id) !== state) this.outcome.held++;
      const value = earlier.waarden['aantal'];
      if (!this.#same(set, earlier)) return value === undefined ? this.#close(boxes) : { value, margin: noise.margin };
    }
    const aantal = noise.count(set);
    await this.#register(set, boxes, 'cel', { aantal });
    return { value: aantal, margin: noise.margin };
  }

  async #close(boxes: readonly Box[]): Promise<undefined> {
    const id = idOf(boxes);
    if (!this.fresh.has(id) && !this.#known.cells.has(id)) this.fresh.set(id, { id, soort: 'dicht', sleutel: 0, organisaties: {}, waarden: {} });
    return undefined;
  }

  async #register(set: RecordSet, boxes: readonly Box[], soort: LedgerCell['soort'], values: Readonly<Record<string, number>>): Promise<void> {
    const id = idOf(boxes);
    const earlier = this.fresh.get(id) ?? this.#known.cells.get(id);
    const same = earlier !== undefined && earlier.soort !== 'dicht' && this.#same(set, earlier);
    // A set that changed too little keeps its earlier figures, also when only its existence is used now.
    if (earlier?.soort === 'cel' && !same && this.#alike(set, earlier)) return;
    const waarden = { ...(same ? earlier.waarden : {}), ...values };
    if (same && (earlier.soort === 'cel' || soort === 'samen') && Object.keys(waarden).every((kind) => earlier.waarden[kind] === waarden[kind])) return;
    const organisaties = Object.fromEntries(this.#setting.organisations.flatMap((code, i) => (set.byOrganisation[i] ? [[code, set.byOrganisation[i]!]] : [])));
    this.fresh.set(id, { id, soort, sleutel: set.key, organisaties, waarden });
    this.#comparison.add({ id, boxes, key: set.key, byOrganisation: set.byOrganisation });
  }
}

/** A row on its way to be shown: one cell, or several folded into one. */
interface Shown {
  readonly values: readonly string[];
  readonly boxes: readonly Box[];
  readonly base: RecordSet;
  readonly figures: readonly RecordSet[];
  readonly parts: readonly RawRow[];
}
