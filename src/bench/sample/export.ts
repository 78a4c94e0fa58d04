/** Invented exports of any size, the same for the same seed. */
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { literal } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';

export interface ExportOptions {
  rows: number;
  seed: number;
  /** Quotes around every cell, or only where they are needed. */
  quotes: 'minimal' | 'all';
}

/** Code of the organisation that the mapping below belongs to, and the period that the exports cover. */
export const organisation = 'PROEFLAND';
export const period = '2024';
export const delivered = '2025-01-10';

/** The mapping that fits the exports, as YAML. */
export function mappingText(): string {
  return readFileSync(new URL('./koppeling.yaml', import.meta.url), 'utf8');
}

/** Writes a regular export: UTF-8, `;`, 20 columns, a header on the first line. */
export async function writeExport(path: string, { rows, seed, quotes }: ExportOptions): Promise<void> {
  const db = await openDuckDB(':memory:');
  try {
    const sql = readFileSync(new URL('./export.sql', import.meta.url), 'utf8');
    await db.run(`SET VARIABLE aantal = ${rows}; SET VARIABLE zaad = ${seed}`);
    await db.run(sql.replace(`'{doel}'`, () => literal(path)).replace('{aanhaling}', quotes === 'all' ? ', FORCE_QUOTE *' : ''));
  } finally {
    db.close();
  }
}

/** The same export as an older product writes it: Windows-1252, title lines above the header, and now and then a stray quote. */
export async function writeIrregular(from: string, to: string, everyRow: number): Promise<void> {
  const spoil = async function* (chunks: AsyncIterable<string>): AsyncGenerator<Buffer> {
    yield iconv.encode('Meldingen agressie en geweld\r\nAfgedrukt op 10-01-2025\r\n\r\n', 'windows-1252');
    let line = 0;
    let rest = '';
    for await (const chunk of chunks) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      const spoilt = lines.map((text) => (++line % everyRow === 0 && /;Ouder;/.test(text) ? text.replace(';Ouder;', ';"Ouder;') : text));
      yield iconv.encode(spoilt.map((text) => `${text}\n`).join(''), 'windows-1252');
    }
    yield iconv.encode(rest, 'windows-1252');
  };
  await pipeline(createReadStream(from, { encoding: 'utf8', highWaterMark: 2 ** 20 }), spoil, createWriteStream(to));
}
