/** The records of an unknown export as the proposal sees them: read into a private database, shown to nobody. */
import { loadCodebook } from '../codebook/codebook.js';
import { loadSynonyms } from '../codebook/synonyms.js';
import { identifier } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { type Lexicon, lexicon } from '../organisation/map/propose/candidates.js';
import type { ExportView } from '../organisation/map/propose/profile.js';
import { propose } from '../organisation/map/propose/propose.js';
import { inspectExport, loadExport } from '../organisation/read/read.js';
import type { Inspection, ReadSettings } from '../organisation/read/raw.js';

/** Records looked at; of a larger file every n-th. */
const mostRows = 20_000;

export function proposalLexicon(version?: string): Lexicon {
  const codebook = loadCodebook(version);
  return lexicon(codebook, loadSynonyms(codebook));
}

/** Headers and records of an export. Throws a UserError when the file cannot be read. */
export async function viewExport(path: string, lex: Lexicon, settings: ReadSettings = {}): Promise<ExportView> {
  const inspection = await inspectExport(path, settings);
  const first = viewOf(inspection, inspection.sample);
  const { mapping } = propose({ view: first, organisation: 'X', lexicon: lex });
  const keys = (mapping['meldingsnummer'] as { kolommen: string[] }).kolommen;
  const db = await openDuckDB(':memory:', { memoryLimit: '1500MB' });
  try {
    const plan = { keep: inspection.headers, text: [], scan: () => [], scanPrefilter: '$^', keyColumns: keys, ignoreInDuplicate: [], known: [], continuation: true };
    const raw = await loadExport(db, path, inspection, plan);
    const columns = raw.columns.map(({ column }) => identifier(column)).join(', ');
    const [{ n } = { n: 0 }] = await db.rows<{ n: number }>("SELECT count(*)::INTEGER AS n FROM ruw WHERE soort = 'record'");
    const step = Math.max(1, Math.ceil(n / mostRows));
    const rows = await db.rows<Record<string, string | null>>(
      `SELECT ${columns} FROM (SELECT *, row_number() OVER (ORDER BY rowid) AS volg FROM ruw WHERE soort = 'record') WHERE (volg - 1) % $step = 0 ORDER BY volg`,
      { step },
    );
    const records = rows.map((row) => raw.columns.map(({ column }) => row[column] ?? ''));
    return viewOf({ ...inspection, detected: raw.detected }, records);
  } finally {
    db.close();
  }
}

function viewOf(inspection: Inspection, rows: readonly (readonly string[])[]): ExportView {
  const { detected, headers, suspicious } = inspection;
  return {
    soort: detected.soort,
    headers,
    rows,
    personal: new Map(suspicious.flatMap(({ index, kind, sheet }) => (sheet === undefined ? [[index - 1, kind]] : []))),
    datumstelsel: detected.datumstelsel,
    codering: detected.codering,
    scheiding: detected.scheiding,
  };
}
