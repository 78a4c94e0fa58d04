import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { message } from '../../i18n/message.js';
import { defaultK } from '../../organisation/deliver/classes.js';
import { prepareDelivery } from '../deliver.js';
import type { Io } from '../io.js';
import { deliveryDocument, deliveryJson, keysInUse } from '../privacy/delivery.js';
import { type Document, documentHtml, documentText } from '../privacy/document.js';
import { refusedDocument, refusedJson, refusedReport } from '../privacy/refused.js';
import { storeDocument, storeJson, storeReport } from '../privacy/store.js';
import { withStore } from '../store.js';
import { readFileName } from '../workspace/filename.js';
import { addDays } from '../workspace/period.js';
import { requireWorkspace } from '../workspace/workspace.js';
import { labelledOf, sourcesOf, validDays } from './prepare.js';

export interface PrivacyOptions {
  organisation?: string;
  mapping?: string;
  period?: string;
  delivered?: string;
  k?: number;
  html?: boolean;
  out?: string;
  json?: boolean;
  workspace?: string;
}

/** The privacy officer's report: of files as they would leave now, or without files of what the store holds. Stores nothing. */
export async function privacy(files: readonly string[], options: PrivacyOptions, io: Io): Promise<number> {
  const made = files.length === 0 ? await ofStore(options, io) : await ofFiles(files, options, io);
  const text = options.json ? `${JSON.stringify(made.data, null, 1)}\n` : options.html ? documentHtml(made.document, io.lang) : documentText(made.document);
  if (options.out === undefined) io.out(text);
  else {
    const place = resolve(io.cwd(), options.out);
    if (files.some((file) => resolve(io.cwd(), file) === place)) throw new UserError('levering.prepare.overwrites', { file: basename(place) });
    await writeFileAtomic(place, text);
    io.out(message(io.lang, 'privacy.written', { place: options.out }));
  }
  // What was found has been told; why nothing may leave is told as every command tells it.
  if (made.refusal) throw made.refusal;
  return exitCodes.done;
}

interface Made {
  data: object;
  document: Document;
  refusal?: UserError;
}

async function ofFiles(files: readonly string[], options: PrivacyOptions, io: Io): Promise<Made> {
  const { organisation } = options;
  if (organisation === undefined) throw new UserError('privacy.needsOrganisation', {});
  const workspace = await requireWorkspace(options.workspace, io);
  if (options.k === 0) throw new UserError('levering.prepare.k', {});
  const k = options.k ?? defaultK;
  const named = files.map((file) => readFileName(basename(file)).delivered).filter((day) => day !== undefined);
  const delivered = options.delivered ?? named.sort().at(-1) ?? io.today();
  const [sources, codebook] = [await sourcesOf(files, { ...options, organisation }, delivered, workspace, io), loadCodebook(workspace.config.codeboek)];
  const made = await prepareDelivery({
    organisation, delivered, k, sources, codebook,
    expires: addDays(io.today(), validDays),
    recipient: 'age1',
    labelKey: undefined,
    labelled: labelledOf(workspace, organisation),
  }).catch((error: unknown) => {
    if (error instanceof UserError && error.exitCode !== exitCodes.usage) return error;
    throw error;
  });
  if (made instanceof UserError) {
    const refused = await refusedReport(sources, { organisation, delivered, codebook, refusal: made });
    return { data: refusedJson(refused), document: refusedDocument(refused, io), refusal: made };
  }
  const { delivery, leaving } = made;
  const report = { delivery, leaving, k, keys: await keysInUse(workspace, delivery), workspace };
  return { data: deliveryJson(report), document: deliveryDocument(report, io) };
}

async function ofStore(options: PrivacyOptions, io: Io): Promise<Made> {
  const workspace = await requireWorkspace(options.workspace, io);
  const report = await withStore(workspace, (db) => storeReport(db, workspace));
  return { data: storeJson(report, workspace), document: storeDocument(report, workspace, io) };
}
