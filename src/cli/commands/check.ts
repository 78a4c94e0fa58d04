import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import { openDuckDB } from '../../database/duckdb.js';
import { exitCodes } from '../../error.js';
import { message } from '../../i18n/message.js';
import { parsePeriod } from '../../levering/period.js';
import { type JudgedExport, judgeExport } from '../../organisation/prepare.js';
import { judgedRows, type JudgedRow } from '../../organisation/validate/summary.js';
import { verdicts } from '../../organisation/validate/verdict.js';
import { findingText } from '../findings.js';
import type { Io } from '../io.js';
import { textTable } from '../table.js';
import { readFileName } from '../workspace/filename.js';
import { loadMapping } from '../workspace/mappings.js';
import { usualPeriod } from '../workspace/period.js';
import { findWorkspace } from '../workspace/workspace.js';

export interface CheckOptions {
  organisation: string;
  mapping?: string;
  period?: string;
  delivered?: string;
  json?: boolean;
  workspace?: string;
}

/** A dry run: judges an export where it lies and tells the steward what to repair. Stores nothing. */
export async function check(file: string, options: CheckOptions, io: Io): Promise<number> {
  const workspace = await findWorkspace(options.workspace, io);
  const codebook = loadCodebook(workspace?.config.codeboek);
  const mapping = await loadMapping(options.organisation, options.mapping, workspace, codebook, io);
  const named = readFileName(basename(file));
  const delivered = options.delivered ?? named.delivered ?? io.today();
  const rhythm = workspace?.config.organisaties[options.organisation]?.leverperiode ?? 'maand';
  const period = parsePeriod(options.period ?? named.period ?? usualPeriod(rhythm, delivered));
  const db = await openDuckDB(':memory:', { memoryLimit: '1800MB' });
  try {
    const judged = await judgeExport(db, { path: resolve(io.cwd(), file), organisation: options.organisation, mapping, codebook, period, delivered });
    const rows = await judgedRows(db);
    const answer = { file: basename(file), organisation: options.organisation, period: period.periode, delivered, judged, rows };
    io.out(options.json ? checkJson(answer) : checkText(answer, codebook, io));
    return judged.blocked || judged.counts.rejected > 0 ? exitCodes.findings : exitCodes.done;
  } finally {
    db.close();
  }
}

interface Answer {
  file: string;
  organisation: string;
  period: string;
  delivered: string;
  judged: JudgedExport;
  rows: JudgedRow[];
}

function checkJson({ file, organisation, period, delivered, judged, rows }: Answer): string {
  const { detected, counts, incidents, affected, byMonth, byForm, fileFindings, blocked } = judged;
  return `${JSON.stringify(
    { file, organisation, period, delivered, detected, counts, incidents, affected, by_month: byMonth, by_form: byForm, blocked, rows, file_findings: fileFindings },
    null,
    1,
  )}\n`;
}

function checkText({ file, organisation, period, delivered, judged, rows }: Answer, codebook: Codebook, io: Io): string {
  const t = (key: Parameters<typeof message>[1], params = {}) => message(io.lang, key, params);
  const { detected, counts } = judged;
  const how = [detected.soort.toUpperCase(), detected.codering, detected.scheiding === '\t' ? 'tab' : detected.scheiding, ...(detected.tabbladen ?? []).map((sheet, i) => `${i + 1}: ${sheet.rijen}`)];
  const light = judged.blocked ? 'blocked' : counts.rejected > 0 ? 'red' : counts.signal > 0 || judged.fileFindings.some((one) => one.severity !== 'info') ? 'orange' : 'green';
  const colour = light === 'green' ? 'green' : light === 'orange' ? 'yellow' : 'red';
  const sentence = t(`cli.check.light.${light}`, { rejected: counts.rejected });
  const parts = [
    t('cli.check.head', { file, organisation, period, delivered, detected: how.filter((one) => one !== undefined).join(' · ') }),
    `${io.paint[colour](sentence)}\n\n`,
    textTable([t('cli.check.verdicts'), t('cli.check.rows')], verdicts.map((verdict) => [t(`cli.verdict.${verdict}`), counts[verdict]])),
    t('cli.check.incidents', { incidents: judged.incidents, affected: judged.affected }),
  ];
  const findings = groupFindings(judged, rows).map((group) => {
    const { what, advice } = findingText(codebook, group, io.lang);
    const where = group.rows.length === 0 ? t('cli.check.file') : t('cli.check.nRows', { count: group.rows.length });
    const column = group.column ? t('cli.check.column', { column: group.column }) : '';
    const which = group.rows.length === 0 ? '' : `\n      ${t('cli.check.rowsShort', { rows: `${group.rows.slice(0, 12).join(', ')}${group.rows.length > 12 ? ', …' : ''}` })}`;
    const sign = { error: '✗', signal: '!', info: '·' }[group.severity];
    return `  ${sign} ${group.rule} ${where}${column} ${what}${advice ? ` ${advice}` : ''}${which}\n`;
  });
  if (findings.length > 0) parts.push(t('cli.check.findings'), ...findings);
  return parts.join('');
}

interface FindingGroup {
  rule: string;
  column: string | null;
  severity: 'error' | 'signal' | 'info';
  params: Readonly<Record<string, string | number>>;
  rows: string[];
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
