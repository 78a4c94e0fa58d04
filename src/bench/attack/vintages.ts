/** Intersection over states of the store: the same questions before and after one record came. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from './outcome.js';
import { Random } from './random.js';
import { months, openWorld } from './world.js';

/** One record is delivered late: the attacker asks two groups in both states and guesses in which of them it fell. */
export async function vintages(rows: number, trials: number, seed: number): Promise<Outcome> {
  const random = new Random(seed);
  let [successes, moved] = [0, 0];
  for (let t = 0; t < trials; t++) {
    const folder = mkdtempSync(join(tmpdir(), 'attack-'));
    try {
      const target = random.below(rows);
      const ledger = join(folder, 'grootboek.jsonl');
      const before = await openWorld({ rows, seed: seed + 1, where: `i <> ${target}`, ledger, folder });
      const [record] = await before.truth.rows<{ maand: string; ernst: string }>(`SELECT maand, ernst FROM alles WHERE i = ${target}`);
      const other = months.find((month) => month !== record!.maand)!;
      const groups = random.below(2) === 1 ? [record!.maand, other] : [other, record!.maand];
      const ask = (month: string): string => `SELECT count(*) AS n FROM voorval WHERE maand = '${month}'`;
      const first = [await before.number(ask(groups[0]!)), await before.number(ask(groups[1]!))];
      await before.close();
      const after = await openWorld({ rows, seed: seed + 1, ledger, folder });
      const second = [await after.number(ask(groups[0]!)), await after.number(ask(groups[1]!))];
      await after.close();
      const changed = [0, 1].map((i) => first[i] !== second[i]);
      if (changed.some(Boolean)) moved++;
      const guess = changed[0] === changed[1] ? random.below(2) : changed[0] ? 0 : 1;
      if (groups[guess] === record!.maand) successes++;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { attack: 'intersection over two states of the store', trials, successes, chance: 0.5, note: `${moved} answers moved` };
}
