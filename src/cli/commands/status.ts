import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { addMonths, isMonth, monthRange } from '../../levering/period.js';
import { deliveryStatus, type SliceStatus } from '../../national/store/status.js';
import type { Io } from '../io.js';
import type { PastPurge } from '../../national/store/purge.js';
import { withStore } from '../store.js';
import { textTable } from '../table.js';
import { layProofs } from '../purge/proof.js';
import { releasesOn } from '../purge/releases.js';
import { usualPeriod } from '../workspace/period.js';
import { requireWorkspace, type Workspace } from '../workspace/workspace.js';

export interface StatusOptions {
  from?: string;
  to?: string;
  json?: boolean;
  workspace?: string;
}

const signs = { geleverd: '●', nul: '0', ontbreekt: '✗', niet_verwacht: '·', gewist: '□' } as const;

/** The matrix of organisations and months; the twelve months up to the newest delivery unless said otherwise. */
export async function status(options: StatusOptions, io: Io): Promise<number> {
  for (const month of [options.from, options.to]) if (month !== undefined && !isMonth(month)) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  const { slices, purges } = await withStore(workspace, async (db) => {
    const purged = await layProofs(db, workspace);
    const [newest] = await db.rows<{ month: string | null }>('SELECT max(maand) AS month FROM levering_maand');
    const to = options.to ?? newest?.month ?? usualPeriod('maand', io.today());
    return { slices: await deliveryStatus(db, options.from ?? addMonths(to, -11), to), purges: purged };
  });
  io.out(options.json ? `${JSON.stringify(slices, null, 1)}\n` : matrix(slices, io) + (await purgeLines(purges, workspace, io)));
  return slices.some((one) => one.status === 'ontbreekt') ? exitCodes.findings : exitCodes.done;
}

/** What was purged, and which releases still hold figures about it. */
async function purgeLines(purges: readonly PastPurge[], workspace: Workspace, io: Io): Promise<string> {
  const lines: string[] = [];
  for (const { op, reden, van_maand: from, tot_maand: to, inhoud } of purges) {
    const releases = await releasesOn(workspace, inhoud);
    const what = from === null || to === null ? message(io.lang, 'purge.status.other') : message(io.lang, 'purge.status.months', { from, to });
    const kept = releases.length === 0 ? '' : message(io.lang, 'purge.status.releases', { releases: releases.join(', ') });
    lines.push(message(io.lang, 'purge.status', { day: op, why: message(io.lang, `purge.status.${reden}`), what, releases: kept }));
  }
  return lines.join('');
}

function matrix(slices: readonly SliceStatus[], io: Io): string {
  if (slices.length === 0) return message(io.lang, 'cli.status.none');
  const ordered = slices.map(({ maand }) => maand).sort();
  const months = monthRange(ordered[0]!, ordered.at(-1)!);
  const organisations = [...new Set(slices.map(({ organisatie }) => organisatie))].sort();
  const at = new Map(slices.map((one) => [`${one.organisatie} ${one.maand}`, one]));
  const rows = organisations.map((organisation) => [
    organisation,
    ...months.map((month) => {
      const slice = at.get(`${organisation} ${month}`);
      if (!slice) return signs.niet_verwacht;
      return slice.herlevering && slice.status === 'geleverd' ? '○' : signs[slice.status];
    }),
  ]);
  return `${textTable([message(io.lang, 'cli.run.column.organisation'), ...months.map((month) => month.slice(2))], rows)}${message(io.lang, 'cli.status.legend')}`;
}
