/** A sector that delivers late and delivers again, released and approved month by month. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { auditRelease, type AuditResult, type ReleaseText } from '../release/audit/audit.js';
import { refuseUnsafe } from '../release/audit/certificate.js';
import { loadSolver } from '../release/audit/solver.js';
import { toCsv } from '../release/csv.js';
import { releaseTables } from '../release/tables.js';
import { fillStore } from './aggregate/sector.test-support.js';
import { untilSafe } from './held.js';
import { protectionConfig } from './protect/config.js';
import { type CompiledRelease, compileRelease } from './publish.js';

const codebook = loadCodebook();
const solve = await loadSolver();
const months = ['2024-03', '2024-04', '2024-05', '2024-06'];
/** More than a year: the twelve months of a release then drop a month whenever they take one in. */
const earlier = ['2022-11', '2022-12', ...Array.from({ length: 12 }, (_, i) => `2023-${String(i + 1).padStart(2, '0')}`), '2024-01', '2024-02'];

interface Released {
  readonly compiled: CompiledRelease;
  readonly text: ReleaseText;
  readonly audit: AuditResult;
}

/** A twelfth of every month comes two months later, in a new delivery of the whole month. */
async function deliver(db: Database, month: string, day: string, from: number, kept: string): Promise<void> {
  await db.run(`CREATE OR REPLACE TEMP TABLE nu AS SELECT organisatie, ${from} + row_number() OVER (ORDER BY organisatie) AS n FROM (SELECT DISTINCT organisatie FROM slices WHERE maand = '${month}');
    INSERT INTO levering SELECT n, organisatie, 'voorval', '${month}', '${month}', '${month}', DATE '${day}', '0.1', 1, 'b' || n, 'i' || n, 'test', NULL, NULL FROM nu;
    INSERT INTO levering_maand SELECT n, organisatie, '${month}' FROM nu;
    INSERT INTO voorval SELECT alles.* REPLACE (n AS levering_id) FROM alles JOIN nu USING (organisatie) WHERE maand = '${month}' AND ${kept}`);
}

/** A release as the command makes it. */
async function released(db: Database, maand: string, ledger: readonly ReleaseText[]): Promise<Released> {
  const { made } = await untilSafe(async (achter) => {
    const compiled = await compileRelease(db, { maand, codebook, config: protectionConfig.parse({}), p: 15, gepubliceerd: ledger, achter });
    const text = { csv: toCsv(releaseTables[0]!, compiled.cijfer), layout: compiled.layout };
    const audit = auditRelease(text, ledger, solve, compiled.truth);
    refuseUnsafe(audit);
    return { compiled, text, audit };
  });
  return made;
}

describe('releases of four months, each after the one before was approved', () => {
  let db: Database;
  const releases: Released[] = [];
  beforeAll(async () => {
    db = await openDuckDB(':memory:');
    await fillStore(db, { incidents: 6000, months: 20, organisations: 14 });
    await db.run(`CREATE TEMP TABLE alles AS SELECT * FROM voorval; CREATE TEMP TABLE slices AS SELECT * FROM levering_maand;
      DELETE FROM voorval; DELETE FROM levering_maand; DELETE FROM levering WHERE soort = 'voorval'`);
    for (const [i, month] of earlier.entries()) await deliver(db, month, '2024-03-05', 2000 + 20 * i, 'TRUE');
    const ledger: ReleaseText[] = [];
    for (const [i, maand] of months.entries()) {
      await deliver(db, maand, `2024-0${i + 4}-05`, 3000 + 100 * i, `hash(incident_id, 'laat') % 12 <> 0`);
      if (i >= 2) await deliver(db, months[i - 2]!, `2024-0${i + 4}-06`, 4000 + 100 * i, 'TRUE');
      releases.push(await released(db, maand, ledger));
      const { text } = releases.at(-1)!;
      ledger.push(text);
    }
  }, 600_000);
  afterAll(() => db.close());

  it('pass the gate, every one, with all earlier ones in the attacker’s hands', () => {
    for (const [i, { audit }] of releases.entries()) expect([audit.earlier, audit.unsafe, audit.unexplained]).toEqual([i, [], []]);
  });

  it('stay safe for who has all of them and nothing else', () => {
    const texts = releases.map(({ text }) => text);
    for (const text of [texts[0]!, texts.at(-1)!]) {
      const { unsafe, unexplained } = auditRelease(text, texts.filter((one) => one !== text), solve);
      expect([unsafe, unexplained]).toEqual([[], []]);
    }
  });

  it('print a figure again as it was, or with a difference that is safe, and never withhold what was printed', () => {
    const keyOf = (row: CompiledRelease['cijfer'][number]): string => [row.indicator, row.reeks, row.periode, row.dimensie, row.code].join(' ');
    let again = 0;
    let revised = 0;
    for (const [i, { compiled }] of releases.entries()) {
      if (i === 0) continue;
      const before = new Map(releases[i - 1]!.compiled.cijfer.map((row) => [keyOf(row), row]));
      for (const row of compiled.cijfer) {
        const then = before.get(keyOf(row));
        if (then?.teller === undefined || then.teller === null) continue;
        if (row.reeks !== 'aandeel') expect([keyOf(row), row.conf_status]).toEqual([keyOf(row), 'F']);
        if (row.vintage === then.vintage) {
          again++;
          expect([row.waarde, row.onder, row.boven, row.teller, row.noemer, row.dekking]).toEqual([then.waarde, then.onder, then.boven, then.teller, then.noemer, then.dekking]);
        } else if (row.reeks === 'voorvallen') {
          revised++;
          expect(row.vintage).toBe(compiled.layout.stand);
          expect(row.teller).not.toBe(then.teller);
        }
      }
    }
    expect(again).toBeGreaterThan(300);
    expect(revised).toBeGreaterThan(0);
  });

  it('hold a figure back that the late registrations changed by too few', () => {
    const { compiled } = releases.at(-1)!;
    const held = compiled.cijfer.filter((row) => row.reeks === 'voorvallen' && row.periode_soort === 'maand' && row.vintage !== compiled.layout.stand).filter((row) => {
      const parts = compiled.truth.contributions.get(`${row.dimensie.replace(/_som$/, '')}|${row.code}|${row.periode}`)!;
      return Math.abs(parts.reduce((sum, { value }) => sum + value, 0) - row.teller!) > 2;
    });
    expect(held.length).toBeGreaterThan(0);
  });
});
