/** What was published before, as it was printed: fixed knowledge for every later release. */
import { parse } from 'csv-parse/sync';
import type { ReleaseText } from '../release/audit/audit.js';
import type { CijferRow } from '../release/tables.js';
import type { Bounds } from './change.js';

export interface PrintedBefore {
  /** The row as it was last printed, with a count. */
  readonly row: CijferRow;
  /** What that says of the count. */
  readonly bounds: Bounds;
}

/** A count that was printed over several months, or over one: what its bounds say of their sum. */
export interface PrintedSum {
  readonly table: string;
  readonly code: string;
  readonly period: string;
  readonly months: readonly string[];
  readonly bounds: Bounds;
}

type Key = Pick<CijferRow, 'indicator' | 'reeks' | 'periode' | 'dimensie' | 'code'>;

const numbers = ['waarde', 'onder', 'boven', 'teller', 'noemer', 'dekking'] as const;

export class History {
  readonly #last = new Map<string, PrintedBefore>();
  readonly #months = new Set<string>();
  readonly #told = new Set<string>();
  readonly #held = new Set<string>();
  readonly #sums = new Map<string, PrintedSum>();

  /** @param releases the ledger, in the order of approval */
  constructor(releases: readonly ReleaseText[]) {
    for (const { csv, layout } of releases) {
      for (const { maanden } of layout.perioden) for (const month of maanden) this.#months.add(month);
      for (const place of layout.achtergehouden) this.#held.add(place);
      const half = Math.floor(layout.afronding / 2);
      const periods = new Map(layout.perioden.map((period) => [period.id, period]));
      for (const cells of parse(csv, { columns: true, skip_empty_lines: true }) as Record<keyof CijferRow, string>[]) {
        this.#told.add(keyOf(cells));
        if (cells.teller === '') continue;
        const row = { ...cells, ...Object.fromEntries(numbers.map((name) => [name, cells[name] === '' ? null : Number(cells[name])])) } as unknown as CijferRow;
        const teller = row.teller!;
        const table = layout.tabellen.find(({ id, verhouding }) => (verhouding ? verhouding.reeks === row.reeks && verhouding.dimensie === row.dimensie && verhouding.code === row.code : id === row.dimensie.replace(/_som$/, '')));
        const period = periods.get(row.periode);
        const threshold = (period && table?.drempel[period.soort]) ?? 1;
        const bounds = teller === 0 ? { low: 0, high: 0 } : { low: Math.min(Math.max(threshold, teller - half), teller + half), high: teller + half };
        this.#last.set(keyOf(row), { row, bounds });
        if (row.reeks === 'aandeel' || !table || !period) continue;
        const sum = { table: table.id, code: table.verhouding ? table.codes.find((code) => !table.verborgen.includes(code))! : row.code, period: period.id, months: period.maanden, bounds };
        this.#sums.set([sum.table, sum.code, sum.period, teller].join('|'), sum);
      }
    }
  }

  /** The row of a figure as it was last printed with a count; undefined when it never was. */
  last(key: Key): PrintedBefore | undefined {
    return this.#last.get(keyOf(key));
  }

  /** Whether a figure stood in a release before, with a count or withheld. */
  told(key: Key): boolean {
    return this.#told.has(keyOf(key));
  }

  /** Whether a release ever held a place (table|code|period) back whatever it was, so that it may be zero. */
  wasHeld(place: string): boolean {
    return this.#held.has(place);
  }

  /** Every month of which something was published. */
  get months(): string[] {
    return [...this.#months].sort();
  }

  /** Every count that was ever printed, in each form in which it was. */
  get sums(): PrintedSum[] {
    return [...this.#sums.values()];
  }
}

function keyOf({ indicator, reeks, periode, dimensie, code }: Key): string {
  return [indicator, reeks, periode, dimensie, code].join('|');
}
