import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { type Columns, placeColumns } from './columns.js';
import { loadIrregular } from './irregular.js';
import type { ControlTotal, Detected, Inspection, RawTable, ReadPlan } from './raw.js';
import { loadRegular } from './regular.js';
import { keyShapes, type RowContext } from './rows.js';
import { createTables, RowSink, settleRows } from './table.js';
import { isWide, loadWide } from './wide.js';
import { loadWorkbook } from './workbook.js';
import type { Words } from './words.js';

export { inspectExport } from './inspect.js';

/**
 * Loads an inspected export into the tables `ruw` and `vondst` of a work database: only the planned columns, every row
 * with its sheet and number. A regular text goes through DuckDB's reader and, at any doubt, again through the patient one.
 */
export async function loadExport(db: Database, path: string, inspection: Inspection, plan: ReadPlan): Promise<RawTable> {
  const file = basename(path);
  const now = await stat(path).catch(() => undefined);
  if (now?.size !== inspection.bytes) throw new UserError('read.changed', { file }, exitCodes.unreadable);
  const columns = placeColumns(inspection, plan);
  const context = rowContext(inspection, columns, plan);
  const { detected, totals, words } = await load(db, { ...inspection, path }, columns, context, plan);
  const controlTotals = await settleRows(db, totals);
  const [counts] = await db.rows<{ rows: number; records: number }>("SELECT count(*) AS rows, count(*) FILTER (soort = 'record') AS records FROM ruw");
  if (counts!.records === 0) throw new UserError('read.onlyHeader', { file, row: detected.kopregel }, exitCodes.unreadable);
  const asked = new Set([...plan.keep, ...plan.text, ...plan.known]);
  return {
    detected,
    columns: plan.keep.map((header, i) => ({ header, index: columns.keep[i]! + 1, column: `k${i + 1}` })),
    words,
    rows: counts!.rows,
    controlTotals,
    unknownHeaders: inspection.headers.flatMap((header, i) => (asked.has(header) ? [] : [{ index: i + 1, header }])),
    suspicious: inspection.suspicious,
  };
}

async function load(db: Database, inspection: Inspection, columns: Columns, context: RowContext, plan: ReadPlan): Promise<{ detected: Detected; totals: ControlTotal[]; words: Words }> {
  const { detected, layout, path } = inspection;
  const wide = layout.soort === 'csv' && (isWide(layout) || plan.rowByRow === true);
  if (layout.soort === 'csv' && detected.weg === 'regelmatig' && !wide) {
    const sink = new RowSink(db, columns, context, plan);
    const words = await loadRegular(db, inspection, layout, columns, context, plan, sink);
    if (words) return { detected, totals: sink.totals, words };
  }
  const sink = new RowSink(db, columns, context, plan);
  if (layout.soort === 'csv' && !wide) await loadIrregular(db, path, detected, layout, columns, context, plan, sink);
  else {
    await createTables(db, columns.keep.length);
    if (layout.soort === 'csv') await loadWide(path, detected, layout, sink);
    else await loadWorkbook(inspection, sink);
  }
  return { detected: { ...detected, weg: 'onregelmatig' }, totals: sink.totals, words: new Map() };
}

/** What judging a row of the file takes. */
export function rowContext(inspection: Inspection, columns: Columns, plan: ReadPlan): RowContext {
  const { layout, headers, sample } = inspection;
  const keys = columns.keys.length > 0 ? columns.keys : [0];
  const header = layout.soort === 'csv' ? layout.headerCells.slice(0, layout.width) : headers;
  return { header, keys, keyShapes: keyShapes(sample, keys, headers.length), continuation: plan.continuation };
}
