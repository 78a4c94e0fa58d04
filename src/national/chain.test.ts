/** A sector released from its first month on: each release then tells a month of every table by the difference of two sums. */
import { expect, it } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { auditRelease, type ReleaseText } from '../release/audit/audit.js';
import { refuseUnsafe } from '../release/audit/certificate.js';
import { loadSolver } from '../release/audit/solver.js';
import { toCsv } from '../release/csv.js';
import { releaseTables } from '../release/tables.js';
import { fillStore } from './aggregate/sector.test-support.js';
import { type Held, nothingHeld, untilSafe } from './held.js';
import { protectionConfig } from './protect/config.js';
import { type CompiledRelease, compileRelease } from './publish.js';

const codebook = loadCodebook();
const solve = await loadSolver();

it('is never refused for good: what cannot be told is held back, said so, and stays so', async () => {
  const db = await openDuckDB(':memory:');
  await fillStore(db, { incidents: 1200, months: 4, organisations: 8 });
  const ledger: ReleaseText[] = [];
  const made: { compiled: CompiledRelease; held: Held }[] = [];
  const compile = (maand: string, achter: Held): Promise<CompiledRelease> => compileRelease(db, { maand, codebook, config: protectionConfig.parse({}), p: 15, gepubliceerd: ledger, achter });
  for (const maand of ['2024-03', '2024-04', '2024-05', '2024-06']) {
    const release = await untilSafe(async (achter) => {
      const compiled = await compile(maand, achter);
      const text = { csv: toCsv(releaseTables[0]!, compiled.cijfer), layout: compiled.layout };
      refuseUnsafe(auditRelease(text, ledger, solve, compiled.truth));
      return { compiled, text };
    });
    made.push({ compiled: release.made.compiled, held: release.held });
    ledger.push(release.made.text);
  }
  expect(made.some(({ held }) => held.lines.size > 0)).toBe(true);

  // places that were held back, zero or not, are never printed later, nor said to be more than zero
  const heldBefore = new Set(made.slice(0, -1).flatMap(({ compiled }) => compiled.layout.achtergehouden.filter((place) => /\|\d{4}-\d{2}$/.test(place))));
  const last = made.at(-1)!.compiled.layout;
  for (const place of heldBefore) expect(last.achtergehouden).toContain(place);

  // with everything new held back a release prints nothing that was not printed, and the gate lets it pass
  ledger.pop();
  const again = await compile('2024-06', { ...nothingHeld, all: true });
  const printed = (text: ReleaseText): string[] => text.csv.split('\n').map((row) => row.split(',')).filter((cells) => cells[1] === 'voorvallen' && cells[9] !== '').map((cells) => [...cells.slice(0, 6), cells[9]].join(','));
  const text = { csv: toCsv(releaseTables[0]!, again.cijfer), layout: again.layout };
  expect(auditRelease(text, ledger, solve, again.truth)).toMatchObject({ unsafe: [], unexplained: [] });
  const before = new Set(ledger.flatMap(printed));
  expect(printed(text).filter((row) => !before.has(row))).toEqual([]);
  db.close();
}, 300_000);
