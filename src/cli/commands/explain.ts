import { join } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { isMonth } from '../../levering/period.js';
import { type Explained, explained, type Movement, movements } from '../../national/explain.js';
import { listReleases } from '../../release/list.js';
import { openRelease } from '../../release/read.js';
import type { CijferRow } from '../../release/tables.js';
import type { Io } from '../io.js';
import { withStore } from '../store.js';
import { textTable } from '../table.js';
import { places, requireWorkspace, type Workspace } from '../workspace/workspace.js';

export interface ExplainOptions {
  json?: boolean;
  workspace?: string;
  /** Name of the release to compare with. */
  since?: string;
}

interface Printed {
  readonly name: string;
  readonly delivery: number;
  readonly rows: CijferRow[];
}

/** Definition, limits, SQL, uncertainty, rules and deliveries of a figure, and why it moved; for the analyst, out of the workspace. */
export async function explain(id: string, period: string, options: ExplainOptions, io: Io): Promise<number> {
  if (!/^I\d\d$/.test(id)) throw new UserError('explain.indicator', { id });
  if (!isMonth(period) && !/^(19|20)\d\d$/.test(period)) throw new UserError('release.period', { period });
  const workspace = await requireWorkspace(options.workspace, io);
  const codebook = loadCodebook(workspace.config.codeboek);
  if (!codebook.indicatoren.some((one) => one.id === id)) throw new UserError('explain.indicator', { id });
  const releases = await printedFigures(workspace, id, period);
  const holding = releases.filter(({ rows }) => rows.length > 0);
  const current = holding.at(-1) ?? releases.at(-1);
  const previous = options.since === undefined ? releases.filter(({ delivery }) => delivery < (current?.delivery ?? 0)).at(-1) : releases.find(({ name }) => name === options.since);
  if (options.since !== undefined && !previous) throw new UserError('cli.release.none', { month: options.since });
  const found = await withStore(workspace, async (db) => ({ about: await explained(db, codebook, id, period), moved: previous ? await movements(db, codebook, id, period, previous.delivery) : [] }), true);
  io.out(options.json ? `${JSON.stringify({ ...found.about, release: current?.name ?? null, cijfers: current?.rows ?? [], sinds: previous?.name ?? null, bewegingen: found.moved }, null, 1)}\n` : asText(found.about, found.moved, period, current, previous, io));
  return exitCodes.done;
}

/** The figures of an indicator in every release that prints the period, in the order of the deliveries behind them. */
async function printedFigures(workspace: Workspace, id: string, period: string): Promise<Printed[]> {
  const found: Printed[] = [];
  for (const { folder, name } of await listReleases(join(workspace.folder, places.releases))) {
    const release = await openRelease(folder, workspace.config.goedkeurders);
    try {
      const rows = await release.rows<CijferRow>('SELECT * FROM cijfer WHERE indicator = $id AND periode = $period ORDER BY reeks, dimensie, code', { id, period });
      const [state] = await release.rows<{ vintage: string | null }>('SELECT max(vintage) AS vintage FROM cijfer');
      if (state?.vintage) found.push({ name, delivery: Number(/\.(\d+)/.exec(state.vintage)?.[1] ?? 0), rows });
    } finally {
      release.close();
    }
  }
  return found.sort((a, b) => a.delivery - b.delivery);
}

function asText({ indicator, sql, regels, leveringen }: Explained, moved: readonly Movement[], period: string, current: Printed | undefined, previous: Printed | undefined, io: Io): string {
  const t = (key: Parameters<typeof message>[1], params = {}): string => message(io.lang, key, params);
  const parts = [`${indicator.id} ${indicator.naam[io.lang]}, ${period}\n\n`];
  parts.push(`${t('explain.definition')}: ${indicator.definitie[io.lang]}\n${t('explain.limits')}: ${indicator.beperking[io.lang]}\n`);
  if (indicator.opmerking) parts.push(`${t('explain.remark')}: ${indicator.opmerking[io.lang]}\n`);
  parts.push(`${t('explain.uncertainty')}: ${t(`explain.uncertainty.${indicator.wijze}`)}\n\n`);
  const rows = current?.rows ?? [];
  parts.push(rows.length === 0 ? `${t('explain.noFigures', { period })}\n` : `${t('explain.figures', { release: current!.name })}\n${figureTable(rows, io)}`);
  parts.push(`\n${t('explain.moved')}\n`);
  parts.push(!previous ? `  ${t('explain.noPrevious')}\n` : moved.length === 0 ? `  ${t('explain.same', { release: previous.name })}\n` : movedTable(moved, previous.name, io));
  parts.push(`\n${t('explain.deliveries')}\n${textTable(['organisatie', 'levering', 'geleverd', 'koppeling', 'maanden', 'voorvallen'], leveringen.map((one) => [one.organisatie, one.levering, one.geleverd, one.koppeling, one.maanden, one.voorvallen]))}`);
  if (regels.length > 0) parts.push(`\n${t('explain.rules')}\n${regels.map((rule) => `  ${rule.id} ${rule.label[io.lang]}${rule.voorwaarde ? `\n      ${rule.voorwaarde}` : ''}\n`).join('')}`);
  for (const { bestand, tekst } of sql) parts.push(`\nsrc/national/aggregate/${bestand}\n${tekst.replaceAll(/^/gm, '  ')}\n`);
  return parts.join('');
}

function figureTable(rows: readonly CijferRow[], io: Io): string {
  const number = (value: number | null): string => (value === null ? '' : String(value).replace('.', io.lang === 'nl' ? ',' : '.'));
  return textTable(['reeks', 'dimensie', 'code', 'waarde', 'onder', 'boven', 'status'], rows.map((row) => [row.reeks, row.dimensie, row.code, row.conf_status === 'C' ? '×' : number(row.waarde), number(row.onder), number(row.boven), row.obs_status]));
}

function movedTable(moved: readonly Movement[], release: string, io: Io): string {
  const number = (value: number): string => (Math.round(value * 100) / 100).toString().replace('.', io.lang === 'nl' ? ',' : '.');
  const lines = moved.map(({ tabel, code, toen, nu, stappen }) => {
    const parts = stappen.map(({ stap, verschil }) => `${verschil > 0 ? '+' : ''}${number(verschil)} ${message(io.lang, `explain.step.${stap}`)}`);
    return `  ${tabel} ${code}: ${number(toen)} → ${number(nu)} = ${parts.join('; ')}\n`;
  });
  return `${message(io.lang, 'explain.since', { release })}\n${lines.join('')}`;
}
