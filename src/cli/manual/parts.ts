/** The building blocks of the manual's chapters. */
import { html, type Html } from '../../codebook/html.js';
import { table } from '../../codebook/page-fields.js';
import type { Codebook, Field } from '../../codebook/schema.js';
import { message, type Lang, type MessageKey, type MessageParams } from '../../i18n/message.js';
import type { Screen } from './screens.js';

export interface Chapter {
  id: string;
  title: string;
  body: readonly Html[];
}

export interface Writer {
  lang: Lang;
  codebook: Codebook;
  t(key: MessageKey, params?: MessageParams): string;
}

export function writer(lang: Lang, codebook: Codebook): Writer {
  return { lang, codebook, t: (key, params = {}) => message(lang, key, params) };
}

export function paragraph(text: string): Html {
  return html`<p>${rich(text)}</p>\n`;
}

/** A sentence with what is typed, between backticks, as code. */
export function rich(text: string): Html[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

/** A command to type. */
export function typed({ t }: Writer, ...lines: string[]): Html {
  return html`<div class="typed" role="group" aria-label="${t('manual.type')}">${lines.map((line) => html`<code>${line}</code>`)}</div>\n`;
}

/** A screen as the program prints it, below the command that asks for it. */
export function screen({ t }: Writer, { command, text }: Screen): Html {
  const label = command === '' ? t('manual.screen') : `${t('manual.screen')}: ${command}`;
  return html`<figure class="screen"><figcaption>${command === '' ? t('manual.screen') : html`<code>${command}</code>`}</figcaption><pre tabindex="0" role="group" aria-label="${label}">${text.replace(/^\n+|\s+$/g, '')}</pre></figure>\n`;
}

/** Fields with what leaves of them. */
export function fieldRows({ lang, t }: Writer, fields: readonly Field[], id: string): Html {
  return table([t('manual.export.field'), t('manual.meaning'), t('manual.export.leaves')], fields.map((field) => ({
    id: `${id}-${field.naam}`,
    cells: [
      html`<code>${field.naam}</code>`,
      html`${field.label[lang]}${field.lijst && field.lijst !== 'regio' ? html` <span class="sub"><a href="#lijst-${field.lijst}">${t('manual.export.list', { list: field.lijst })}</a></span>` : ''}`,
      field.generalisatie[lang],
    ],
  })), 'plain');
}
