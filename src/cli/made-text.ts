import { type Lang, message } from '../i18n/message.js';
import type { MadeRelease } from './make-release.js';

/** A made release for people: how many figures, and what was held back and why. */
export function madeText({ name, cells, suppressed, heldBack, same }: MadeRelease, lang: Lang): string {
  const made = message(lang, 'cli.run.made', { release: name, cells, suppressed, same: same ? message(lang, 'cli.run.same') : '' });
  return heldBack === '' ? made : made + message(lang, 'cli.run.held', { list: heldBack === '*' ? message(lang, 'release.heldAll') : heldBack });
}
