import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Database } from '../../database/database.js';
import { openDuckDB } from '../../database/duckdb.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { parsePeriod } from '../../levering/period.js';
import { compareDeliveries, type Change, earlierCatalog } from '../../organisation/feedback/change.js';
import { fileLabel } from '../../organisation/personal/label.js';
import { type ExportInput, type JudgedExport, judgeExport } from '../../organisation/prepare.js';
import { reviewExport } from '../../organisation/review.js';
import { type JudgedRow, judgedRows } from '../../organisation/validate/summary.js';
import { checkText } from '../check-text.js';
import { changeText, explainingChange, mappingPlace, unknownLabels } from '../export-change.js';
import { writeFeedback } from '../feedback-files.js';
import type { Io } from '../io.js';
import { readFileName } from '../workspace/filename.js';
import { loadMapping } from '../workspace/mappings.js';
import { isDay, usualPeriod } from '../workspace/period.js';
import { findWorkspace, unknownOrganisation } from '../workspace/workspace.js';

export interface CheckOptions {
  organisation: string;
  mapping?: string;
  period?: string;
  delivered?: string;
  previous?: string;
  feedback?: boolean;
  json?: boolean;
  workspace?: string;
}

/** A dry run: judges an export where it lies and tells the steward what to repair. Stores nothing. */
export async function check(file: string, options: CheckOptions, io: Io): Promise<number> {
  const workspace = await findWorkspace(options.workspace, io);
  const agreed = workspace?.config.organisaties[options.organisation];
  if (workspace && !agreed && options.mapping === undefined) throw unknownOrganisation(options.organisation, workspace);
  const codebook = loadCodebook(workspace?.config.codeboek);
  const mapping = await loadMapping(options.organisation, options.mapping, workspace, codebook, io);
  const named = readFileName(basename(file));
  const delivered = options.delivered ?? named.delivered ?? io.today();
  if (!isDay(delivered)) throw new UserError('cli.delivered.none', { day: delivered });
  const period = parsePeriod(options.period ?? named.period ?? usualPeriod(agreed?.leverperiode ?? 'maand', delivered));
  const path = resolve(io.cwd(), file);
  const db = await openDuckDB(':memory:', { memoryLimit: '1800MB' });
  try {
    const input = { path, organisation: options.organisation, mapping, codebook, period, delivered };
    const earlier = options.previous === undefined ? undefined : await judgeEarlier(db, resolve(io.cwd(), options.previous), input, io);
    const examined = { path, mapping, mappingPath: mappingPlace(options.mapping, workspace?.folder, options.organisation, io) };
    const judged = await explainingChange(examined, io, () => judgeExport(db, input));
    const change = earlier && (await compareDeliveries(db, period, earlier));
    if (agreed && (period.vanMaand < agreed.sinds || (agreed.tot !== null && period.totMaand > agreed.tot))) {
      io.err(`${message(io.lang, 'cli.check.outsideAgreement', { period: period.periode, organisation: options.organisation, since: agreed.sinds, until: agreed.tot ?? '…' })}\n`);
    }
    const about = { file: fileLabel(basename(file)), organisation: options.organisation, period: period.periode, delivered };
    if (options.json) io.out(checkJson(about, judged, await judgedRows(db), change));
    if (!options.json || options.feedback) await tell(db, { ...about, mapping, codebook, judged, change }, { path, previous: options.previous && resolve(io.cwd(), options.previous) }, options, io);
    if (!options.json) io.err(await changeText({ ...examined, unknown: unknownLabels(judged.findings, mapping) }, io));
    return judged.blocked || judged.counts.rejected > 0 ? exitCodes.findings : exitCodes.done;
  } finally {
    db.close();
  }
}

type About = { file: string; organisation: string; period: string; delivered: string };

async function tell(
  db: Database,
  review: About & { mapping: ExportInput['mapping']; codebook: Codebook; judged: JudgedExport; change: Change | undefined },
  files: { path: string; previous: string | undefined },
  options: CheckOptions,
  io: Io,
): Promise<void> {
  const feedback = await reviewExport(db, review);
  if (!options.json) io.out(checkText(feedback, review.codebook, io));
  if (options.feedback) {
    const written = await writeFeedback(feedback, review.codebook, files, io.lang);
    io.err(message(io.lang, 'feedback.written', { files: written.map((name) => fileLabel(basename(name))).join(', ') }));
  } else if (io.tty) io.err(message(io.lang, 'feedback.hint'));
}

/** Judges the previous delivery beside this one, by the same mapping, as it stood on its own day. */
async function judgeEarlier(db: Database, path: string, input: ExportInput, io: Io): Promise<{ file: string; delivered: string }> {
  if (path === input.path) throw new UserError('feedback.previousSame');
  const delivered = readFileName(basename(path)).delivered ?? input.delivered;
  const [{ home }] = (await db.rows<{ home: string }>('SELECT current_catalog() AS home')) as [{ home: string }];
  await db.run(`ATTACH ':memory:' AS ${earlierCatalog}; USE ${earlierCatalog}`);
  try {
    await judgeExport(db, { ...input, path, delivered });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('feedback.previous', { file: fileLabel(basename(path)), problem: message(io.lang, error.key, error.params) }, error.exitCode);
  } finally {
    await db.run(`USE "${home}"`);
  }
  return { file: fileLabel(basename(path)), delivered };
}

function checkJson({ file, organisation, period, delivered }: About, judged: JudgedExport, rows: JudgedRow[], change: Change | undefined): string {
  const { detected, counts, incidents, affected, byMonth, byForm, fileFindings, blocked } = judged;
  const answer = { file, organisation, period, delivered, detected, counts, incidents, affected, by_month: byMonth, by_form: byForm, blocked, rows, file_findings: fileFindings };
  return `${JSON.stringify(change ? { ...answer, change } : answer, null, 1)}\n`;
}
