/** One bad input through the reader, or through the whole of the organisation's side; whatever is wrong afterwards is said. */
import { writeFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { judgeExport } from '../../organisation/prepare.js';
import { personalSieve, scanText } from '../../organisation/personal/scan.js';
import type { Detected, Inspection, ReadPlan } from '../../organisation/read/raw.js';
import { inspectExport, loadExport } from '../../organisation/read/read.js';
import { judgedRows } from '../../organisation/validate/summary.js';
import type { Input } from './input.js';
import { rowsInMemory } from './rows.js';

export interface Outcome {
  /** 'read', 'judged', or the key of the refusal. */
  end: string;
  rows: number;
  /** What may never happen; empty when all is well. */
  wrong: string[];
}

/** Reads the input on a connection whose current catalog is empty and may be thrown away. */
export async function trial(db: Database, input: Input, path: string, codebook: Codebook): Promise<Outcome> {
  await writeFile(path, input.bytes);
  try {
    const { detected, said, wrong, read } = await ways[input.way](db, input, path, codebook);
    const rows = read ?? (await db.rows<Row>('SELECT blad, rij, soort FROM ruw ORDER BY rij, rowid'));
    if (rows.length !== said) wrong.push(`${said} rows said, ${rows.length} there`);
    return { end: ends[input.way], rows: rows.length, wrong: [...wrong, ...accounted(rows, detected, input.bytes)] };
  } catch (error) {
    if (!(error instanceof UserError)) return { end: 'crash', rows: 0, wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
    for (const lang of ['nl', 'en'] as const) message(lang, error.key, error.params);
    return { end: error.key, rows: 0, wrong: [] };
  }
}

export interface Row {
  blad: string | null;
  rij: number;
  soort: string;
}

interface Tried {
  detected: Detected;
  /** Rows that there should be. */
  said: number;
  wrong: string[];
  /** The rows, where they stand in no table. */
  read?: Row[];
}

const ways = { rows, loaded, judged } as const;
const ends = { rows: 'read', loaded: 'loaded', judged: 'judged' } as const;

async function rows(_: Database, input: Input, path: string): Promise<Tried> {
  const inspection = await inspectExport(path, input.settings);
  const read = await rowsInMemory(path, inspection, plan(inspection, input));
  return { detected: inspection.detected, said: read.length, wrong: [], read };
}

async function loaded(db: Database, input: Input, path: string): Promise<Tried> {
  const inspection = await inspectExport(path, input.settings);
  const raw = await loadExport(db, path, inspection, plan(inspection, input));
  return { detected: raw.detected, said: raw.rows, wrong: [] };
}

/** Some columns kept, some searched as free text: a mapping names no more of them, however many a file has. */
function plan({ headers }: Inspection, input: Input): ReadPlan {
  return {
    keep: headers.filter((_, i) => i % 5 !== 4).slice(0, 60), text: headers.filter((_, i) => i % 5 === 4).slice(0, 3), known: [], scan: scanText, scanPrefilter: personalSieve,
    keyColumns: headers.slice(0, 1), ignoreInDuplicate: headers.slice(2, 3), continuation: input.bytes.length % 2 === 0,
  };
}

async function judged(db: Database, { from, settings }: Input, path: string, codebook: Codebook): Promise<Tried> {
  const { mapping, period, delivered } = from;
  const judgement = await judgeExport(db, { path, organisation: mapping.organisatie, mapping: { ...mapping, lezen: settings as typeof mapping.lezen }, codebook, period, delivered });
  const rows = await judgedRows(db);
  const total = Object.values(judgement.counts).reduce((sum, n) => sum + n, 0);
  const [store] = await db.rows<{ records: number; outside: number }>(
    `SELECT (SELECT count(*) FROM voorval) AS records,
      (SELECT count(*) FROM voorval WHERE maand IS NULL OR maand NOT BETWEEN $from AND $to) AS outside`,
    { from: period.vanMaand, to: period.totMaand },
  );
  const wrong: string[] = [];
  if (rows.length !== total) wrong.push(`verdicts: ${total} counted, ${rows.length} listed`);
  if (judgement.detected.soort === 'csv' && rows.some(({ row }, i) => i > 0 && row <= rows[i - 1]!.row)) wrong.push('the rows are not in the order of the file');
  if (judgement.incidents !== judgement.counts.valid + judgement.counts.signal || judgement.incidents !== store!.records) wrong.push(`incidents: ${judgement.incidents} said, ${store!.records} there`);
  if (Object.values(judgement.byMonth).reduce((sum, n) => sum + n, 0) !== judgement.incidents) wrong.push('months do not add up to the incidents');
  if (store!.outside > 0) wrong.push(`${store!.outside} incidents outside the period`);
  return { detected: judgement.detected, said: total, wrong };
}

const kinds = new Set(['record', 'leeg', 'kop', 'titel', 'tussen', 'subtotaal', 'totaal', 'voet']);

/** Every row is of a kind. Those of a text stand in order, and without quotes every line is a row, but for the header. */
function accounted(rows: readonly Row[], detected: Detected, bytes: Buffer): string[] {
  const stray = rows.find(({ soort }) => !kinds.has(soort));
  if (stray) return [`a row of the kind ${stray.soort}`];
  // A workbook may say what it likes about the numbers of its rows.
  if (detected.soort === 'xlsx') return [];
  const disorder = rows.findIndex(({ rij }, i) => i > 0 && !(rij > rows[i - 1]!.rij));
  if (disorder > 0) return [`row ${rows[disorder]!.rij} follows row ${rows[disorder - 1]!.rij}`];
  const text = iconv.decode(bytes, detected.codering ?? 'utf-8', { stripBOM: true }).replaceAll('\0', '');
  const lines = text.split(text.slice(0, 2 ** 20).includes('\n') || !text.includes('\r') ? '\n' : '\r');
  if (lines.at(-1) === '') lines.pop();
  if (rows.some(({ rij }) => rij === detected.kopregel)) return ['the header is counted as a row'];
  if (rows.some(({ rij }) => rij > lines.length)) return [`a row beyond the ${lines.length} lines of the file`];
  return text.includes('"') || rows.length === lines.length - 1 ? [] : [`${rows.length} rows and a header in ${lines.length} lines`];
}
