import { loadCodebook } from '../../codebook/codebook.js';
import { codebookHtml, codebookJson, codebookText } from '../../codebook/show.js';
import { exitCodes } from '../../error.js';
import type { Io } from '../io.js';

/** Prints the codebook as text, JSON or an HTML page. */
export async function codebook(options: { json?: boolean; html?: boolean; codebookVersion?: string }, io: Io): Promise<number> {
  const book = loadCodebook(options.codebookVersion);
  if (options.json) io.out(`${JSON.stringify(codebookJson(book), null, 1)}\n`);
  else io.out(options.html ? codebookHtml(book, io.lang) : codebookText(book, io.lang));
  return exitCodes.done;
}
