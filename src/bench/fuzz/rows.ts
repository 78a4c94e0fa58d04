/** An input read row by row into memory, without the engine: what hostile bytes can reach, at a tenth of the price. */
import type { Database, SqlValue } from '../../database/database.js';
import { placeColumns } from '../../organisation/read/columns.js';
import type { Inspection, ReadPlan } from '../../organisation/read/raw.js';
import { rowContext } from '../../organisation/read/read.js';
import { RowSink } from '../../organisation/read/table.js';
import { loadWide } from '../../organisation/read/wide.js';
import { loadWorkbook } from '../../organisation/read/workbook.js';
import type { Row } from './trial.js';

/** Sheet, number and kind of every row, in the order in which they were read; lone texts are not settled. */
export async function rowsInMemory(path: string, inspection: Inspection, plan: ReadPlan): Promise<Row[]> {
  const rows: Row[] = [];
  const append = async (table: string, _: unknown, values: Iterable<readonly SqlValue[]>): Promise<void> => {
    if (table !== 'ruw') return;
    // after the two hashes and the kept cells
    for (const value of values) {
      const [blad, rij, soort] = value.slice(2 + columns.keep.length) as [string | null, number, string];
      rows.push({ blad, rij, soort: soort === 'los' ? 'tussen' : soort });
    }
  };
  const columns = placeColumns(inspection, plan);
  const sink = new RowSink({ append } as unknown as Database, columns, rowContext(inspection, columns, plan), plan);
  const { layout, detected } = inspection;
  if (layout.soort === 'csv') await loadWide(path, detected, layout, sink);
  else await loadWorkbook(inspection, sink);
  await sink.flush();
  return rows;
}
