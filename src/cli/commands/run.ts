import { loadCodebook } from '../../codebook/codebook.js';
import { UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { isMonth } from '../../levering/period.js';
import { type StoreFinding, storeFindings } from '../../national/store/status.js';
import { changeLines } from '../intake/change.js';
import { type Intake, refusalCode, takeInbox } from '../intake/take-inbox.js';
import { classesText } from '../intake/classes-text.js';
import { changes, intakeTable, monthFigures, type MonthFigures } from '../intake/summary.js';
import type { Io } from '../io.js';
import { madeText } from '../made-text.js';
import { makeRelease, type MadeRelease } from '../make-release.js';
import { makeReport } from '../make-report.js';
import { writeReceipts } from '../receipts/write.js';
import { withStore } from '../store.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface RunOptions {
  delivered?: string;
  json?: boolean;
  workspace?: string;
}

/** The whole month: take in what is new, aggregate, protect, release as a draft, report. */
export async function run(month: string, options: RunOptions, io: Io): Promise<number> {
  if (!isMonth(month)) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  const codebook = loadCodebook(workspace.config.codeboek);
  const note = (key: 'cli.run.intake' | 'cli.run.release' | 'cli.run.report') => io.err(`${message(io.lang, key)}\n`);
  let taken: Intake[] = [];
  let skipped: string[] = [];
  let before: MonthFigures[] = [];
  let after: MonthFigures[] = [];
  let remarks: StoreFinding[] = [];
  await withStore(workspace, async (db) => {
    before = await monthFigures(db, month);
    note('cli.run.intake');
    ({ taken, skipped } = await takeInbox(db, { workspace, codebook, delivered: options.delivered, io }));
    await writeReceipts(db, workspace, taken);
    after = await monthFigures(db, month);
    remarks = await storeFindings(db, month, month);
    // What was taken in stays so when the release is refused: it is told before.
    if (!options.json) io.out(intakeText({ month, taken, skipped, changed: changes(before, after), remarks }, io));
  });
  note('cli.run.release');
  const made = await withStore(workspace, (db) => makeRelease(db, workspace, month, codebook), true).catch((error: unknown) => {
    // Files that could not be read are why there is nothing: that says more than its consequence.
    if (error instanceof UserError && error.key === 'cli.release.nothing') throw new UserError(error.key, error.params, refusalCode([...taken, error]));
    throw error;
  });
  note('cli.run.report');
  const reports = await makeReport('monthly', month, { workspace, langs: ['nl', 'en'], folder: made.folder, concept: true });
  const result = { month, taken, skipped, changed: changes(before, after), remarks, release: made, reports };
  io.out(options.json ? `${JSON.stringify(result, null, 1)}\n` : releaseText(result, io));
  return refusalCode(taken);
}

interface RunResult {
  month: string;
  taken: Intake[];
  /** Files of the inbox that are no export. */
  skipped: string[];
  changed: ReturnType<typeof changes>;
  remarks: StoreFinding[];
  release: MadeRelease;
  reports: string[];
}

function intakeText({ month, taken, skipped, changed, remarks }: Omit<RunResult, 'release' | 'reports'>, io: Io): string {
  const t = (key: Parameters<typeof message>[1], params = {}) => message(io.lang, key, params);
  const parts = [`${t('cli.run.head', { month })}\n\n`, intakeTable(taken, io.lang)];
  parts.push(classesText(taken, io));
  const refused = taken.filter((one) => one.outcome === 'refused');
  for (const { organisation, file, reason } of refused) parts.push(`  ✗ ${[organisation, file].filter((part) => part !== '').join(' ')}: ${reason ?? ''}\n`);
  for (const { organisation, file, change } of taken) if (change) parts.push(`  ○ ${organisation} ${file}\n${changeLines(change, io.lang)}`);
  for (const file of skipped) parts.push(`  · ${t('cli.inbox.skipped', { file })}\n`);
  if (remarks.length === 0) parts.push(t('cli.run.complete'));
  for (const { oorzaak, organisatie, maand } of remarks) parts.push(`  ! ${t(`store.finding.${oorzaak}`, { organisation: organisatie, month: maand })}\n`);
  if (changed.length > 0) {
    parts.push(t('cli.run.changed', { month }));
    for (const { organisation, before, after } of changed) parts.push(`  ${organisation}: ${before ?? '–'} → ${after ?? '–'}\n`);
  } else parts.push(t('cli.run.unchanged', { month }));
  return parts.join('');
}

function releaseText({ release, reports }: RunResult, io: Io): string {
  const parts = [madeText(release, io.lang)];
  for (const path of reports) parts.push(`  ${path}\n`);
  return parts.join('');
}
