import { basename } from 'node:path';
import { chunks } from './bytes.js';
import { decoder } from './encoding.js';
import { rowFault } from './irregular.js';
import type { Detected, TextLayout } from './raw.js';
import { Segmenter, type TextRecord } from './segment.js';
import type { RowSink } from './table.js';

/** From so many columns on, the engine takes longer to plan its question than to answer it: seconds at a thousand. */
const wideFrom = 250;

/** Whether a text has so many columns that it is read row by row. */
export function isWide(layout: TextLayout): boolean {
  return layout.headerCells.length >= wideFrom;
}

/** A very wide text, row by row without the engine; the tables must be there. */
export async function loadWide(path: string, detected: Detected, layout: TextLayout, sink: RowSink): Promise<void> {
  const decoding = decoder(detected.codering ?? 'utf-8');
  const segmenter = new Segmenter({ delimiter: layout.delimiter, newline: layout.newline === '\r' ? '\r' : '\n', width: layout.width, file: basename(path) });
  const add = async (records: readonly TextRecord[]): Promise<void> => {
    for (const record of records) {
      const row = { blad: null, rij: record.rij, cells: record.cells, fault: rowFault(record, layout) };
      if (record.rij < detected.kopregel) sink.addPreamble(row);
      else if (record.rij > detected.kopregel) sink.add(row);
      if (sink.full) await sink.flush();
    }
  };
  for await (const chunk of chunks(path)) await add(segmenter.push(decoding.write(chunk), false));
  await add(segmenter.push(decoding.end(), true));
  await sink.flush();
}
