/** The same attacks on what is published: invented sectors whose every count the judge knows, released twice, late records in between. */
import { loadCodebook } from '../../codebook/codebook.js';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { untilSafe } from '../../national/held.js';
import { protectionConfig } from '../../national/protect/config.js';
import { compileRelease } from '../../national/publish.js';
import { openStore } from '../../national/store/open.js';
import { syncOrganisations } from '../../national/store/organisations.js';
import { Attacker } from '../../release/audit/attack.js';
import { auditRelease, outsiderKnowledge, type ReleaseText, type Truth } from '../../release/audit/audit.js';
import { refuseUnsafe } from '../../release/audit/certificate.js';
import { printedFigures } from '../../release/audit/printed.js';
import { loadSolver, type Solve } from '../../release/audit/solver.js';
import { toCsv } from '../../release/csv.js';
import { releaseTables } from '../../release/tables.js';
import { filled } from '../growth.js';
import type { Outcome } from './outcome.js';
import { Random } from './random.js';

const codebook = loadCodebook();
const sizes = [900, 1600, 2600, 4200];
const organisations = Array.from({ length: 14 }, (_, i) => `ORG${String(i).padStart(2, '0')}`);
/** A share of records that is registered after the first of two releases. */
const late = "hash(incident_id, 'laat') % 40 = 0";

interface Release {
  readonly text: ReleaseText;
  readonly truth: Truth;
  /** Withheld places. */
  readonly withheld: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** A release as the command makes it: what the gate finds given away is held back, and it is tried again. */
async function released(db: Database, maand: string, ledger: readonly ReleaseText[], solve: Solve): Promise<Release> {
  const { made } = await untilSafe(async (achter): Promise<Release> => {
    const { cijfer, layout, truth } = await compileRelease(db, { maand, codebook, config: protectionConfig.parse({}), p: 15, gepubliceerd: ledger, achter });
    const text = { csv: toCsv(releaseTables[0]!, cijfer), layout };
    refuseUnsafe(auditRelease(text, ledger, solve, truth));
    const printed = printedFigures(text.csv, layout);
    return { text, truth, withheld: [...printed.withheld].filter((place) => !printed.hidden.has(place)).sort(), counts: printed.counts };
  });
  return made;
}

async function sector(incidents: number): Promise<Database> {
  const db = await openDuckDB(':memory:', { memoryLimit: '2GB' });
  await openStore(db);
  await syncOrganisations(db, organisations.map((code) => ({ code, sinds: '2021-07', tot: null })));
  await filled(db, incidents);
  await db.run('CREATE TEMP TABLE alles AS SELECT * FROM voorval');
  return db;
}

/** The store as it is when the records under a condition were delivered on a day. */
async function keep(db: Database, condition: string, day = '2024-07-05'): Promise<void> {
  await db.run(`UPDATE levering SET geleverd = DATE '${day}'; DELETE FROM voorval; INSERT INTO voorval SELECT * FROM alles WHERE ${condition}`);
}

const sumOf = (truth: Truth, place: string): number => (truth.contributions.get(place) ?? []).reduce((sum, { value }) => sum + value, 0);

/** Attacks on two releases of each sector, with the first in hand for the second. */
export async function releasedTables(sectors: number, trials: number, seed: number): Promise<Outcome[]> {
  const solve = await loadSolver();
  const tally = new Tally();
  for (const incidents of sizes.slice(0, sectors)) {
    const db = await sector(incidents);
    try {
      await keep(db, `NOT (${late})`, '2024-06-05');
      const first = await released(db, '2024-05', [], solve);
      await keep(db, 'true');
      const second = await released(db, '2024-06', [first.text], solve);
      for (const [release, ledger] of [[first, []], [second, [first.text]]] as const) {
        tally.reconstruct(release, ledger, solve);
        tally.difference(release);
        tally.insiders += auditRelease(release.text, ledger, solve, release.truth).unsafe.filter(({ insider }) => insider !== null).length;
        tally.inside += release.withheld.length * organisations.length;
      }
      tally.intersect(first, second);
    } finally {
      db.close();
    }
  }
  return [...tally.outcomes(), await membership(trials, seed, solve)];
}

class Tally {
  #pinned = 0;
  #small = 0;
  #narrow = Number.POSITIVE_INFINITY;
  readonly #values = new Map<number, number>();
  #middle = 0;
  #withheld = 0;
  #alone = 0;
  #left = 0;
  readonly #leftValues = new Map<number, number>();
  #moved = { right: 0, changed: 0, all: 0 };
  insiders = 0;
  inside = 0;

  /** Linear programs over all that is printed: whether a small withheld count is pinned to one number, and how often their middle is right. */
  reconstruct(release: Release, ledger: readonly ReleaseText[], solve: Solve): void {
    const known = outsiderKnowledge(release.text, ledger, solve);
    const attacker = new Attacker(known, release.withheld, solve);
    try {
      const whole = { low: 0, high: Number.MAX_SAFE_INTEGER, width: Number.MAX_SAFE_INTEGER };
      for (const { place, low, high } of attacker.attack(release.withheld.map((place) => ({ place, aim: whole, safe: () => false })))) {
        const value = sumOf(release.truth, place);
        this.#withheld++;
        this.#values.set(value, (this.#values.get(value) ?? 0) + 1);
        if (Math.round((low + high) / 2) === value) this.#middle++;
        if (value === 0 || value >= 10) continue;
        this.#small++;
        this.#narrow = Math.min(this.#narrow, high - low);
        if (Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) < 1) this.#pinned++;
      }
    } finally {
      attacker.close();
    }
  }

  /** A printed whole minus its printed parts, where one part alone is withheld. */
  difference({ text: { layout }, truth, counts, withheld }: Release): void {
    const hidden = new Set(withheld);
    for (const table of layout.tabellen) {
      const { van } = table;
      if (!van || table.meervoudig) continue;
      for (const period of layout.perioden.filter(({ soort }) => table.perioden.includes(soort))) {
        const whole = counts.get(`${van[0]}|${van[1]}|${period.id}`);
        const parts = table.codes.map((code) => `${table.id}|${code}|${period.id}`);
        const missing = parts.filter((place) => hidden.has(place));
        if (whole === undefined || missing.length !== 1) continue;
        const value = sumOf(truth, missing[0]!);
        this.#left++;
        this.#leftValues.set(value, (this.#leftValues.get(value) ?? 0) + 1);
        if (whole - parts.reduce((sum, place) => sum + (counts.get(place) ?? 0), 0) === value) this.#alone++;
      }
    }
  }

  /** Whether the same count in two releases tells that a few records came late: it is guessed that they did where it changed. */
  intersect(first: Release, second: Release): void {
    for (const [place, before] of first.counts) {
      const after = second.counts.get(place);
      const more = sumOf(second.truth, place) - sumOf(first.truth, place);
      if (after === undefined || more < 0 || more >= 10) continue;
      this.#moved.all++;
      if (more > 0) this.#moved.changed++;
      if ((after !== before) === more > 0) this.#moved.right++;
    }
  }

  outcomes(): Outcome[] {
    const share = (values: ReadonlyMap<number, number>, all: number): number => Math.max(0, ...values.values()) / Math.max(1, all);
    const { right, changed, all } = this.#moved;
    return [
      { attack: 'released: HiGHS, small withheld counts told', trials: this.#small, successes: this.#pinned, chance: 0, note: `narrowest interval ${this.#narrow.toFixed(1)}` },
      // Without what is withheld, its commonest value is the best guess; the attacker is given it.
      { attack: 'released: middle of what is possible', trials: this.#withheld, successes: this.#middle, chance: share(this.#values, this.#withheld) },
      { attack: 'released: whole minus parts, one withheld', trials: this.#left, successes: this.#alone, chance: share(this.#leftValues, this.#left) },
      { attack: 'released: insider organisation bounds another', trials: this.inside, successes: this.insiders, chance: 0 },
      { attack: 'released: a few late records seen over vintages', trials: all, successes: right, chance: Math.max(changed, all - changed) / Math.max(1, all) },
    ];
  }
}

/** A release with or without one record: whoever knows its codes guesses from what whole and parts leave. */
async function membership(trials: number, seed: number, solve: Solve): Promise<Outcome> {
  const random = new Random(seed);
  let successes = 0;
  const db = await sector(sizes[0]!);
  try {
    for (let t = 0; t < trials; t++) {
      const [record] = await db.rows<{ incident_id: string; maand: string; kanaal: string }>(
        `SELECT incident_id, maand, kanaal FROM alles WHERE maand BETWEEN '2023-07' AND '2024-06' ORDER BY hash(incident_id, ${seed + t}) LIMIT 1`,
      );
      const present = random.below(2) === 1;
      await keep(db, present ? 'true' : `incident_id <> '${record!.incident_id}'`);
      const { counts, text } = await released(db, '2024-06', [], solve);
      const period = text.layout.perioden.find(({ soort }) => soort === '12maanden')!.id;
      const codes = text.layout.tabellen.find(({ id }) => id === 'kanaal')!.codes;
      const own = counts.get(`kanaal|${record!.kanaal}|${period}`);
      const [whole, parts] = [counts.get(`totaal|ALLE|${period}`), codes.map((code) => counts.get(`kanaal|${code}|${period}`))];
      const left = whole === undefined || own === undefined || parts.some((one) => one === undefined) ? 0 : parts.reduce((sum: number, one) => sum + one!, 0) - whole;
      if ((left === 0 ? random.below(2) === 1 : left > 0) === present) successes++;
    }
  } finally {
    db.close();
  }
  return { attack: 'released: membership of one incident', trials, successes, chance: 0.5 };
}
