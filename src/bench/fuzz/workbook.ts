/** Bad workbooks, made from the parts of good ones. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { Random } from '../../demo/random.js';
import { archive, type Entry } from './archive.js';
import { damaged } from './bytes.js';

type Parts = Record<string, Uint8Array>;

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const nested = (depth: number, times: number) =>
  `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: depth }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(times)}">`).join('')}]>`;
const doctypes = [
  nested(9, 10), nested(3, 2), nested(30, 2), '<!DOCTYPE x [<!ENTITY a3 SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>',
  '<!DOCTYPE x [<!ENTITY a3 "&a3;">]>', '<!DOCTYPE x [', '<!-- ', '<![CDATA[', '<?x ',
];
const references = ['&a3;', '&a9;', '&a30;', '&#0;', '&#x110000;', '&#xD800;', '&#99999999999;', '&;', '&amp', '&#x;', '&lt;script&gt;', '&#x20;'.repeat(500), '&nietbestaand;', ']]>', '<![CDATA[<v>1</v>]]>'];
const numbers = ['', '-1', '0', '1.5', '1e308', '1e999', 'NaN', '4294967296', '2147483648', '99999999999999999999', '1048576', '16384', '0x10', ' 3 ', '３', '-0'];
const references2 = ['A0', 'XFD1048576', 'ZZZZZZZ1', 'A99999999999', '1A', '', 'A1:A', 'a1', '$A$1', 'A-1', 'XFE1', 'A4294967297', 'AAAAAAAAAAAAAAAAAAAA1'];
const ranges = ['A1:XFD1048576', 'A1:A1048576', 'A1:XFD1', 'B2:A1', 'A1:A1', 'A1', '', 'A2:E13', 'A1:ZZZZZ99999999', ':'];

const changed = (text: string, random: Random, pattern: RegExp, by: (found: string) => string): string => {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = found[random.below(found.length)]!;
  return text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length);
};

const xmlChanges: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.replace(/(\?>)?\s*</, (start) => start.replace(/<$/, `${random.pick(doctypes)}<`)),
  (text, random) => changed(text, random, /(?<=<(t|v|is)[^>]*>)[^<]*/g, () => random.pick(references)),
  (text, random) => changed(text, random, /(?<=<v>)[^<]*/g, () => random.pick(numbers)),
  (text, random) => changed(text, random, /(?<= r=")[^"]*/g, () => random.pick(random.chance(0.5) ? references2 : numbers)),
  (text, random) => changed(text, random, /(?<= (s|count|uniqueCount|sheetId|numFmtId|min|max|id)=")[^"]*/g, () => random.pick(numbers)),
  (text, random) => changed(text, random, /(?<= t=")[^"]*/g, () => random.pick(['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n', '', 'x'])),
  (text, random) => changed(text, random, /(?<= ref=")[^"]*/g, () => random.pick(ranges)),
  (text, random) => changed(text, random, /(?<=(Target|r:id|Id|Type|name|state|formatCode)=")[^"]*/g, () => random.pick(['', '../../../etc/passwd', 'rId99', 'xl/workbook.xml', '/xl/worksheets/sheet1.xml', 'veryHidden', 'hidden', '[h]:mm:ss;;;@@@', 'jjjj-mm-dd', '\u202e', 'x'.repeat(5000)])),
  (text, random) => changed(text, random, /<\/?\w[^>]*>/g, () => ''),
  (text, random) => changed(text, random, /<\/?\w[^>]*>/g, (tag) => tag + tag),
  (text, random) => changed(text, random, /<(row|c|si|sheet)\b.*?<\/\1>/g, (whole) => whole.repeat(2 + random.below(40))),
  (text, random) => text.replace('</sheetData>', `</sheetData><mergeCells>${Array.from({ length: 1 + random.below(50) }, () => `<mergeCell ref="${random.pick(ranges)}"/>`).join('')}</mergeCells>`),
  (text, random) => text.replace('</sheetData>', `${Array.from({ length: 1 + random.below(30) }, () => `<row r="${random.pick(numbers)}"><c r="${random.pick(references2)}" t="${random.pick(['s', 'str', 'b', 'e', 'd', 'n'])}"><v>${random.pick(numbers)}</v></c></row>`).join('')}</sheetData>`),
  (text, random) => text.replace('<sheetData>', `<cols>${`<col min="${random.pick(numbers)}" max="${random.pick(numbers)}" hidden="1"/>`.repeat(1 + random.below(4))}</cols><sheetData>`),
  (text, random) => `${text.slice(0, random.below(text.length + 1))}${'<x>'.repeat(random.below(20_000))}`,
  (text, random) => changed(text, random, /<c\b[^>]*>/g, (cell) => `${cell}<f>1+1</f><v>#REF!</v>`),
  (text) => text.replace('<workbookPr', '<workbookPr date1904="1"').replace('<sheets>', '<workbookPr date1904="true"/><sheets>'),
  (text, random) => text.replaceAll(/<(\/?)(row|c|v|sheetData|worksheet|si|t)\b/g, `<$1${random.pick(['x:', 'main:', ''])}$2`),
];

const zeros = new Map<number, Buffer>();

/** A stream that unpacks to so many megabytes of one letter, made once. */
function bomb(megabytes: number): Buffer {
  const known = zeros.get(megabytes) ?? deflateRawSync(Buffer.alloc(megabytes * 2 ** 20, 0x20), { level: 9 });
  zeros.set(megabytes, known);
  return known;
}

/** An archive with a part that unpacks to far more than it says, or says far more than it should. */
function bombed(parts: Parts, random: Random): Buffer {
  const target = random.pick(['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml', 'docProps/app.xml']);
  const megabytes = random.pick([1, 64, 200]);
  const whole = archive(Object.entries(parts).filter(([name]) => name !== target).map(([name, data]) => ({ name, data })));
  const packed = bomb(megabytes);
  const head = archive([{ name: target, data: packed, method: 0, size: random.pick([1000, megabytes * 2 ** 20, 1500 * 2 ** 20, 0xffffffff, 0]), crc: random.chance(0.5) ? 0 : crc32(packed) }]);
  head.writeUInt16LE(8, 8);
  // Both archives joined: the second directory has the bomb alone, so its entries are put together by hand.
  const [first, second] = [split(whole), split(head)];
  const directory = Buffer.from(second.directory);
  directory.writeUInt16LE(8, 10);
  directory.writeUInt32LE(first.body.length, 42);
  const end = Buffer.from(first.end);
  const count = end.readUInt16LE(10) + 1;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(first.directory.length + directory.length, 12);
  end.writeUInt32LE(first.body.length + second.body.length, 16);
  return Buffer.concat([first.body, second.body, first.directory, directory, end]);
}

function split(zip: Buffer): { body: Buffer; directory: Buffer; end: Buffer } {
  const end = zip.subarray(zip.length - 22);
  const at = end.readUInt32LE(16);
  return { body: zip.subarray(0, at), directory: zip.subarray(at, zip.length - 22), end };
}

/** A bad workbook: parts changed, lost, doubled or too large, an archive that lies, damaged bytes. */
export function badWorkbook(good: Readonly<Parts>, random: Random): Buffer {
  if (random.chance(0.003)) return bombed({ ...good }, random);
  const parts: Parts = { ...good };
  const names = Object.keys(parts).filter((name) => /\.(xml|rels)$/.test(name));
  const sheets = names.filter((name) => /worksheets\/|sharedStrings|workbook\.xml$/.test(name));
  for (let times = random.below(5); times > 0; times--) {
    const name = random.pick(random.chance(0.7) ? sheets : names);
    parts[name] = encode(random.pick(xmlChanges)(decode(parts[name]!), random));
  }
  if (random.chance(0.1)) {
    const name = random.pick(names);
    parts[name] = damaged(Buffer.from(parts[name]!), random);
  }
  let entries: Entry[] = Object.entries(parts).map(([name, data]) => ({ name, data }));
  if (random.chance(0.1)) entries = entries.toSpliced(random.below(entries.length), 1);
  if (random.chance(0.05)) entries.push(random.pick(entries));
  if (random.chance(0.05)) entries.push({ name: random.pick(['../../x', '/etc/passwd', 'xl\\workbook.xml', '', 'x'.repeat(3000), 'XL/WORKBOOK.XML', 'xl/vbaProject.bin', 'EncryptedPackage']), data: encode('x') });
  if (random.chance(0.05)) {
    const at = random.below(entries.length);
    entries[at] = { ...entries[at]!, ...random.pick<Partial<Entry>>([{ size: 0 }, { size: 0xffffffff }, { size: 7 }, { method: 0 }, { method: 12 }, { method: 99 }, { flags: 1 }, { flags: 8 }, { crc: 1 }]) };
  }
  if (random.chance(0.1)) entries.sort(() => random.next() - 0.5);
  const zip = archive(entries, random.chance(0.05) ? 'PK\x05\x06'.repeat(1 + random.below(10)) : '');
  return random.chance(0.3) ? damaged(zip, random) : zip;
}
