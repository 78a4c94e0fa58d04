/**
 * Sums and averages: figures of the records of a group whose number is known. How many of the group have none must not follow
 * from them: they are shown or withheld, charged and noised by the known records alone, and their digits are no finer than their noise.
 */
import type { Box } from './box.js';
import { boxesOf, type Comparison, idOf } from './compare.js';
import type { Measure } from './dimensions.js';
import { type LedgerCell, type ProjectLedger, vectorOf } from './ledger.js';
import type { Figure } from './plan.js';
import { type Outcome, type ProtectedFigure, type Setting, showable } from './protect.js';
import { between, fewOf } from './edge.js';
import { type RecordSet, sameSet, together } from './record-set.js';

/** The known records of a shown group. */
export interface Candidate {
  readonly set: RecordSet;
  readonly boxes: readonly Box[];
}

type Measuring = Figure & { readonly measure: Measure };

const mark = ': ';

/** Id in the ledger of the known records of a measure. */
function idOfMeasured({ column }: Measure, boxes: readonly Box[]): string {
  return `${column}${mark}${idOf(boxes)}`;
}

/** Column and boxes behind such an id. */
export function measuredOf(id: string): { column: string; id: string; boxes: Box[] } {
  const at = id.indexOf(mark);
  const rest = id.slice(at + mark.length);
  return { column: id.slice(0, at), id: rest, boxes: boxesOf(rest) };
}

export class Measured {
  readonly #setting: Setting;
  readonly #known: ProjectLedger;
  readonly #comparison: (column: string) => Comparison;
  readonly #fresh: Map<string, LedgerCell>;
  readonly #outcome: Outcome;

  constructor(setting: Setting, known: ProjectLedger, comparison: (column: string) => Comparison, fresh: Map<string, LedgerCell>, outcome: Outcome) {
    this.#setting = setting;
    this.#known = known;
    this.#comparison = comparison;
    this.#fresh = fresh;
    this.#outcome = outcome;
  }

  /** The figure of every row; undefined where it is withheld. What is withheld may be shown as a whole, or more is withheld. */
  async figures(figure: Measuring, candidates: readonly Candidate[]): Promise<(ProtectedFigure | undefined)[]> {
    const visible: number[] = [];
    const hidden: number[] = [];
    for (const [row, { set, boxes }] of candidates.entries()) {
      if (!showable(set, this.#setting)) this.#outcome.withheld++;
      else if (await this.#clear(figure.measure, set, boxes)) {
        visible.push(row);
        continue;
      }
      hidden.push(row);
    }
    const size = this.#setting.organisations.length;
    while (hidden.length > 0 && visible.length > 0 && !showable(together(hidden.map((row) => candidates[row]!.set), size), this.#setting)) {
      const smallest = visible.reduce((least, row) => (candidates[row]!.set.count < candidates[least]!.set.count ? row : least));
      visible.splice(visible.indexOf(smallest), 1);
      hidden.push(smallest);
      this.#outcome.withheld++;
    }
    for (const row of hidden) this.#close(figure.measure, candidates[row]!.boxes);
    return candidates.map((candidate, row) => (visible.includes(row) ? this.#value(figure, candidate) : undefined));
  }

  async #clear(measure: Measure, set: RecordSet, boxes: readonly Box[]): Promise<boolean> {
    const id = idOfMeasured(measure, boxes);
    const earlier = this.#fresh.get(id) ?? this.#known.cells.get(id);
    if (earlier?.soort === 'maat' && this.#same(set, earlier)) return true;
    const close = await this.#comparison(measure.column).tooClose(set, boxes);
    if (close === undefined) return true;
    this.#outcome.close++;
    this.#outcome.earlier ??= close;
    return false;
  }

  #same(set: RecordSet, earlier: LedgerCell): boolean {
    return sameSet(set, { key: earlier.sleutel, byOrganisation: vectorOf(earlier, this.#setting.organisations) });
  }

  /** The noised figure; the earlier one when the known records are the same or changed by too few, also when only their numbers changed. */
  #value(figure: Measuring, { set, boxes }: Candidate): ProtectedFigure | undefined {
    const { noise, organisations, state } = this.#setting;
    const { measure } = figure;
    const id = idOfMeasured(measure, boxes);
    const earlier = this.#fresh.get(id) ?? this.#known.cells.get(id);
    const shown = earlier?.soort === 'maat' ? earlier : undefined;
    const few = shown !== undefined && (this.#same(set, shown) || fewOf(this.#setting)(between(set, { key: shown.sleutel, byOrganisation: vectorOf(shown, organisations) })));
    if (few && !this.#fresh.has(id) && this.#known.states.get(id) !== state) this.#outcome.held++;
    if (few && !this.#same(set, shown)) {
      return shaped(figure, shown.waarden, noise.margin);
    }
    const own = { som: noise.sum(set, measure), gemiddeld: noise.mean(set, measure), bekend: noise.known(set, measure) };
    const waarden = few ? shown.waarden : own;
    if (!few) {
      const organisaties = Object.fromEntries(organisations.flatMap((code, i) => (set.byOrganisation[i] ? [[code, set.byOrganisation[i]!]] : [])));
      this.#fresh.set(id, { id, soort: 'maat', sleutel: set.key, organisaties, waarden });
      this.#comparison(measure.column).add({ id: idOf(boxes), boxes, key: set.key, byOrganisation: set.byOrganisation });
    }
    return shaped(figure, waarden, noise.margin);
  }

  #close(measure: Measure, boxes: readonly Box[]): void {
    const id = idOfMeasured(measure, boxes);
    if (!this.#fresh.has(id) && !this.#known.cells.has(id)) this.#fresh.set(id, { id, soort: 'dicht', sleutel: 0, organisaties: {}, waarden: {} });
  }
}

function shaped({ kind, measure }: Measuring, values: LedgerCell['waarden'], margin: number): ProtectedFigure {
  const numbers = [...measure.numbers.values()];
  const sumMargin = margin * Math.max(...numbers);
  if (kind === 'sum') return { value: values['som']!, margin: sumMargin };
  const mean = values['gemiddeld']!;
  const stated = upwards(Math.hypot(sumMargin, mean * margin) / values['bekend']!);
  const step = 10 ** (Math.floor(Math.log10(stated)) - 1);
  const clamped = Math.min(Math.max(...numbers), Math.max(Math.min(...numbers), mean));
  return { value: Number((Math.round(clamped / step) * step).toPrecision(8)), margin: stated };
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten: a finer margin would tell how many records it was computed from. */
function upwards(margin: number): number {
  const power = 10 ** Math.floor(Math.log10(margin));
  return Number(([1, 1.5, 2, 3, 5, 7, 10].find((step) => step * power >= margin * (1 - 1e-9))! * power).toPrecision(2));
}
