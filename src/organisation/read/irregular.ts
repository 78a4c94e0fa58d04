import { basename } from 'node:path';
import { type Database, literal } from '../../database/database.js';
import { chunks } from './bytes.js';
import { isBlank } from './clean.js';
import type { Columns } from './columns.js';
import { decoder } from './encoding.js';
import { apartValue, rowValues, settleApart } from './judging.js';
import type { Detected, ReadPlan, RowFault, TextLayout } from './raw.js';
import type { RowContext } from './rows.js';
import { Segmenter, type TextRecord } from './segment.js';
import { createTables, type RowSink } from './table.js';

/** Between the cells and the records of a batch; where they stand in a cell they are written with an escape. */
const [escape, betweenRecords, betweenCells] = ['\u001d', '\u001e', '\u001f'] as const;
const special = /[\u001d-\u001f]/;
/** A batch is handed over when it has so many characters; the next one is cut meanwhile. */
const batchLength = 2 ** 22;

/**
 * The patient way: decode and cut into records with recovery, chunk by chunk; the engine takes whole batches apart into
 * cells, so that a cell costs no call of its own.
 */
export async function loadIrregular(db: Database, path: string, detected: Detected, layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, sink: RowSink): Promise<void> {
  const decoding = decoder(detected.codering ?? 'utf-8');
  const segmenter = new Segmenter({ delimiter: layout.delimiter, newline: layout.newline === '\r' ? '\r' : '\n', width: layout.width, file: basename(path) });
  await createTables(db, columns.keep.length);
  const batch = new Batch((text, careful) => db.run(insert(layout, columns, context, plan, careful), { tekst: text }));
  let above = true;
  const add = async (records: readonly TextRecord[]): Promise<void> => {
    for (const record of records) {
      if (record.rij < detected.kopregel) sink.addPreamble({ blad: null, rij: record.rij, cells: record.cells, fault: rowFault(record, layout) });
      if (record.rij <= detected.kopregel) continue;
      if (above) await below(db, sink);
      above = false;
      batch.add(record.rij, rowFault(record, layout), record.cells);
    }
    if (batch.length > batchLength) await batch.flush();
  };
  const cut = async (text: string, final: boolean): Promise<void> => {
    batch.careful ||= special.test(text);
    await add(segmenter.push(text, final));
  };
  // One transaction: to settle every batch by itself costs a quarter of the time.
  await db.transaction(async () => {
    try {
      for await (const chunk of chunks(path)) await cut(decoding.write(chunk), false);
      await cut(decoding.end(), true);
      await batch.flush();
    } finally {
      await batch.done;
    }
    await sink.flush();
  });
  if (!above) await settleApart(db, layout.headerCells, columns, context, plan, sink);
}

/** From the rows above the header to those below it, of which some are laid apart. */
async function below(db: Database, sink: RowSink): Promise<void> {
  await sink.flush();
  await db.run('ALTER TABLE ruw ADD COLUMN _apart VARCHAR[]');
}

/** Rows as one text, of which one part is loaded while the next is gathered. */
class Batch {
  length = 0;
  /** Whether a sign of our own may stand in a cell. */
  careful = false;
  /** When all that was handed over has been loaded. */
  done: Promise<void> = Promise.resolve();
  #records: string[] = [];
  readonly #load: (text: string, careful: boolean) => Promise<void>;

  constructor(load: (text: string, careful: boolean) => Promise<void>) {
    this.#load = load;
  }

  add(rij: number, fault: RowFault | null, cells: readonly string[]): void {
    const text = (this.careful ? cells.map(escaped) : cells).join(betweenCells);
    this.#records.push(`${rij}${betweenCells}${fault ?? ''}${betweenCells}${text}`);
    this.length += text.length;
  }

  /** Hands the batch over as soon as the one before it has been loaded. */
  async flush(): Promise<void> {
    if (this.#records.length === 0) return;
    const text = this.#records.join(betweenRecords);
    this.#records = [];
    this.length = 0;
    await this.done;
    this.done = this.#load(text, this.careful);
    this.done.catch(() => undefined);
  }
}

/** The signs between cells and records as they are written within one. */
function escaped(cell: string): string {
  return cell.replace(/[\u001d-\u001f]/g, (sign) => escape + (sign.charCodeAt(0) - 0x1d));
}

function insert(layout: TextLayout, columns: Columns, context: RowContext, plan: ReadPlan, careful: boolean): string {
  const sign = (code: string) => `chr(${code.charCodeAt(0)})`;
  const plain = (text: string) =>
    careful ? [betweenCells, betweenRecords, escape].reduce((sql, one) => `replace(${sql}, ${sign(escape)} || ${literal(String(one.charCodeAt(0) - 0x1d))}, ${sign(one)})`, text) : text;
  const cells = layout.headerCells.map((_, i) => `c${i + 1}`);
  const row = { cells, kept: columns.keep.map((i) => cells[i]!), list: careful ? `list_transform(lijst, lambda een: ${plain('een')})` : 'lijst', apart: [] };
  return `INSERT INTO ruw SELECT ${rowValues(row, columns)}, NULL AS blad, rij, 'record' AS soort, fout, cellen, ${apartValue(row, columns, context, plan)} FROM (
    SELECT CAST(delen[1] AS INTEGER) AS rij, nullif(delen[2], '') AS fout, len(delen) - 2 AS cellen, delen[3:] AS lijst, ${cells.map((cell, i) => `nullif(${plain(`delen[${i + 3}]`)}, '') AS ${cell}`).join(', ')}
    FROM (SELECT string_split(rij, ${sign(betweenCells)}) AS delen FROM (SELECT unnest(string_split($tekst, ${sign(betweenRecords)})) AS rij)))`;
}

/** What is wrong with a record as a row, if anything. */
export function rowFault(record: TextRecord, { width, named }: TextLayout): RowFault | null {
  const { cells } = record;
  if (record.broken) return 'AANHALING';
  if (cells.length < named) return 'KORT';
  for (let i = width; i < cells.length; i++) if (!isBlank(cells[i]!)) return 'LANG';
  return null;
}
