import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { message, type MessageKey } from '../../i18n/message.js';
import { addMonths, parsePeriod } from '../../levering/period.js';
import { planPurge, type PurgeChoice, type PurgePlan, purgesAnything } from '../../national/store/purge.js';
import type { Io } from '../io.js';
import { composeProof, layProofs, proofPlace } from '../purge/proof.js';
import { rebuildStore } from '../purge/rebuild.js';
import { releasesOn } from '../purge/releases.js';
import { associationKey } from '../receipts/association-key.js';
import { withStore } from '../store.js';
import { textTable } from '../table.js';
import { places, requireWorkspace, type Workspace } from '../workspace/workspace.js';

export interface PurgeOptions {
  organisation?: string;
  period?: string;
  retention?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
  workspace?: string;
}

/** Takes records out of the store for good, with a proof; published releases stay. */
export async function purge(options: PurgeOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const choice = choiceOf(options, workspace, io);
  if (!existsSync(join(workspace.folder, places.store))) throw new UserError('purge.noStore');
  const { plan, releases } = await withStore(workspace, async (db) => {
    await layProofs(db, workspace);
    const made = await planPurge(db, choice);
    return { plan: made, releases: await releasesOn(workspace, made.inhoud) };
  });
  if (!purgesAnything(plan)) {
    io.out(options.json ? `${JSON.stringify({ done: false, ...plan, releases }, null, 1)}\n` : message(io.lang, 'purge.nothing'));
    return exitCodes.done;
  }
  const exports = await inboxOf(workspace, choice);
  if (!options.json) io.out(planText(plan, releases, exports, io));
  if (options.dryRun === true) {
    if (options.json) io.out(`${JSON.stringify({ done: false, ...plan, releases, exports }, null, 1)}\n`);
    else io.out(message(io.lang, 'purge.dry'));
    return exitCodes.done;
  }
  if (options.yes !== true && !(await confirmed(io))) throw new UserError('purge.yes');
  const key = await associationKey(workspace.folder);
  const op = io.today();
  await rebuildStore({ workspace, plan, op, proof: (nummer, before, after) => composeProof(plan, { nummer, op, before, after }, workspace.config.naam, key) });
  const last = await withStore(workspace, async (db) => (await layProofs(db, workspace)).at(-1)!);
  const place = proofPlace(last);
  io.out(options.json ? `${JSON.stringify({ done: true, ...plan, releases, exports, proof: place }, null, 1)}\n` : message(io.lang, 'purge.done', { place }));
  return exitCodes.done;
}

function choiceOf({ organisation, period, retention }: PurgeOptions, { config }: Workspace, io: Io): PurgeChoice {
  if (retention === true) {
    if (organisation !== undefined || period !== undefined) throw new UserError('purge.either');
    return { reden: 'bewaartermijn', organisatie: null, vanMaand: null, totMaand: addMonths(io.today().slice(0, 7), -12 * config.bewaartermijn.jaren - 1) };
  }
  if (organisation === undefined && period === undefined) throw new UserError('purge.either');
  if (organisation !== undefined && !/^[A-Z0-9_-]{2,40}$/.test(organisation)) throw new UserError('cli.organisation.unknown', { organisation, known: Object.keys(config.organisaties).join(', ') });
  const { vanMaand, totMaand } = period === undefined ? { vanMaand: null, totMaand: null } : parsePeriod(period);
  return { reden: 'verzoek', organisatie: organisation ?? null, vanMaand, totMaand };
}

/** Exports that still lie in the inboxes concerned: a purge of the store does not touch them. */
async function inboxOf({ folder, config }: Workspace, { organisatie }: PurgeChoice): Promise<number> {
  const owners = organisatie === null ? Object.keys(config.organisaties) : [organisatie];
  const lists = await Promise.all(owners.map((owner) => readdir(join(folder, places.inbox, owner)).catch((): string[] => [])));
  return lists.flat().filter((name) => !name.startsWith('.')).length;
}

function planText(plan: PurgePlan, releases: readonly string[], exports: number, io: Io): string {
  const t = (key: MessageKey, params = {}) => message(io.lang, key, params);
  const { organisatie, vanMaand, totMaand, reden } = plan.choice;
  const months = vanMaand === null && totMaand === null ? t('purge.allMonths') : `${vanMaand ?? '…'} – ${totMaand ?? '…'}`;
  const rows = plan.tabellen.filter(({ voor, na }) => na < voor).map(({ tabel, voor, na }) => [tabel, voor, voor - na, na]);
  const parts = [
    t(`purge.head.${reden}`, { organisation: organisatie ?? t('purge.everybody'), months }),
    textTable([t('purge.table'), t('purge.before'), t('purge.gone'), t('purge.after')], rows),
  ];
  if (organisatie === null && plan.voorvallen.length > 0) parts.push(`\n${textTable([t('purge.organisation'), t('purge.incidents')], plan.voorvallen.map((one) => [one.organisatie, one.aantal]))}`);
  parts.push(releases.length > 0 ? t('purge.releases', { releases: releases.join(', ') }) : t('purge.noReleases'));
  if (exports > 0) parts.push(t('purge.inbox', { files: exports }));
  return parts.join('');
}

async function confirmed(io: Io): Promise<boolean> {
  if (!io.tty || (io.stdin as { isTTY?: boolean }).isTTY !== true) return false;
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: message(io.lang, 'purge.sure'), initialValue: false, input: io.stdin as NodeJS.ReadStream, output: io.stdout as NodeJS.WriteStream });
  return !isCancel(answer) && answer;
}
