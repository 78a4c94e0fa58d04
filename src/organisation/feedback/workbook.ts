/** The feedback as a workbook: a summary, a sheet for each kind of finding with links into the steward's own file, and what changed. */
import { type Cell, type CellStyle, type CellValue, writeXlsx, type WriteSheet } from 'hucre/xlsx';
import type { Codebook } from '../../codebook/schema.js';
import { type Lang, message } from '../../i18n/message.js';
import { verdicts } from '../validate/verdict.js';
import { addressOf, columnLetters, linkTo, safeCell, sheetName } from './cell.js';
import { changedMonths, monthName } from './change-words.js';
import type { Change } from './change.js';
import type { Feedback, Point } from './feedback.js';
import type { Group } from './groups.js';
import type { Place } from './ranges.js';
import { type Sentences, sentences } from './sentences.js';

/** Rows that one sheet lists; a link costs a spreadsheet more than a text. */
const mostRows = 20_000;
const mostValues = 8;

interface Link {
  text: string | number;
  /** An address outside the workbook, or '#Blad!A1' inside it. */
  target: string;
}
type Content = string | number | Link;

interface Column {
  title: string;
  width: number;
  wrap?: boolean;
}

/** The bytes of the workbook, the same for the same feedback. `previous` is the address of the earlier file, seen from the folder of the export. */
export async function feedbackWorkbook(feedback: Feedback, codebook: Codebook, lang: Lang, previous?: string): Promise<Uint8Array> {
  const say = sentences(codebook, lang);
  const kinds = kindSheets(feedback, codebook, say);
  const sheets = [
    summarySheet(feedback, kinds.names, say),
    plainSheet(say.t('feedback.sheet.verdicts'), [{ title: say.t('cli.check.verdicts'), width: 44 }, { title: say.t('cli.check.rows'), width: 12 }], verdicts.map((verdict) => [say.t(`cli.verdict.${verdict}`), feedback.counts[verdict]])),
    ...kinds.sheets,
    ...(feedback.change ? changeSheets(feedback.change, feedback.file, previous ?? addressOf(feedback.change.file), say) : []),
  ];
  const day = new Date(`${feedback.delivered}T00:00:00Z`);
  return writeXlsx({ sheets, properties: { title: safeCell(message(lang, 'feedback.page.title', { file: feedback.file })), creator: 'agressiemonitor', created: day, modified: day } });
}

const head: CellStyle = {
  font: { name: 'Calibri', size: 11, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1B2430' } },
  alignment: { vertical: 'top', wrapText: true },
};
const plain: CellStyle = { alignment: { vertical: 'top' } };
const wrapped: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
const linked: CellStyle = { font: { name: 'Calibri', size: 11, color: { rgb: '0B5394' }, underline: true }, alignment: { vertical: 'top' } };

/** Points that a line of text takes. */
const lineHeight = 15;

/** Lines that a text takes in a column of so many characters: not every program measures rows itself when it opens a file. */
function linesOf(text: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    if (used > 0 && used + 1 + word.length > width) [lines, used] = [lines + 1, 0];
    used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.max(0, Math.ceil(used / width) - 1);
    if (used > width) used %= width;
  }
  return lines;
}

/** A table with its header in the first row, which stays in sight. */
function plainSheet(name: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  columns.forEach((_, at) => cells.set(`0,${at}`, { style: head }));
  const values = rows.map((row, r) =>
    row.map((content, c): CellValue => {
      const link = typeof content === 'object' ? content : undefined;
      const value = link ? link.text : (content as string | number);
      cells.set(`${r + 1},${c}`, { style: link ? linked : columns[c]!.wrap ? wrapped : plain, ...(link ? { hyperlink: link.target.startsWith('#') ? { target: '', location: link.target.slice(1) } : { target: link.target } } : {}) });
      return typeof value === 'string' ? (value === '' ? null : safeCell(value)) : value;
    }),
  );
  return {
    name,
    rows: [columns.map(({ title }) => safeCell(title)), ...values],
    columns: columns.map(({ width }) => ({ width })),
    rowDefs: new Map([columns.map(({ title }) => title), ...values].map((row, at) => [at, { height: lineHeight * Math.max(1, ...row.map((value, c) => (typeof value === 'string' && (at === 0 || columns[c]!.wrap) ? linesOf(value, columns[c]!.width) : 1))) }])),
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${columnLetters(columns.length)}${rows.length + 1}` },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function summarySheet(feedback: Feedback, names: ReadonlyMap<string, string>, { t, ...say }: Sentences): WriteSheet {
  const columns: Column[] = [
    { title: t('feedback.sheet.number'), width: 5 },
    { title: t('feedback.sheet.when'), width: 10 },
    { title: t('feedback.sheet.column'), width: 20, wrap: true },
    { title: t('feedback.sheet.what'), width: 44, wrap: true },
    { title: t('feedback.sheet.count'), width: 9 },
    { title: t('feedback.sheet.gainCounts'), width: 11 },
    { title: t('feedback.sheet.gainSignals'), width: 10 },
    { title: t('feedback.sheet.value'), width: 34, wrap: true },
    { title: t('feedback.page.wanted'), width: 34, wrap: true },
    { title: t('feedback.page.todo'), width: 50, wrap: true },
    { title: t('feedback.page.where'), width: 18, wrap: true },
    { title: t('feedback.sheet.sheet'), width: 30 },
    { title: t('feedback.sheet.done'), width: 9 },
  ];
  const row = (group: Group & Partial<Pick<Point, 'number' | 'gain' | 'expected'>>, when: 'first' | 'errors' | 'signals' | 'file' | 'fine'): Content[] => {
    const sheet = group.rows.length > 0 ? names.get(group.rule) : undefined;
    const todo = when === 'fine' ? '' : say.advice(group);
    return [
      group.number ?? '', t(`feedback.when.${when}`), group.column ?? '', say.what(group), group.rows.length === 0 ? '' : group.rows.length, group.gain?.counts ?? '', group.gain?.signals ?? '',
      valuesOf(group, say), say.expected({ ...(group.expected ? { expected: group.expected } : {}) }), todo, todo === '' ? '' : t(`feedback.where.${say.where(group)}`),
      sheet === undefined ? '' : { text: sheet, target: `#'${sheet.replaceAll("'", "''")}'!A1` }, '',
    ];
  };
  return plainSheet(t('feedback.sheet.summary'), columns, [
    ...feedback.first.map((point) => row(point, 'first')),
    ...feedback.later.map((point) => row(point, point.severity === 'error' ? 'errors' : 'signals')),
    ...feedback.file_points.map((group) => row(group, 'file')),
    ...feedback.fine.map((group) => row(group, 'fine')),
  ]);
}

function valuesOf({ values }: Group, { value }: Pick<Sentences, 'value'>): string {
  return values.slice(0, mostValues).map((one) => `${value(one.value)} ${one.rows.length}×`).join(', ') + (values.length > mostValues ? ', …' : '');
}

/** One sheet a rule, with every row that it found something in. */
function kindSheets(feedback: Feedback, codebook: Codebook, say: Sentences): { sheets: WriteSheet[]; names: Map<string, string> } {
  const { t, lang } = say;
  const names = new Map<string, string>();
  const taken = new Set([t('feedback.sheet.summary'), t('feedback.sheet.verdicts'), t('feedback.sheet.change'), t('feedback.sheet.changeRows')]);
  const byRule = new Map<string, (Group & Partial<Point>)[]>();
  for (const group of [...feedback.first, ...feedback.later, ...feedback.fine]) if (group.rows.length > 0) byRule.set(group.rule, [...(byRule.get(group.rule) ?? []), group]);
  const sheets = [...byRule].map(([rule, groups]) => {
    const name = sheetName(`${rule} ${codebook.regels.find(({ id }) => id === rule)?.label[lang] ?? ''}`, taken);
    taken.add(name);
    names.set(rule, name);
    const columns: Column[] = [
      { title: t('feedback.sheet.number'), width: 5 },
      { title: t('feedback.sheet.theirSheet'), width: 16 },
      { title: t('feedback.sheet.row'), width: 9 },
      { title: t('feedback.sheet.column'), width: 22, wrap: true },
      { title: t('feedback.sheet.what'), width: 46, wrap: true },
      { title: t('feedback.sheet.value'), width: 34, wrap: true },
      { title: t('feedback.page.wanted'), width: 34, wrap: true },
      { title: t('feedback.sheet.done'), width: 9 },
    ];
    const rows = groups.flatMap((group) => groupRows(group, feedback, say));
    const left = rows.length - mostRows;
    return plainSheet(name, columns, left > 0 ? [...rows.slice(0, mostRows), ['', '', '', '', t('feedback.sheet.left', { count: left }), '', '', '']] : rows);
  });
  return { sheets, names };
}

function groupRows(group: Group & Partial<Point>, feedback: Feedback, say: Sentences): Content[][] {
  const at = ({ sheet, row }: Place) => `${row} ${sheet ?? ''}`;
  const values = new Map(group.values.flatMap(({ value, rows }) => rows.map((place) => [at(place), say.value(value)] as const)));
  const wanted = say.expected({ ...(group.expected ? { expected: group.expected } : {}) });
  const position = (group.column === null ? undefined : feedback.positions[group.column.toLowerCase()]) ?? 1;
  return group.rows.map((place) => [
    group.number ?? '', place.sheet ?? '', { text: place.row, target: linkTo(addressOf(feedback.file), place.sheet, place.row, position) }, group.column ?? '', say.what(group), values.get(at(place)) ?? '', wanted, '',
  ]);
}

function changeSheets(change: Change, file: string, previous: string, say: Sentences): WriteSheet[] {
  const { t } = say;
  const pairs: Content[][] = [
    ...change.verdicts.map(({ verdict, before, after }) => [t('feedback.change.all'), t(`cli.verdict.${verdict}`), before, after]),
    ...changedMonths(change).flatMap((month) =>
      verdicts.flatMap((verdict) => {
        const pair = month.verdicts[verdict];
        return pair ? [[monthName(month.month, say), t(`cli.verdict.${verdict}`), pair.before, pair.after]] : [];
      }),
    ),
  ];
  const months = plainSheet(t('feedback.sheet.change'), [{ title: t('feedback.change.month'), width: 20 }, { title: t('feedback.change.verdict'), width: 44 }, { title: t('feedback.change.before'), width: 12 }, { title: t('feedback.change.after'), width: 12 }], pairs);
  const incidents = plainSheet(
    t('feedback.sheet.changeRows'),
    [{ title: t('feedback.change.kind'), width: 28 }, { title: t('feedback.change.month'), width: 18 }, { title: t('feedback.sheet.inFile'), width: 40 }, { title: t('feedback.sheet.theirSheet'), width: 16 }, { title: t('feedback.sheet.row'), width: 9 }],
    change.rows.slice(0, mostRows).map(({ kind, month, sheet, row, of }) => [
      t(`feedback.change.${kind}`), monthName(month, say), of === 'now' ? file : change.file, sheet ?? '', { text: row, target: linkTo(of === 'now' ? addressOf(file) : previous, sheet, row, 1) },
    ]),
  );
  return [months, incidents];
}
