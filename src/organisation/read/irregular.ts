import { basename } from 'node:path';
import { chunks } from './bytes.js';
import { isBlank } from './clean.js';
import { decoder } from './encoding.js';
import type { Detected, RowFault, TextLayout } from './raw.js';
import { Segmenter, type TextRecord } from './segment.js';
import type { RowSink } from './table.js';

/** The patient way: decode, cut into records with recovery, judge and append, chunk by chunk. */
export async function loadIrregular(path: string, detected: Detected, layout: TextLayout, sink: RowSink): Promise<void> {
  const decoding = decoder(detected.codering ?? 'utf-8');
  const segmenter = new Segmenter({
    delimiter: layout.delimiter,
    newline: layout.newline === '\r' ? '\r' : '\n',
    width: layout.width,
    file: basename(path),
  });
  const add = async (records: readonly TextRecord[]): Promise<void> => {
    for (const record of records) {
      if (record.rij === detected.kopregel) continue;
      const row = { blad: null, rij: record.rij, cells: record.cells, fault: fault(record, layout) };
      if (record.rij < detected.kopregel) sink.addPreamble(row);
      else sink.add(row);
      if (sink.full) await sink.flush();
    }
  };
  for await (const chunk of chunks(path)) await add(segmenter.push(decoding.write(chunk), false));
  await add(segmenter.push(decoding.end(), true));
  await sink.flush();
}

function fault(record: TextRecord, { width, named }: TextLayout): RowFault | null {
  const { cells } = record;
  if (record.broken) return 'AANHALING';
  if (cells.length < named) return 'KORT';
  for (let i = width; i < cells.length; i++) if (!isBlank(cells[i]!)) return 'LANG';
  return null;
}
