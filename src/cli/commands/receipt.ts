import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { fileSha256 } from '../intake/take-export.js';
import type { Io } from '../io.js';
import { parseReceiptKeys, readReceiptKeys } from '../receipts/association-key.js';
import { parseReceipt, requireGenuine } from '../receipts/receipt.js';
import { receiptLines } from '../receipts/text.js';
import { standingNow } from '../receipts/write.js';
import { withStore } from '../store.js';
import { findWorkspace, places } from '../workspace/workspace.js';

export interface ReceiptOptions {
  key?: string;
  file?: string;
  json?: boolean;
  workspace?: string;
}

/** Checks a receipt: its signature, and when asked the delivered file; in the association's workspace the store too. */
export async function verifyReceipt(path: string, options: ReceiptOptions, io: Io): Promise<number> {
  const read = async (name: string): Promise<string> =>
    readFile(resolve(io.cwd(), name), 'utf8').catch(() => {
      throw new UserError('cli.file.missing', { file: basename(name) });
    });
  const receipt = parseReceipt(await read(path));
  const workspace = options.key === undefined || options.workspace !== undefined ? await findWorkspace(options.workspace, io) : undefined;
  const keys = options.key === undefined ? (workspace ? await readReceiptKeys(workspace.folder) : []) : parseReceiptKeys(await read(options.key));
  requireGenuine(receipt, keys);
  if (options.file !== undefined && (await fileSha256(resolve(io.cwd(), options.file))) !== receipt.bewijs.bestand_sha256) {
    throw new UserError('receipt.otherFile', { file: basename(options.file) }, exitCodes.findings);
  }
  const stored = workspace && existsSync(join(workspace.folder, places.store)) ? await withStore(workspace, (db) => standingNow(db, receipt.bewijs)) : null;
  if (options.json) io.out(`${JSON.stringify({ ...receipt, file: options.file === undefined ? null : 'same', store: stored }, null, 1)}\n`);
  else {
    const said = [message(io.lang, 'receipt.valid'), ...(options.file === undefined ? [] : [message(io.lang, 'receipt.thisFile')]), ...(stored === null ? [] : [message(io.lang, `receipt.store.${stored}`)])];
    io.out(`${receiptLines(receipt.bewijs, receipt.handtekening.sleutel, io.lang)}\n${said.join('\n')}\n`);
  }
  return stored === null || stored === 'same' ? exitCodes.done : exitCodes.findings;
}
