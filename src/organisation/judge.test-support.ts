import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { parsePeriod } from '../levering/period.js';
import { parseMapping } from './map/load.js';
import { type JudgedExport, judgeExport } from './prepare.js';
import { type JudgedRow, judgedRows } from './validate/summary.js';

export interface Judged extends JudgedExport {
  rows: JudgedRow[];
  /** Verdicts in the order of the rows. */
  verdicts: string[];
  /** Rules found per row, sorted. */
  rules: string[];
}

/** Judges a small export, given as lines of text, with a mapping given as YAML; period 2024H1, delivered 2024-07-05. */
export async function judged(lines: readonly string[], mapping: string, options: { period?: string; delivered?: string } = {}): Promise<Judged> {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  const db = await openDuckDB(':memory:', { threads: 1 });
  try {
    const path = join(folder, 'export.csv');
    writeFileSync(path, `${lines.join('\n')}\n`);
    const codebook = loadCodebook();
    const result = await judgeExport(db, {
      path, codebook, organisation: 'PROEF', mapping: parseMapping(`organisatie: PROEF\n${mapping}`, 'proef.yaml', codebook),
      period: parsePeriod(options.period ?? '2024H1'), delivered: options.delivered ?? '2024-07-05',
    });
    const rows = await judgedRows(db);
    return { ...result, rows, verdicts: rows.map(({ verdict }) => verdict), rules: rows.map(({ findings }) => [...new Set(findings.map(({ rule }) => rule))].sort().join(' ')) };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
