/** The canaries, an export and a workbook full of them, and how they are found in bytes. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { plainMapping, plainRows } from './sector.test-support.js';

export const month = '2024-06';

/** What may appear nowhere. Surnames that no list knows, and in two halves. */
export const canaries = {
  cell: 'Zevenblokken-Kwartelstra', half: ['Wisselhoornd', 'Trompettella'], mojibake: 'Çağrıyıldızlı', header: 'Herderstasjesma', contact: 'Fatima Pimpernelhof', mapped: 'Jan Kwispelaarda', sheet: 'Oosterbeemdsma', hiddenSheet: 'Kelderrijkema',
  file: 'Kevin Brandneteling', comment: 'Boterbloemstein', author: 'Dovenetelaar', phrase: 'ik weet je fietsenstalling te vinden', title: 'Vlasbekkerman',
  bsn: '999910008', dotted: '999.910.008', spaced: '9999 10 008', phone: '06-40017300', mail: 'roodborstje@gezin.example', iban: 'NL88XXXX0000012345', plate: 'XX-99-QQ', address: 'Klaproosdreef 217', born: '17-03-2011', preamble: 'Hazelworming',
} as const;
export const planted: string[] = Object.values(canaries).flatMap((one) => (typeof one === 'string' ? [one] : [...one]));
const asWindows = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const forms = (text: string) => [text, text.toLowerCase(), text.toUpperCase(), text.normalize('NFD'), asWindows(text)];
const needles = [...new Set(planted.flatMap(forms))].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text, 'latin1')]);
export const found = (bytes: Uint8Array): string[] => [...new Set(needles.filter((needle) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(needle)).map((needle) => needle.toString('utf8')))];

const texts = [
  `Vader ${canaries.cell} belt, bsn ${canaries.bsn}, ${canaries.dotted} of ${canaries.spaced}`, `"${canaries.phrase}" en ${canaries.phone}`, `mail ${canaries.mail}, ${canaries.iban}, ${canaries.plate}`,
  `woont ${canaries.address}, geboren op ${canaries.born}`, `moeder ${canaries.half[0]}`, `${canaries.half[1]} was er ook`, asWindows(canaries.mojibake), canaries.mojibake,
];
export const header = ['Nummer', 'Datum', 'Vorm', 'Hoe', 'Wie', 'Toelichting', `Contact ${canaries.contact}`, `Contact ${canaries.header}`, canaries.mapped, 'BSN', 'Medewerker'];
/** Good rows with the canaries in free text, in columns that are dropped, inner and unknown, and in code columns that then fail. */
const rows = (prefix: string) => [
  ...plainRows(month, 60, prefix).map((cells, i) => [...cells, texts[i % texts.length]!, canaries.half[i % 2]!, canaries.half[i % 2]!, canaries.cell, canaries.bsn, i % 2 === 0 ? `J. ${canaries.cell}` : `P. ${canaries.half[0]}`]),
  [canaries.bsn, '03-06-2024', 'Schelden', 'Telefoon', canaries.cell, '', '', '', '', '', ''],
  [`${prefix}991`, canaries.born, canaries.half[0], canaries.phone, 'Ouder', '', '', '', '', '', ''],
  [`${prefix}992`, canaries.cell, canaries.phrase, 'Telefoon', canaries.mail, '', '', '', '', '', ''],
];
export const mapping = (organisation: string, more: object = {}) =>
  plainMapping(organisation, { vrije_tekst: ['Toelichting'], weglaten: [canaries.mapped, 'BSN', 'Naam'], meerdere_regels: { medewerker: ['Medewerker'] }, ...more });
export const csv = (prefix: string, names: readonly string[] = header) =>
  [[`Uitdraai voor ${canaries.preamble}`], [], names, ...rows(prefix)].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');

export async function workbook(): Promise<Uint8Array> {
  const cells: NonNullable<Parameters<typeof writeXlsx>[0]['sheets'][number]['cells']> = new Map([['1,0', { comment: { author: canaries.author, text: canaries.comment } }]]);
  const plain = await writeXlsx({
    sheets: [
      { name: `Fam ${canaries.sheet}`, rows: [header, ...rows('X')], cells },
      { name: canaries.hiddenSheet, hidden: true, rows: [['Naam', 'Team'], [canaries.cell, 'Noord'], [canaries.half[0], 'Zuid']] },
    ],
    properties: { creator: canaries.author, title: canaries.title, created: new Date(0), modified: new Date(0) },
  });
  const entries = unzipSync(plain);
  // Whatever the writer makes of comments, one of Excel's own making lies there too.
  entries['xl/comments1.xml'] ??= strToU8(`<?xml version="1.0"?><comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>${canaries.author}</author></authors><commentList><comment ref="A2" authorId="0"><text><t>${canaries.comment}</t></text></comment></commentList></comments>`);
  return zipSync(entries);
}
