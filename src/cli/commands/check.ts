import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { openDuckDB } from '../../database/duckdb.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { parsePeriod } from '../../levering/period.js';
import { fileLabel } from '../../organisation/personal/label.js';
import { judgeExport } from '../../organisation/prepare.js';
import { judgedRows } from '../../organisation/validate/summary.js';
import { type Answer, checkText } from '../check-text.js';
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
  const db = await openDuckDB(':memory:', { memoryLimit: '1800MB' });
  try {
    const judged = await judgeExport(db, { path: resolve(io.cwd(), file), organisation: options.organisation, mapping, codebook, period, delivered });
    const rows = await judgedRows(db);
    const answer = { file: fileLabel(basename(file)), organisation: options.organisation, period: period.periode, delivered, judged, rows };
    if (agreed && (period.vanMaand < agreed.sinds || (agreed.tot !== null && period.totMaand > agreed.tot))) {
      io.err(`${message(io.lang, 'cli.check.outsideAgreement', { period: period.periode, organisation: options.organisation, since: agreed.sinds, until: agreed.tot ?? '…' })}\n`);
    }
    io.out(options.json ? checkJson(answer) : checkText(answer, codebook, io));
    return judged.blocked || judged.counts.rejected > 0 ? exitCodes.findings : exitCodes.done;
  } finally {
    db.close();
  }
}

function checkJson({ file, organisation, period, delivered, judged, rows }: Answer): string {
  const { detected, counts, incidents, affected, byMonth, byForm, fileFindings, blocked } = judged;
  return `${JSON.stringify(
    { file, organisation, period, delivered, detected, counts, incidents, affected, by_month: byMonth, by_form: byForm, blocked, rows, file_findings: fileFindings },
    null,
    1,
  )}\n`;
}
