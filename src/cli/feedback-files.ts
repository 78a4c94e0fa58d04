/** The feedback beside the export, and nowhere else: `<export>.terugkoppeling.html` and `.xlsx`. */
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Codebook } from '../codebook/schema.js';
import { UserError } from '../error.js';
import { writeFileAtomic } from '../files/atomic.js';
import type { Lang } from '../i18n/message.js';
import { addressOf } from '../organisation/feedback/cell.js';
import type { Feedback } from '../organisation/feedback/feedback.js';
import { feedbackPage } from '../organisation/feedback/page.js';
import { feedbackWorkbook } from '../organisation/feedback/workbook.js';
import { fileLabel } from '../organisation/personal/label.js';

const mark = '.terugkoppeling';

/** Whether a file is feedback that was written beside an export. */
export function isFeedback(name: string): boolean {
  return /\.terugkoppeling\.(?:html|xlsx)$/i.test(name);
}

/** Writes both files whole, readable by those who may read the export, and gives their paths. A UserError where they cannot be written. */
export async function writeFeedback(feedback: Feedback, codebook: Codebook, { path, previous }: { path: string; previous: string | undefined }, lang: Lang): Promise<string[]> {
  const stem = join(dirname(path), `${basename(path, extname(path))}${mark}`);
  const mode = (await stat(path)).mode & 0o666;
  const written: string[] = [];
  for (const [ending, data] of [
    ['.html', feedbackPage(feedback, codebook, lang)],
    ['.xlsx', await feedbackWorkbook(feedback, codebook, lang, previous === undefined ? undefined : addressFrom(dirname(path), previous))],
  ] as const) {
    try {
      await writeFileAtomic(`${stem}${ending}`, data, mode);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined || !['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
      throw new UserError('feedback.cannotWrite', { file: fileLabel(`${basename(stem)}${ending}`) });
    }
    written.push(`${stem}${ending}`);
  }
  return written;
}

/** The address of a file for its reader in a folder; one on another drive stands on its own. */
function addressFrom(folder: string, path: string): string {
  const way = relative(folder, path);
  return isAbsolute(way) ? pathToFileURL(path).href : addressOf(way.split(sep).join('/'));
}
