/** What a project knows already: its own answers and what was published, ready to be compared with. */
import type { Box } from './box.js';
import { boxesOf, Comparison, type Comparisons, type Known } from './compare.js';
import { condition } from './compile.js';
import { type LedgerCell, type ProjectLedger, vectorOf } from './ledger.js';
import { fewOf } from './edge.js';
import { measuredOf } from './measured.js';
import type { Setting } from './protect.js';
import type { Part } from './record-set.js';

export class Earlier {
  readonly #setting: Setting;
  readonly #ids: readonly string[];
  readonly #count: (sql: string) => Promise<readonly Float64Array[]>;
  readonly #comparisons = new Map<string, { version: number; comparison: Comparisons }>();
  #published: Promise<Known[]> | undefined;

  /** `published`: boxes of published sets, as text; `count` gives the columns of a question about numbers of records. */
  constructor(setting: Setting, published: readonly string[], count: (sql: string) => Promise<readonly Float64Array[]>) {
    this.#setting = setting;
    this.#ids = published;
    this.#count = count;
  }

  /** What a project knows: its own answers and what was published. */
  async of(name: string, project: ProjectLedger): Promise<Comparisons> {
    const earlier = this.#comparisons.get(name);
    if (earlier?.version === project.version) return earlier.comparison;
    const few = fewOf(this.#setting);
    const partOf = (cell: LedgerCell): Part => ({ key: cell.sleutel, byOrganisation: vectorOf(cell, this.#setting.organisations) });
    const asked = [...project.cells.values()].filter(({ soort }) => soort === 'cel' || soort === 'samen').map((cell) => ({ id: cell.id, boxes: boxesOf(cell.id), ...partOf(cell) }));
    this.#published ??= this.#countPublished();
    const made = (known: Iterable<Known>): Comparison => new Comparison(few, (a, b) => this.#overlap(a, b), known);
    const byColumn = new Map<string, Comparison>();
    const measured = (column: string): Comparison => byColumn.get(column) ?? byColumn.set(column, made([])).get(column)!;
    for (const cell of project.cells.values()) {
      if (cell.soort !== 'maat') continue;
      const { column, id, boxes } = measuredOf(cell.id);
      measured(column).add({ id, boxes, ...partOf(cell) });
    }
    const comparison: Comparisons = { cells: made([...(await this.#published), ...asked]), measured };
    this.#comparisons.set(name, { version: project.version, comparison });
    return comparison;
  }

  async #countPublished(): Promise<Known[]> {
    const ids = this.#ids;
    const known: Known[] = [];
    for (let from = 0; from < ids.length; from += 200) {
      const some = ids.slice(from, from + 200);
      const counts = some.flatMap((id) => [`count(*)`, 'sum(sleutel)'].map((what) => `(coalesce(${what} FILTER (WHERE ${this.#any(boxesOf(id))}), 0) % 4294967296)::DOUBLE`));
      const [orgs, ...numbers] = await this.#count(`SELECT org::DOUBLE, ${counts.join(', ')} FROM voorval GROUP BY org`);
      some.forEach((id, i) => {
        const byOrganisation = new Array<number>(this.#setting.organisations.length).fill(0);
        orgs!.forEach((org, row) => (byOrganisation[org] = numbers[2 * i]![row]!));
        const key = numbers[2 * i + 1]!.reduce((sum, one) => (sum + one) % 2 ** 32, 0);
        known.push({ id, boxes: boxesOf(id), key, byOrganisation });
      });
    }
    return known;
  }

  #any(boxes: readonly Box[]): string {
    return boxes.map((box) => `(${condition(box, this.#setting.vocabulary)})`).join(' OR ');
  }

  async #overlap(a: readonly Box[], b: readonly Box[]): Promise<{ a: number; b: number; both: number }> {
    const [one, other] = [this.#any(a), this.#any(b)];
    const [first, second, shared] = await this.#count(
      `SELECT count(*) FILTER (WHERE ${one})::DOUBLE, count(*) FILTER (WHERE ${other})::DOUBLE, count(*) FILTER (WHERE (${one}) AND (${other}))::DOUBLE FROM voorval`,
    );
    return { a: first![0]!, b: second![0]!, both: shared![0]! };
  }

  /** Keeps a comparison that took in what was added to the ledger since. */
  keep(name: string, { version }: ProjectLedger, comparison: Comparisons): void {
    this.#comparisons.set(name, { version, comparison });
  }

  forget(name: string): void {
    this.#comparisons.delete(name);
  }
}
