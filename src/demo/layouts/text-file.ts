/** Writes an export as a delimited text file and tells on which physical line each row starts. */
import iconv from 'iconv-lite';
import { cellsOf, isNoise, type Layout, type Line, type Sheet, type Value, type Written } from './layout.js';

export interface TextFormat {
  scheiding: string;
  /** Quote every cell, or only those that need it. */
  aanhaling: 'alle' | 'nodig';
  codering: 'utf8' | 'win1252' | 'utf-16le';
  bom?: boolean;
  regeleinde: '\r\n' | '\n';
  /** Lines before the header, written as they are. */
  vooraf?: readonly string[];
}

export function writeText(layout: Pick<Layout, 'kolommen'>, sheets: readonly Sheet[], format: TextFormat): Written {
  const places: Written['places'] = new Map();
  const header = layout.kolommen.map((one) => one.kop);
  const out: string[] = [];
  let line = 1;
  const add = (text: string): void => {
    out.push(text);
    line += 1 + (text.split('\n').length - 1);
  };
  for (const text of format.vooraf ?? []) {
    places.set({ ruis: 'TITEL', cellen: [text] }, { blad: null, rij: line });
    add(text);
  }
  add(join(header, format));
  for (const one of sheets.flatMap((sheet) => sheet.lines)) {
    places.set(one, { blad: null, rij: line });
    add(textOf(layout, one, format));
  }
  const text = out.join(format.regeleinde) + format.regeleinde;
  return { bytes: iconv.encode(text, format.codering, { addBOM: format.bom ?? false }), places };
}

function textOf(layout: Pick<Layout, 'kolommen'>, line: Line, format: TextFormat): string {
  if (isNoise(line)) return join(line.cellen, format);
  const cells = cellsOf(layout, line);
  const shape = line.vorm;
  if (!shape) return join(cells, format);
  if ('knip' in shape) return join(cells.slice(0, layout.kolommen.findIndex((one) => one.kop === shape.knip)), format);
  if ('extra' in shape) return join([...cells, shape.extra], format);
  const at = layout.kolommen.findIndex((one) => one.rol === 'tekst');
  const stray = `"Riep "jij${format.scheiding} ja jij" en liep weg, ${format.scheiding} boos"`;
  return cells.map((cell, index) => (index === at ? stray : quoted(cell, format))).join(format.scheiding);
}

function join(cells: readonly Value[], format: TextFormat): string {
  return cells.map((cell) => quoted(cell, format)).join(format.scheiding);
}

function quoted(value: Value, format: TextFormat): string {
  if (value !== null && typeof value === 'object') throw new Error('a text file has no date cells');
  const text = value === null ? '' : String(value);
  const needed = format.aanhaling === 'alle' || text.includes(format.scheiding) || /["\r\n]/.test(text);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
