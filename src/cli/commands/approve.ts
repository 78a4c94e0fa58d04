import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { keyId, newSigningKey, publicKeyOf } from '../../files/signature.js';
import { message } from '../../i18n/message.js';
import { approveRelease, readApproval } from '../../release/approval.js';
import { auditRelease } from '../../release/audit/audit.js';
import { refuseUnsafe } from '../../release/audit/certificate.js';
import { loadSolver } from '../../release/audit/solver.js';
import { enterRelease } from '../../release/ledger.js';
import { openUnapproved } from '../../release/read.js';
import { readText } from '../../release/write.js';
import { releaseFolder } from '../find-release.js';
import type { Io } from '../io.js';
import { layKeyFile } from '../workspace/keys.js';
import { places, requireWorkspace, type Workspace } from '../workspace/workspace.js';
import { publishedBefore } from './verify.js';

export interface ApproveOptions {
  name: string;
  role: string;
  key?: string;
  json?: boolean;
  workspace?: string;
}

const keyFile = 'goedkeuring.pem';

/** Attacks the release once more, enters it in the ledger and signs it off. */
export async function approve(given: string, options: ApproveOptions, io: Io): Promise<number> {
  for (const [option, given] of [['--name', options.name], ['--role', options.role]] as const) if (given.trim().length < 2) throw new UserError('gate.approver', { option });
  const workspace = await requireWorkspace(options.workspace, io);
  const folder = await releaseFolder(given, workspace, io);
  const opened = await openUnapproved(folder);
  opened.close();
  const { release } = opened.manifest;
  refuseUnsafe(auditRelease(await readText(folder), await publishedBefore(workspace, release), await loadSolver()));
  const privateKey = await approvalKey(workspace, options.key, io);
  const own = keyId(publicKeyOf(privateKey));
  const { goedkeurders } = workspace.config;
  if (goedkeurders.length > 0 && !goedkeurders.some(({ naam, sleutel }) => naam === options.name && sleutel === own)) {
    throw new UserError('gate.unknownApprover', { name: options.name, key: own }, exitCodes.approval);
  }
  // The ledger first: a release may stand in it unapproved, but none may be approved outside it.
  await enterRelease(join(workspace.folder, places.ledger), release, folder, io.today());
  await approveRelease(folder, release, { naam: options.name, rol: options.role, datum: io.today(), privateKey });
  const approval = (await readApproval(folder, goedkeurders))!;
  io.out(
    options.json
      ? `${JSON.stringify(approval, null, 1)}\n`
      : message(io.lang, 'gate.approved', { release: basename(folder), name: approval.naam, role: approval.rol, day: approval.datum, key: approval.sleutel }),
  );
  return exitCodes.done;
}

async function approvalKey(workspace: Workspace, given: string | undefined, io: Io): Promise<string> {
  const place = `${places.keys}/${keyFile}`;
  const path = given === undefined ? join(workspace.folder, place) : resolve(io.cwd(), given);
  const made = given === undefined && (await layKeyFile(workspace.folder, keyFile, newSigningKey()));
  try {
    const pem = await readFile(path, 'utf8');
    const key = keyId(publicKeyOf(pem));
    if (made) io.err(`${message(io.lang, 'gate.keyMade', { place, key })}\n`);
    return pem;
  } catch {
    throw new UserError('gate.badKey', { file: basename(path) });
  }
}
