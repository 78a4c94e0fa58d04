import { join } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { readLedger } from '../../public/query/guarded/ledger.js';
import { ledgerFile } from '../guard/open.js';
import { addResearcher, loginName, readResearchers, revokeResearcher } from '../guard/researchers.js';
import type { Io } from '../io.js';
import { textTable } from '../table.js';
import { isDay } from '../workspace/period.js';
import { places, requireWorkspace, type Workspace } from '../workspace/workspace.js';

interface Place {
  workspace?: string;
}

/** Gives somebody access, and shows the password for the server this once. */
export async function researcherAdd(name: string, options: Place & { project: string; purpose: string; until: string; json?: boolean }, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  for (const one of [name, options.project]) if (!loginName.test(one)) throw new UserError('researcher.badName', { name: one });
  if (!isDay(options.until) || options.until < io.today()) throw new UserError('researcher.past', { until: options.until });
  const { project, purpose, until } = options;
  const password = await addResearcher(workspace.folder, { name, project, purpose, until });
  if (options.json) io.out(`${JSON.stringify({ onderzoeker: name, project, doel: purpose, tot: until, wachtwoord: password }, null, 1)}\n`);
  else {
    io.err(`${message(io.lang, 'researcher.added', { name, project, until })}\n`);
    io.out(`${password}\n`);
  }
  return exitCodes.done;
}

/** Ends somebody's access from today. */
export async function researcherRevoke(name: string, options: Place, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  await revokeResearcher(workspace.folder, name, io.today());
  io.err(`${message(io.lang, 'researcher.revoked', { name })}\n`);
  return exitCodes.done;
}

/** Who may ask, for what, and how many cells each was answered. */
export async function researcherList(options: Place & { json?: boolean }, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const lines = questions(workspace);
  const used = (name: string): number => lines.reduce((sum, line) => sum + (line.onderzoeker === name ? line.kosten : 0), 0);
  const rows = (await readResearchers(workspace.folder)).map(({ name, project, purpose, until, revoked }) => ({
    onderzoeker: name, project, doel: purpose, tot: until, ingetrokken: revoked ?? null, cellen: used(name), budget: workspace.config.onderzoek.cellen,
  }));
  const heads = (['name', 'project', 'until', 'used', 'purpose'] as const).map((head) => message(io.lang, `researcher.head.${head}`));
  if (options.json) io.out(`${JSON.stringify(rows, null, 1)}\n`);
  else if (rows.length === 0) io.err(`${message(io.lang, 'researcher.none')}\n`);
  else io.out(textTable(heads, rows.map((row) => [row.onderzoeker, row.project, row.ingetrokken ? `✝ ${row.ingetrokken}` : row.tot, `${row.cellen}/${row.budget}`, row.doel])));
  return exitCodes.done;
}

/** Every question for the privacy officer: who, for what, the text, the verdict, the cells that were shown; no numbers of records. */
export async function researcherLog(name: string | undefined, options: Place & { json?: boolean }, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const lines = questions(workspace).filter(({ onderzoeker }) => name === undefined || onderzoeker === name);
  if (options.json) {
    for (const { cellen, ...line } of lines) io.out(`${JSON.stringify({ ...line, cellen: cellen.filter(({ soort }) => soort === 'cel' || soort === 'maat').map(({ id, waarden }) => ({ id, waarden })) })}\n`);
    return exitCodes.done;
  }
  const heads = (['time', 'name', 'project', 'verdict', 'used', 'sql'] as const).map((head) => message(io.lang, `researcher.head.${head}`));
  const verdict = (reason: string | undefined, spoken: string): string => (reason === undefined ? spoken : `${spoken} (${reason})`);
  io.out(textTable(heads, lines.map((line) => [line.tijd.slice(0, 19), line.onderzoeker, line.project, verdict(line.reden, line.oordeel), line.kosten, line.sql.replace(/\s+/g, ' ')])));
  return exitCodes.done;
}

function questions({ folder }: Workspace): ReturnType<typeof readLedger> {
  return readLedger(join(folder, places.research, ledgerFile));
}
