/** From the cells that the engine counted to an answer that may be seen: thresholds, comparison with earlier answers, folding, noise. */
import { type Box, canonical } from './box.js';
import { boxesOf, type Comparison, idOf } from './compare.js';
import { cellBox, type RawRow } from './compile.js';
import { rest as restLabel, type Vocabulary } from './dimensions.js';
import type { LedgerCell, ProjectLedger } from './ledger.js';
import type { Noise } from './noise.js';
import type { Figure, Plan } from './plan.js';
import { differences, type RecordSet, type Rules, sameSet, together, tooFew } from './record-set.js';

export interface Setting {
  readonly vocabulary: Vocabulary;
  readonly rules: Rules;
  readonly noise: Noise;
  /** Codes of the organisations, in the order of the sets. */
  readonly organisations: readonly string[];
}

export interface ProtectedRow {
  readonly values: readonly (string | null)[];
  /** A figure and its stated uncertainty; undefined where it is withheld. */
  readonly figures: readonly ({ value: number; margin: number } | undefined)[];
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
  readonly #comparison: Comparison;
  /** What must be on disk before the answer is given. */
  readonly fresh = new Map<string, LedgerCell>();
  readonly outcome: Outcome = { withheld: 0, close: 0, held: 0 };

  constructor(setting: Setting, known: ProjectLedger, comparison: Comparison) {
    this.#setting = setting;
    this.#known = known;
    this.#comparison = comparison;
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
    for (const one of shown) await this.#register(one.base, one.boxes, 'cel', {});
    const all = remainder ? [...shown, remainder] : shown;
    const figures = all.map(() => plan.figures.map(() => undefined as ProtectedRow['figures'][number]));
    for (const [i, figure] of plan.figures.entries()) await this.#figure(plan, figure, i, all, figures);
    return all.map((one, at) => ({ values: one === remainder ? plan.groups.map(({ type }) => (type === 'INTEGER' ? null : restLabel)) : one.values, figures: figures[at]! }));
  }

  /** Without GROUP BY every figure is a cell of its own. */
  async #single(plan: Plan, row: RawRow): Promise<ProtectedRow['figures']> {
    const figures: ProtectedRow['figures'][number][] = [];
    for (const [i, figure] of plan.figures.entries()) {
      const { set, box } = this.#whole(figure, row.figures[i]!, row.base);
      const boxes = [this.#box(plan, [], box)];
      const shows = this.#mayShow(set) && (await this.#clear(set, boxes));
      figures.push(shows ? await this.#value(figure, set, boxes) : await this.#close(boxes));
      if (!this.#mayShow(set)) this.outcome.withheld++;
    }
    return figures;
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
        await this.#register(base, boxes, 'cel', {});
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
  async #figure(plan: Plan, figure: Figure, at: number, rows: readonly Shown[], figures: ProtectedRow['figures'][number][][]): Promise<void> {
    const visible: { row: number; set: RecordSet; boxes: Box[] }[] = [];
    let withheld = 0;
    for (const [row, one] of rows.entries()) {
      const { set, box } = this.#whole(figure, one.figures[at]!, one.base);
      const boxes = one.parts.map((part) => this.#box(plan, part.values, box));
      if (set === one.base || idOf(boxes) === idOf(one.boxes)) figures[row]![at] = await this.#value(figure, set, one.boxes);
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
    for (const { row, set, boxes } of visible) figures[row]![at] = await this.#value(figure, set, boxes);
  }

  /**
   * The set whose number stands under a sum or average: that of the records whose number is known, or, when only few are not,
   * all of them, because the two would differ by too little. The margin says what that may cost.
   */
  #whole(figure: Figure, set: RecordSet, base: RecordSet): { set: RecordSet; box: Box | undefined } {
    if (!figure.measure || figure.box.size !== 1 || base.count - set.count >= this.#setting.rules.minimum) return { set, box: figure.box };
    return { set: { ...base, total: set.total }, box: undefined };
  }

  #box(plan: Plan, values: readonly string[], own?: Box): Box {
    return canonical(cellBox(plan, values, this.#setting.vocabulary, own), this.#setting.vocabulary);
  }

  #mayShow(set: RecordSet): boolean {
    const { rules, noise } = this.#setting;
    if (tooFew(set.byOrganisation, rules)) return false;
    if (set.families < rules.personen || set.employees < rules.personen) return false;
    return set.count >= rules.minimum + noise.above(set);
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
    return sameSet(set, { key: earlier.sleutel, byOrganisation: this.#vector(earlier) });
  }

  #vector({ organisaties }: LedgerCell): number[] {
    return this.#setting.organisations.map((code) => organisaties[code] ?? 0);
  }

  /** A figure with its noise; the earlier one when the set has changed since by too few records to show the change. */
  async #value(figure: Figure, set: RecordSet, boxes: readonly Box[]): Promise<ProtectedRow['figures'][number]> {
    const { noise } = this.#setting;
    const kind = figure.measure && figure.kind !== 'count' ? `som ${figure.measure.column}` : 'aantal';
    const earlier = this.#known.cells.get(idOf(boxes));
    let values: Readonly<Record<string, number>> = { aantal: noise.count(set), ...(kind === 'aantal' ? {} : { [kind]: noise.sum(set, figure.measure!) }) };
    if (earlier && earlier.soort === 'cel' && !this.#same(set, earlier)) {
      if (tooFew(differences(set.byOrganisation, this.#vector(earlier)).map(Math.abs), this.#setting.rules)) {
        this.outcome.held++;
        values = earlier.waarden;
        if (values[kind] === undefined || values['aantal'] === undefined) return this.#close(boxes);
        return this.#shaped(figure, values, kind);
      }
    }
    await this.#register(set, boxes, 'cel', values);
    return this.#shaped(figure, values, kind);
  }

  #shaped(figure: Figure, values: Readonly<Record<string, number>>, kind: string): { value: number; margin: number } {
    const { noise, rules } = this.#setting;
    const { margin } = noise;
    const count = values['aantal']!;
    if (figure.kind === 'count' || !figure.measure) return { value: count, margin };
    const numbers = [...figure.measure.numbers.values()];
    const sum = values[kind]!;
    const sumMargin = margin * Math.max(...numbers);
    if (figure.kind === 'sum') return { value: sum, margin: sumMargin };
    const mean = Math.min(Math.max(...numbers), Math.max(Math.min(...numbers), sum / count));
    return { value: Math.round(mean * 10_000) / 10_000, margin: Math.round((Math.hypot(sumMargin, mean * (margin + rules.minimum - 1)) / count) * 10_000) / 10_000 };
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
    if (earlier?.soort === 'cel' && !same && tooFew(differences(set.byOrganisation, this.#vector(earlier)).map(Math.abs), this.#setting.rules)) return;
    const waarden = { ...(same ? earlier.waarden : {}), ...values };
    if (same && (earlier.soort === 'cel' || soort === 'samen') && Object.keys(waarden).every((kind) => earlier.waarden[kind] === waarden[kind])) return;
    const organisaties = Object.fromEntries(this.#setting.organisations.flatMap((code, i) => (set.byOrganisation[i] ? [[code, set.byOrganisation[i]!]] : [])));
    this.fresh.set(id, { id, soort, sleutel: set.key, organisaties, waarden });
    this.#comparison.add({ id, boxes: boxesOf(id), byOrganisation: set.byOrganisation });
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
