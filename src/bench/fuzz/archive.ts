/** Zip archives that may lie about what is in them, and the parts of a small workbook. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Entry {
  name: string;
  data: Uint8Array;
  /** What the directory and the entry say that it unpacks to; its own size unless given. */
  size?: number;
  method?: number;
  flags?: number;
  crc?: number;
}

/** An archive of these entries as they are, doubles and lies included. */
export function archive(entries: readonly Entry[], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size = data.length, method = 8, flags = 0, crc } of entries) {
    const packed = method === 8 ? deflateRawSync(data, { level: 1 }) : Buffer.from(data);
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    const entry = Buffer.alloc(46);
    head.writeUInt32LE(0x04034b50, 0);
    entry.writeUInt32LE(0x02014b50, 0);
    for (const [at, block] of [[4, head], [6, entry]] as const) {
      block.writeUInt16LE(20, at);
      block.writeUInt16LE(flags, at + 2);
      block.writeUInt16LE(method, at + 4);
      block.writeUInt32LE((crc ?? crc32(data)) >>> 0, at + 10);
      block.writeUInt32LE(packed.length, at + 14);
      block.writeUInt32LE(size >>> 0, at + 18);
      block.writeUInt16LE(title.length, at + 22);
    }
    entry.writeUInt32LE(offset, 42);
    parts.push(head, title, packed);
    directory.push(entry, title);
    offset += 30 + title.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length & 0xffff, 8);
  end.writeUInt16LE(entries.length & 0xffff, 10);
  end.writeUInt32LE(directory.reduce((sum, part) => sum + part.length, 0), 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment, 'latin1')]);
}

const schemas = 'http://schemas.openxmlformats.org';

/** A workbook with one sheet and shared strings, written by hand. */
export function plainParts(): Record<string, Uint8Array> {
  const words = ['Nummer', 'Datum', 'Vorm', 'Plaats', 'Toelichting', 'schelden', 'slaan', 'kantoor'];
  const rows = Array.from({ length: 12 }, (_, i) => i + 2).map(
    (row) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c><c r="B${row}" s="1"><v>${45300 + row}</v></c><c r="C${row}" t="s"><v>${5 + (row % 2)}</v></c><c r="D${row}" t="s"><v>7</v></c><c r="E${row}" t="inlineStr"><is><t>tekst &amp; meer ${row}</t></is></c></row>`,
  );
  const header = words.slice(0, 5).map((_, i) => `<c r="${'ABCDE'[i]}1" t="s"><v>${i}</v></c>`);
  const texts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${schemas}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${schemas}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${schemas}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${schemas}/spreadsheetml/2006/main" count="8" uniqueCount="8">${words.map((word) => `<si><t>${word}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${schemas}/spreadsheetml/2006/main"><dimension ref="A1:E13"/><sheetData><row r="1">${header.join('')}</row>${rows.join('')}</sheetData></worksheet>`,
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>${text}`)]));
}
