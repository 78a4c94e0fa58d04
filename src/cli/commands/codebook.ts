import { resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { codebookHtml, codebookJson, codebookText } from '../../codebook/show.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import type { Io } from '../io.js';

export interface CodebookOptions {
  json?: boolean;
  html?: boolean;
  codebookVersion?: string;
  synthetic?: number;
  out?: string;
  seed?: number;
}

/** Prints the codebook as text, JSON or an HTML page, or writes a synthetic twin of the tables behind the gate. */
export async function codebook(options: CodebookOptions, io: Io): Promise<number> {
  const book = loadCodebook(options.codebookVersion);
  if (options.synthetic !== undefined) return twin(options.synthetic, options, io);
  if (options.json) io.out(`${JSON.stringify(codebookJson(book), null, 1)}\n`);
  else io.out(options.html ? codebookHtml(book, io.lang) : codebookText(book, io.lang));
  return exitCodes.done;
}

const mostRows = 5_000_000;

async function twin(rows: number, { out, seed = 1, codebookVersion }: CodebookOptions, io: Io): Promise<number> {
  if (rows < 1 || rows > mostRows) throw new UserError('serve.syntheticRows', { most: mostRows });
  if (out === undefined) throw new UserError('serve.syntheticOut');
  const { writeTwin } = await import('../synthetic/write.js');
  const folder = resolve(io.cwd(), out);
  const names = await writeTwin(folder, { rows, seed, from: '2022-01', to: '2024-12', lang: io.lang, codebook: loadCodebook(codebookVersion) });
  io.err(`${message(io.lang, 'serve.syntheticWritten', { folder, tables: names.join(', '), rows })}\n`);
  return exitCodes.done;
}
