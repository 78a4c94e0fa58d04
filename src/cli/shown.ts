import type { MessageParams } from '../i18n/message.js';
import { fileLabel } from '../organisation/personal/label.js';

/** Parameters of a message as they may be said: the name of a file without names and numbers of people. */
export function shownParams(params: MessageParams): MessageParams {
  return typeof params['file'] === 'string' ? { ...params, file: fileLabel(params['file']) } : params;
}
