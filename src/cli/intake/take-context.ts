import { basename } from 'node:path';
import { codebookVersions } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { type ContextKind, nationwide } from '../../levering/context.js';
import { ingestContext, knownContext } from '../../national/store/ingestContext.js';
import { type ContextFinding, type ContextTable, countFindings, parseContext } from '../../organisation/context/context.js';
import { inspectExport, loadExport } from '../../organisation/read/read.js';
import { verdicts, type Verdict } from '../../organisation/validate/verdict.js';
import type { Workspace } from '../workspace/workspace.js';
import { fileSha256 } from './take-export.js';

export interface ContextFile {
  path: string;
  organisation: string;
  kind: ContextKind;
  delivered: string;
}

export interface TakenContext {
  outcome: 'new' | 'unchanged';
  counts: Record<Verdict, number>;
  findings: ContextFinding[];
  leveringId: number;
  sha256: string;
}

const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;

/** Reads a context table with the same care as an export, checks it row by row, and ingests the rows that are right. */
export async function takeContext(store: Database, file: ContextFile, workspace: Workspace, codebook: Codebook): Promise<TakenContext> {
  const identity = { organisatie: file.organisation, soort: file.kind, bestandSha256: await fileSha256(file.path) };
  const known = await knownContext(store, identity);
  if (known !== null) return { outcome: 'unchanged', counts: { ...none }, findings: [], leveringId: known, sha256: identity.bestandSha256 };
  const table = await readTable(store, file.path);
  const organisations = Object.keys(workspace.config.organisaties);
  const parsed = parseContext(file.kind, table, { codebook, organisaties: file.organisation === nationwide ? organisations : [file.organisation] });
  const { valid, signal, rejected } = parsed.counts;
  const ingested = await ingestContext(
    store,
    {
      manifest: {
        ...identity,
        geleverd: file.delivered,
        codeboek: codebook.versie,
        aantallen: { ...parsed.counts, valid, signal, rejected },
        bevindingen: countFindings(parsed.findings),
      },
      rows: parsed.rows,
    },
    codebookVersions(),
  );
  const counts = { ...none, ...parsed.counts };
  return { outcome: ingested.outcome, counts, findings: parsed.findings, leveringId: ingested.leveringId, sha256: identity.bestandSha256 };
}

/** The rows of a small table with fixed headers, as text. */
export async function readTable(store: Database, path: string): Promise<ContextTable> {
  const inspection = await inspectExport(path, {});
  const home = (await store.rows<{ name: string }>('SELECT current_catalog() AS name'))[0]!.name;
  await store.run(`ATTACH ':memory:' AS werk; USE werk`);
  try {
    const { headers } = inspection;
    const raw = await loadExport(store, path, inspection, {
      keep: headers, text: [], known: [], scan: () => [], scanPrefilter: '@', keyColumns: headers.slice(0, 1), ignoreInDuplicate: [], continuation: false, rowByRow: inspection.bytes < 2 ** 20,
    });
    const columns = raw.columns.map(({ column }) => column);
    const rows = await store.rows<Record<string, string | null> & { rij: number }>(`SELECT rij, ${columns.join(', ')} FROM ruw WHERE soort = 'record' ORDER BY rowid`);
    const cells = rows.map((row) => ({ rij: row.rij, cellen: Object.fromEntries(raw.columns.map(({ header, column }) => [header, row[column] ?? ''])) }));
    return { headers, rows: cells, decimalMark: decimalMark(basename(path), inspection.detected.scheiding, cells) };
  } finally {
    await store.run(`USE "${home}"; DETACH werk`);
  }
}

/** Workbooks and comma-separated files write 12.5; Dutch text files 12,5. A comma between digits decides where one stands. */
function decimalMark(name: string, delimiter: string | undefined, rows: ContextTable['rows']): ContextTable['decimalMark'] {
  if (name.toLowerCase().endsWith('.xlsx')) return 'punt';
  if (delimiter !== ',') return 'komma';
  return rows.some(({ cellen }) => Object.values(cellen).some((cell) => /^\s*\d+,\d+\s*$/.test(cell))) ? 'komma' : 'punt';
}
