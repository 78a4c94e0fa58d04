import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import type { PersonKind } from '../../levering/columns.js';
import { composeContainer, type DeliveryPart } from '../../levering/delivery.js';
import { checkRecipient, encrypt } from '../../levering/encryption.js';
import { keyId, publicKeyOf } from '../../files/signature.js';
import { defaultK } from '../../organisation/deliver/classes.js';
import { type Leaving, ownContext, prepareDelivery, type Source } from '../deliver.js';
import type { Io } from '../io.js';
import { broken, textTable } from '../table.js';
import { readFileName } from '../workspace/filename.js';
import { readReceiver, readSigningKey } from '../workspace/keyring.js';
import { readLabelKey } from '../workspace/keys.js';
import { loadMapping } from '../workspace/mappings.js';
import { addDays, usualPeriod } from '../workspace/period.js';
import { places, requireWorkspace, type Workspace } from '../workspace/workspace.js';

export interface PrepareOptions {
  organisation: string;
  mapping?: string;
  period?: string;
  delivered?: string;
  expires?: string;
  recipient?: string;
  k?: number;
  out?: string;
  inspect?: boolean;
  json?: boolean;
  workspace?: string;
}

/** Days after which a levering that was left lying is no longer taken in. */
export const validDays = 90;

/** Makes one signed and encrypted levering of the files; with `--inspect` it only shows what would leave. */
export async function prepare(files: readonly string[], options: PrepareOptions, io: Io): Promise<number> {
  const workspace = await requireWorkspace(options.workspace, io);
  const { organisation } = options;
  if (options.k === 0) throw new UserError('levering.prepare.k', {});
  const inspect = options.inspect === true;
  const recipient = inspect ? 'age1' : await recipientFor(options, workspace);
  const signingKey = inspect ? '' : await readSigningKey(workspace.folder, organisation);
  const named = files.map((file) => readFileName(basename(file)).delivered).filter((day) => day !== undefined);
  const delivered = options.delivered ?? named.sort().at(-1) ?? io.today();
  const prepared = await prepareDelivery({
    organisation,
    sources: await sourcesOf(files, options, delivered, workspace, io),
    codebook: loadCodebook(workspace.config.codeboek),
    delivered,
    expires: options.expires ?? addDays(io.today(), validDays),
    recipient,
    k: options.k ?? defaultK,
    labelKey: inspect ? undefined : await readLabelKey(workspace.folder, organisation),
    labelled: labelledOf(workspace, organisation),
  });
  const { delivery, leaving } = prepared;
  if (inspect) {
    io.out(options.json ? inspectJson(delivery.delen, leaving) : delivery.delen.map((part, i) => inspectText(part, leaving[i]!, io)).join('\n'));
    return exitCodes.done;
  }
  const plain = composeContainer(delivery, prepared.files, signingKey);
  const out = resolve(io.cwd(), options.out ?? defaultName(organisation, delivery.delen, delivered));
  if (files.some((file) => resolve(io.cwd(), file) === out)) throw new UserError('levering.prepare.overwrites', { file: basename(out) });
  const bytes = await encrypt(plain, recipient);
  await writeFileAtomic(out, bytes);
  const key = keyId(publicKeyOf(signingKey));
  if (options.json) {
    const sha256 = createHash('sha256').update(plain).digest('hex');
    io.out(`${JSON.stringify({ file: out, bytes: bytes.length, organisation, delivered, expires: delivery.vervalt, recipient, key, content_sha256: sha256, parts: delivery.delen.map(partJson) }, null, 1)}\n`);
  } else {
    const t = (name: MessageKey, params: MessageParams = {}) => message(io.lang, name, params);
    io.out(t('levering.prepare.made', { file: out, kilobytes: Math.ceil(bytes.length / 1024), expires: delivery.vervalt, key }));
    io.out(delivery.delen.map((part, i) => t('levering.prepare.part', { file: leaving[i]!.file, what: partName(part), text: partSentences(part, io).join('\n    ') })).join(''));
  }
  return exitCodes.done;
}

async function recipientFor(options: PrepareOptions, { folder }: Workspace): Promise<string> {
  const written = await readFile(join(folder, places.keys, 'ontvanger.txt'), 'utf8').catch(() => undefined);
  const own = () => readReceiver(folder).then(({ recipient }) => recipient, () => undefined);
  const recipient = options.recipient ?? written?.trim() ?? (await own());
  if (recipient === undefined) throw new UserError('levering.prepare.noRecipient', { place: `${places.keys}/ontvanger.txt` });
  checkRecipient(recipient);
  return recipient;
}

/** Units of which labels leave, by the agreement in the settings. */
export function labelledOf({ config }: Workspace, organisation: string): readonly PersonKind[] {
  return config.organisaties[organisation]?.persoonslabels ?? [];
}

/** The files as what is delivered, each with its period and mapping. */
export async function sourcesOf(files: readonly string[], options: Pick<PrepareOptions, 'organisation' | 'mapping' | 'period'>, delivered: string, workspace: Workspace, io: Io): Promise<Source[]> {
  const { organisation } = options;
  const codebook = loadCodebook(workspace.config.codeboek);
  const rhythm = workspace.config.organisaties[organisation]?.leverperiode ?? 'maand';
  const sources: Source[] = [];
  for (const file of files) {
    const { kind, period } = readFileName(basename(file));
    const path = resolve(io.cwd(), file);
    if (kind === 'voorval') {
      const mapping = await loadMapping(organisation, options.mapping, workspace, codebook, io);
      sources.push({ kind, path, period: options.period ?? period ?? usualPeriod(rhythm, delivered), mapping });
    } else if (ownContext.some((one) => one === kind)) sources.push({ kind: kind as (typeof ownContext)[number], path });
    else throw new UserError('levering.prepare.kind', { file: basename(file), known: ownContext.join(', ') });
  }
  return sources;
}

/** The first and last month of the incidents, or the kind of table, and the day: as the receiver reads it back. */
function defaultName(organisation: string, parts: readonly DeliveryPart[], delivered: string): string {
  const periods = parts.flatMap((part) => (part.deel === 'voorval' ? [part.manifest.periode] : [])).sort();
  const what = periods.length === 0 ? parts[0]!.manifest.soort : periods.length === 1 ? periods[0]! : `${periods[0]}_${periods.at(-1)}`;
  return `${organisation}_${what}_geleverd-${delivered}.levering`;
}

export function partName(part: DeliveryPart): string {
  return part.deel === 'voorval' ? part.manifest.periode : part.manifest.soort;
}

/** What becomes of a file: how many leave, what became coarser, what stays small, what was agreed. */
export function partSentences(part: DeliveryPart, io: Io): string[] {
  const { valid, signal, rejected } = part.manifest.aantallen;
  const t = (name: MessageKey, params: MessageParams) => message(io.lang, name, params);
  if (part.deel === 'context') return [t('levering.prepare.rows', { rows: valid + signal, rejected })];
  const persons = part.persoonslabel ? [t('levering.prepare.persons', { kinds: part.persoonslabel.eenheden.join(', ') })] : [];
  return [t('levering.prepare.incidents', { incidents: part.manifest.incidenten, rejected }), ...classSentences(part, t), ...persons];
}

const coarser = ['landsdeel', 'regio', 'maand', 'vormen2', 'relatie', 'functie'] as const;

function classSentences({ klassen, manifest }: Extract<DeliveryPart, { deel: 'voorval' }>, t: (name: MessageKey, params: MessageParams) => string): string[] {
  const { k, klein, resterend, resterendeKlassen, kleinste } = klassen;
  const done = coarser.filter((one) => klassen[one] > 0).map((one) => t(`levering.prepare.coarser.${one}`, { count: klassen[one] }));
  const sentences = [t('levering.prepare.classes', { k, small: klein, smallest: kleinste })];
  if (done.length > 0) sentences.push(t('levering.prepare.coarser', { done: done.join(', ') }));
  if (resterend > 0) sentences.push(t('levering.prepare.remaining', { k, classes: resterendeKlassen, incidents: resterend }));
  if (resterend > 0 && manifest.vanMaand === manifest.totMaand) sentences.push(t('levering.prepare.longer', {}));
  return sentences;
}

function partJson(part: DeliveryPart) {
  const { soort, aantallen } = part.manifest;
  return part.deel === 'voorval'
    ? { kind: soort, period: part.manifest.periode, counts: aantallen, incidents: part.manifest.incidenten, classes: part.klassen, person_labels: part.persoonslabel?.eenheden ?? [] }
    : { kind: soort, counts: aantallen };
}

function inspectJson(parts: readonly DeliveryPart[], leaving: readonly Leaving[]): string {
  return `${JSON.stringify(parts.map((part, i) => ({ file: leaving[i]!.file, source: leaving[i]!.source, columns: leaving[i]!.columns, ...partJson(part) })), null, 1)}\n`;
}

/** The fields that a column becomes and how, each said once. */
export function becomesText(becomes: readonly string[], how: readonly { nl: string; en: string }[], io: Io): string {
  const [fields, ways] = [becomes.join(', '), how.map((one) => one[io.lang]).join('; ')];
  return ways.toLowerCase().startsWith(fields.toLowerCase()) ? ways : [fields, ways].filter((text) => text !== '').join(': ');
}

export const fates = ['kept', 'coarsened', 'inside', 'scanned', 'dropped', 'unread'] as const;

function inspectText(part: DeliveryPart, { file, source, columns }: Leaving, io: Io): string {
  const t = (name: MessageKey, params: MessageParams = {}) => message(io.lang, name, params);
  const width = io.tty ? Math.max(40, io.columns) - 2 : Infinity;
  const lines = [t('levering.inspect.head', { file, what: partName(part) }), ...partSentences(part, io).flatMap((sentence) => broken(sentence, width)).map((line) => `  ${line}\n`), '\n'];
  if (source.length > 0) {
    const counts = fates.map((fate) => [fate, source.filter((one) => one.fate === fate).length] as const).filter(([, n]) => n > 0);
    lines.push(...counts.map(([fate, n]) => t(`levering.inspect.sentence.${fate}`, { count: n })), '\n');
    lines.push(
      textTable(
        [t('levering.inspect.column'), t('levering.inspect.fate'), t('levering.inspect.becomes')],
        source.map(({ header, fate, becomes, how }) => [header, t(`levering.inspect.fate.${fate}`), becomesText(becomes, how, io)]),
        io.tty ? io.columns : undefined,
      ),
      '\n',
    );
  }
  const leaves = columns.filter(({ filled }) => filled > 0);
  lines.push(t('levering.inspect.leaves'), textTable([t('levering.inspect.field'), t('levering.inspect.filled'), t('levering.inspect.different')], leaves.map(({ column, filled, different }) => [column, filled, different])));
  const empty = columns.filter(({ filled }) => filled === 0).map(({ column }) => column);
  if (empty.length > 0) lines.push(t('levering.inspect.empty', { columns: empty.join(', ') }));
  return lines.join('');
}
