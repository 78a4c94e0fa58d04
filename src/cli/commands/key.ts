import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import type { Io } from '../io.js';
import { textTable } from '../table.js';
import { associationKey } from '../receipts/association-key.js';
import { createReceiver, createSigningKey, destroyYear, parsePublicKey, publicFile, readPublic, readReceiver, readTrusted, revokeKey, rotateSigningKey, trustKey } from '../workspace/keyring.js';
import { createKey, readYears, yearKeyId } from '../workspace/keys.js';
import { places, requireWorkspace, unknownOrganisation, type Workspace } from '../workspace/workspace.js';

export interface KeyOptions {
  organisation?: string;
  receiver?: boolean;
  year?: number;
  yes?: boolean;
  id?: string;
  json?: boolean;
  workspace?: string;
}

/** Makes the keys of an organisation, or of the receiver; what is there already stays. */
export async function keyCreate(options: KeyOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  if (options.receiver === true) {
    const made = await createReceiver(workspace.folder);
    await associationKey(workspace.folder);
    const { recipient } = await readReceiver(workspace.folder);
    say(io, made ? 'levering.key.receiverMade' : 'levering.key.receiverThere', { recipient });
    return exitCodes.done;
  }
  const organisation = organisationOf(options, workspace);
  const labels = await createKey(workspace.folder, organisation);
  const signing = await createSigningKey(workspace.folder, organisation);
  const key = await readPublic(workspace.folder, organisation);
  const place = `${places.keys}/${publicFile(organisation)}`;
  say(io, labels || signing ? 'levering.key.made' : 'levering.key.there', { organisation, key: key?.sleutel ?? '–', place });
  return exitCodes.done;
}

export interface ShownKey {
  kind: 'label' | 'signature' | 'receiver' | 'trusted';
  organisation: string;
  key: string;
  state: 'active' | 'destroyed' | 'revoked';
  /** Since when it is trusted, destroyed or revoked. */
  day: string | null;
}

/** Lists keys by their public names; never a secret. */
export async function keyShow(options: KeyOptions, io: Io): Promise<number> {
  const { folder, config } = await requireWorkspace(options.workspace, io);
  const organisations = options.organisation === undefined ? Object.keys(config.organisaties) : [options.organisation];
  const shown: ShownKey[] = [];
  if (options.organisation === undefined) {
    const receiver = await readReceiver(folder).catch(() => undefined);
    if (receiver) shown.push({ kind: 'receiver', organisation: '', key: receiver.recipient, state: 'active', day: null });
  }
  for (const organisation of organisations) shown.push(...(await keysOf(folder, organisation, options.organisation !== undefined)));
  for (const one of await readTrusted(folder)) {
    if (!organisations.includes(one.organisatie)) continue;
    shown.push({ kind: 'trusted', organisation: one.organisatie, key: one.sleutel, state: one.ingetrokken ? 'revoked' : 'active', day: one.ingetrokken ?? one.sinds });
  }
  const t = (name: MessageKey) => message(io.lang, name);
  const head = [t('levering.key.column.kind'), t('levering.key.column.organisation'), t('levering.key.column.key'), t('levering.key.column.state'), t('levering.key.column.day')];
  const rows = shown.map(({ kind, organisation, key, state, day }) => [t(`levering.key.kind.${kind}`), organisation, key, t(`levering.key.state.${state}`), day ?? '']);
  io.out(options.json ? `${JSON.stringify(shown, null, 1)}\n` : textTable(head, rows));
  return exitCodes.done;
}

/** An organisation's own keys by their public names: signature, and with `yearly` those of labels too. */
export async function keysOf(folder: string, organisation: string, yearly: boolean): Promise<ShownKey[]> {
  const signing = await readPublic(folder, organisation);
  const signature: ShownKey[] = signing ? [{ kind: 'signature', organisation, key: signing.sleutel, state: 'active', day: null }] : [];
  const years = yearly ? await readYears(folder, organisation).catch(() => []) : [];
  const labels = years.map((one): ShownKey =>
    'geheim' in one
      ? { kind: 'label', organisation, key: yearKeyId(one.geheim, organisation, one.jaar), state: 'active', day: null }
      : { kind: 'label', organisation, key: one.sleutel, state: 'destroyed', day: one.vernietigd },
  );
  return [...signature, ...labels];
}

/** Replaces the signing key, or with `--year` the key of that year's labels. */
export async function keyRotate(options: KeyOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const organisation = organisationOf(options, workspace);
  if (options.year !== undefined) {
    requireYes(options, 'levering.key.rotateYes', { organisation, year: options.year });
    const { bewijs } = await destroyYear(workspace.folder, organisation, options.year, io.today(), true);
    say(io, 'levering.key.rotatedYear', { organisation, year: options.year, place: bewijs });
    return exitCodes.done;
  }
  const { sleutel } = await rotateSigningKey(workspace.folder, organisation);
  say(io, 'levering.key.rotated', { organisation, key: sleutel, place: `${places.keys}/${publicFile(organisation)}` });
  return exitCodes.done;
}

/** Destroys the key of a year's labels and writes the proof. */
export async function keyDestroy(options: KeyOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const organisation = organisationOf(options, workspace);
  const year = options.year!;
  requireYes(options, 'levering.key.destroyYes', { organisation, year });
  const { bewijs, sleutel } = await destroyYear(workspace.folder, organisation, year, io.today(), false);
  say(io, 'levering.key.gone', { organisation, year, key: sleutel, place: bewijs });
  return exitCodes.done;
}

/** Registers the public key of an organisation at the receiver. */
export async function keyTrust(file: string, options: KeyOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const organisation = organisationOf(options, workspace);
  if (!(organisation in workspace.config.organisaties)) throw unknownOrganisation(organisation, workspace);
  const text = await readFile(resolve(io.cwd(), file), 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('cli.file.missing', { file: basename(file) });
  const key = parsePublicKey(text);
  const outcome = await trustKey(workspace.folder, organisation, key, io.today());
  say(io, `levering.key.trust.${outcome}`, { organisation, key: key.sleutel });
  return exitCodes.done;
}

/** Withdraws the trust in a key from today on. */
export async function keyRevoke(options: KeyOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const organisation = organisationOf(options, workspace);
  await revokeKey(workspace.folder, organisation, options.id!, io.today());
  say(io, 'levering.key.revoked', { organisation, key: options.id! });
  return exitCodes.done;
}

function organisationOf({ organisation }: KeyOptions, workspace: Workspace): string {
  if (organisation === undefined) throw new UserError('levering.key.whose', {});
  if (!/^[A-Z0-9_-]{2,40}$/.test(organisation)) throw unknownOrganisation(organisation, workspace);
  return organisation;
}

function requireYes(options: KeyOptions, key: MessageKey, params: MessageParams): void {
  if (options.yes !== true) throw new UserError(key, params);
}

function say(io: Io, key: MessageKey, params: MessageParams): void {
  io.out(message(io.lang, key, params));
}
