import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { addMonths, isMonth, monthRange } from '../../levering/period.js';
import { deliveryStatus, type SliceStatus } from '../../national/store/status.js';
import type { Io } from '../io.js';
import { withStore } from '../store.js';
import { textTable } from '../table.js';
import { usualPeriod } from '../workspace/period.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface StatusOptions {
  from?: string;
  to?: string;
  json?: boolean;
  workspace?: string;
}

const signs = { geleverd: '●', nul: '0', ontbreekt: '✗', niet_verwacht: '·' } as const;

/** The matrix of organisations and months; the twelve months up to the newest delivery unless said otherwise. */
export async function status(options: StatusOptions, io: Io): Promise<number> {
  for (const month of [options.from, options.to]) if (month !== undefined && !isMonth(month)) throw new UserError('cli.month.bad', { month });
  const workspace = await requireWorkspace(options.workspace, io);
  const slices = await withStore(workspace, async (db) => {
    const [newest] = await db.rows<{ month: string | null }>('SELECT max(maand) AS month FROM levering_maand');
    const to = options.to ?? newest?.month ?? usualPeriod('maand', io.today());
    return deliveryStatus(db, options.from ?? addMonths(to, -11), to);
  });
  io.out(options.json ? `${JSON.stringify(slices, null, 1)}\n` : matrix(slices, io));
  return slices.some((one) => one.status === 'ontbreekt') ? exitCodes.findings : exitCodes.done;
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
