/** A release after many earlier ones: the demo sector's months one after the other, each with all before it in the attacker's hands. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createKey } from '../cli/workspace/keys.js';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { generateSector } from '../demo/write.js';
import { untilSafe } from '../national/held.js';
import { compileRelease } from '../national/publish.js';
import { protectionConfig } from '../national/protect/config.js';
import { auditRelease, type ReleaseText } from '../release/audit/audit.js';
import { refuseUnsafe } from '../release/audit/certificate.js';
import { loadSolver } from '../release/audit/solver.js';
import { toCsv } from '../release/csv.js';
import { releaseTables } from '../release/tables.js';
import type { Settings } from './bench.js';
import { measured } from './measured.js';

/** Takes the demo sector in and compiles and attacks a release of every month, then one of a year; processor time of each part. */
export async function earlierReleases({ folder, say }: Settings): Promise<void> {
  const workspace = process.env['AGRESSIEMONITOR_BENCH_SECTOR'] ?? join(folder, 'history');
  if (!existsSync(join(workspace, 'store.duckdb'))) {
    const sector = await generateSector({ folder: workspace, seed: 2024 });
    const organisaties = Object.fromEntries(sector.organisaties.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }]));
    await writeFile(join(workspace, 'monitor.yaml'), stringify({ organisaties }));
    for (const { code } of sector.organisaties) await createKey(workspace, code, createHash('sha256').update(code).digest());
    await measured('command', ['run', '2021-07', '--workspace', workspace]);
  }
  const db = await openDuckDB(join(workspace, 'store.duckdb'));
  const solve = await loadSolver();
  const codebook = loadCodebook();
  const ledger: ReleaseText[] = [];
  say('\nReleases of the demo sector, each after all before it (processor seconds; a month under 20, a year under 60)');
  say('release | earlier | attempts | lines / tables held back | figures | withheld | last: compile | last: gate | all | linear programs');
  const one = async (maand: string, scope: 'maand' | 'jaar'): Promise<void> => {
    const all = seconds();
    let last = { compile: 0, gate: 0 };
    const { made, held, attempts } = await untilSafe(async (achter) => {
      const start = seconds();
      const compiled = await compileRelease(db, { maand, scope, codebook, config: protectionConfig.parse({}), p: 15, gepubliceerd: ledger, achter });
      const compile = seconds() - start;
      const text = { csv: toCsv(releaseTables[0]!, compiled.cijfer), layout: compiled.layout };
      const found = auditRelease(text, ledger, solve, compiled.truth);
      last = { compile, gate: seconds() - start - compile };
      refuseUnsafe(found);
      return { text, found, protection: compiled.protection };
    });
    const { cells, suppressed } = made.protection;
    const back = held.all ? 'everything new' : `${held.lines.size} / ${held.tables.size}`;
    say([scope === 'jaar' ? maand.slice(0, 4) : maand, ledger.length, attempts, back, cells, suppressed, last.compile.toFixed(1), last.gate.toFixed(1), (seconds() - all).toFixed(1), made.found.programs].join(' | '));
    ledger.push(made.text);
  };
  try {
    for (const maand of monthsOf('2021-07', '2024-06')) await one(maand, 'maand');
    await one('2024-06', 'maand');
    await one('2023-12', 'jaar');
  } finally {
    db.close();
  }
}

function monthsOf(first: string, last: string): string[] {
  const months: string[] = [];
  for (let at = new Date(`${first}-01T00:00:00Z`); at.toISOString().slice(0, 7) <= last; at.setUTCMonth(at.getUTCMonth() + 1)) months.push(at.toISOString().slice(0, 7));
  return months;
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
