/** The answer of `check` for a person: a light, the verdicts, and per finding what it is, where, and what to do. */
import type { Codebook } from '../codebook/schema.js';
import { message } from '../i18n/message.js';
import type { JudgedExport } from '../organisation/prepare.js';
import type { Detected } from '../organisation/read/raw.js';
import type { JudgedRow } from '../organisation/validate/summary.js';
import { verdicts } from '../organisation/validate/verdict.js';
import { findingText } from './findings.js';
import type { Io } from './io.js';
import { textTable } from './table.js';

export interface Answer {
  file: string;
  organisation: string;
  period: string;
  delivered: string;
  judged: JudgedExport;
  rows: JudgedRow[];
}

type Translate = (key: Parameters<typeof message>[1], params?: Parameters<typeof message>[2]) => string;

/** What was found, as text in the reader's language; never a value of a cell. */
export function checkText({ file, organisation, period, delivered, judged, rows }: Answer, codebook: Codebook, io: Io): string {
  const t: Translate = (key, params) => message(io.lang, key, params);
  const light = lightOf(judged);
  const colour = light === 'green' ? 'green' : light === 'orange' || light === 'nothing' ? 'yellow' : 'red';
  const parts = [
    t('cli.check.head', { file, organisation, period, delivered, detected: detectedText(judged.detected, t) }),
    `${io.paint[colour](t(`cli.check.light.${light}`, { rejected: judged.counts.rejected, period }))}\n\n`,
    textTable([t('cli.check.verdicts'), t('cli.check.rows')], verdicts.map((verdict) => [t(`cli.verdict.${verdict}`), judged.counts[verdict]])),
    t('cli.check.incidents', { incidents: judged.incidents, affected: judged.affected }),
  ];
  const findings = groupFindings(judged, rows).map((group) => {
    const { what, advice } = findingText(codebook, group, io.lang);
    const sign = { error: '✗', signal: '!', info: '·' }[group.severity];
    const lines = [`${group.rule} ${what}`, whereText(group, t), advice].filter((line) => line !== '');
    return `  ${sign} ${lines.join('\n      ')}\n`;
  });
  if (findings.length > 0) parts.push(t('cli.check.findings'), ...findings);
  return parts.join('');
}

function lightOf({ blocked, counts, incidents, fileFindings }: JudgedExport): 'blocked' | 'red' | 'nothing' | 'orange' | 'green' {
  if (blocked) return 'blocked';
  if (counts.rejected > 0) return 'red';
  if (incidents === 0) return 'nothing';
  return counts.signal > 0 || fileFindings.some((one) => one.severity !== 'info') ? 'orange' : 'green';
}

function detectedText({ soort, codering, scheiding, kopregel, tabbladen, zeker }: Detected, t: Translate): string {
  const sheets = (tabbladen ?? []).map((sheet) => t(sheet.gelezen ? 'cli.check.sheet' : 'cli.check.unreadSheet', { name: sheet.naam, header: sheet.kopregel, rows: sheet.rijen }));
  const delimiter = scheiding === undefined ? [] : [t('cli.check.delimiter', { delimiter: scheiding === '\t' ? 'tab' : scheiding })];
  const header = tabbladen === undefined ? [t('cli.check.header', { row: kopregel })] : [];
  return [soort.toUpperCase(), ...(codering ? [codering] : []), ...delimiter, ...header, ...sheets, ...(zeker ? [] : [t('cli.check.guessed')])].join(' · ');
}

interface FindingGroup {
  rule: string;
  column: string | null;
  severity: 'error' | 'signal' | 'info';
  params: Readonly<Record<string, string | number>>;
  rows: string[];
}

/** Rows that are named; of more only the number is said. */
const named = 12;

function whereText({ column, rows }: FindingGroup, t: Translate): string {
  const places = [...(column === null ? [] : [t('cli.check.column', { column })])];
  if (rows.length === 1) places.push(t('cli.check.oneRow', { row: rows[0]! }));
  else if (rows.length > named) places.push(t('cli.check.manyRows', { rows: rows.slice(0, named).join(', '), count: rows.length }));
  else if (rows.length > 0) places.push(t('cli.check.someRows', { rows: rows.join(', ') }));
  return places.join(', ');
}

const weight = { error: 0, signal: 1, info: 2 };

function groupFindings(judged: JudgedExport, rows: readonly JudgedRow[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { sheet, row, findings } of rows) {
    for (const { rule, column, severity, params } of findings) {
      const key = JSON.stringify([rule, column, severity, params['soort'] ?? params['reden']]);
      const group = groups.get(key) ?? { rule, column, severity, params, rows: [] };
      group.rows.push(sheet === null ? String(row) : `${sheet}!${row}`);
      groups.set(key, group);
    }
  }
  const file = judged.fileFindings.map((finding) => ({ ...finding, rows: [] }));
  return [...file, ...groups.values()].sort((a, b) => weight[a.severity] - weight[b.severity] || b.rows.length - a.rows.length || (a.rule < b.rule ? -1 : 1));
}
