import { join } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { Attacker } from '../../release/audit/attack.js';
import { auditRelease, outsiderKnowledge } from '../../release/audit/audit.js';
import { refuseUnsafe } from '../../release/audit/certificate.js';
import { loadSolver } from '../../release/audit/solver.js';
import { readLedger } from '../../release/ledger.js';
import { openRelease } from '../../release/read.js';
import { readText } from '../../release/write.js';
import { releaseFolder } from '../find-release.js';
import type { Io } from '../io.js';
import { findWorkspace, places, type Workspace } from '../workspace/workspace.js';

export interface VerifyOptions {
  attack?: boolean;
  cell?: string;
  json?: boolean;
  workspace?: string;
}

/** Repeats the audit of a release on its files alone, and shows on request what an attacker can learn at most. */
export async function verify(given: string | undefined, options: VerifyOptions, io: Io): Promise<number> {
  const workspace = await findWorkspace(options.workspace, io);
  const folder = await releaseFolder(given, workspace, io);
  const release = await openRelease(folder, workspace?.config.goedkeurders);
  release.close();
  const text = await readText(folder);
  const earlier = await publishedBefore(workspace, release.manifest.release);
  const solve = await loadSolver();
  const result = auditRelease(text, earlier, solve);
  const { approval } = release;
  let intervals: { place: string; low: number; high: number | null }[] | undefined;
  if (options.attack || options.cell !== undefined) {
    const known = outsiderKnowledge(text, earlier, solve);
    const places = known.withheld.filter((place) => options.cell === undefined || place === options.cell);
    if (options.cell !== undefined && places.length === 0) throw new UserError('gate.attack.none', { place: options.cell });
    const attacker = new Attacker(known, places, solve);
    intervals = places.map((place) => ({ place, ...attacker.exact(place) })).map(({ place, low, high }) => ({ place, low, high: high >= unlimited ? null : high }));
    attacker.close();
    intervals.sort((a, b) => (a.high ?? unlimited) - a.low - ((b.high ?? unlimited) - b.low) || (a.place < b.place ? -1 : 1));
  }
  if (options.json) {
    const { cells, withheld, statements, programs, earlier: former, unexplained, unsafe, smallestWidth } = result;
    io.out(`${JSON.stringify({ release: release.manifest.release, cells, withheld, statements, programs, earlier: former, unexplained, unsafe, smallestWidth, approval: approval ?? null, ...(intervals && { intervals }) }, null, 1)}\n`);
  }
  refuseUnsafe(result);
  if (!options.json) {
    const { cells, withheld, statements, programs } = result;
    io.out(message(io.lang, 'gate.verified', { release: release.manifest.release, cells, withheld, statements, earlier: earlier.length, programs }));
    io.out(approval ? message(io.lang, 'gate.status.approved', { name: approval.naam, role: approval.rol, day: approval.datum, key: approval.sleutel }) : message(io.lang, 'gate.status.draft'));
    if (intervals) io.out([message(io.lang, 'gate.attack.head'), ...intervals.map(({ place, low, high }) => `${place.split('|').join(',')},${low},${high ?? ''}`), ''].join('\n'));
  }
  return exitCodes.done;
}

/** From here on the attack found no limit. */
const unlimited = 1e7;

/** What was published, other than the release itself. */
export async function publishedBefore(workspace: Workspace | undefined, release: string): Promise<Awaited<ReturnType<typeof readLedger>>['releases'][number][]> {
  if (!workspace) return [];
  return (await readLedger(join(workspace.folder, places.ledger))).releases.filter((one) => one.release !== release);
}
