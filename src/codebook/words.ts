/** The codebook's own sentences in one language, for its renderers. */
import { codebookMessages } from '../i18n/codebook.js';
import type { Lang } from '../i18n/message.js';
import type { Field } from './schema.js';

export type WordKey = keyof typeof codebookMessages extends `codebook.${infer Rest}` ? Rest : never;
export type Words = (key: WordKey, params?: Readonly<Record<string, string | number>>) => string;

/** Looks a word up by its key without the room's name. */
export function words(lang: Lang): Words {
  return (key, params = {}) =>
    codebookMessages[`codebook.${key}`][lang].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
}

/** The publication limit of a field in words: level, smallest count, never crossed. */
export function publicationWords(field: Field, lang: Lang): string {
  const say = words(lang);
  const { niveau, minimum, nietKruisen } = field.publicatie;
  const least = minimum === null ? [] : [say('atLeast', { n: minimum })];
  return [niveau[lang], ...least, ...(nietKruisen ? [say('notCrossed')] : [])].join(', ');
}

/** Where a field goes: its column in the national record, or that it stays inside. */
export function travelWords(field: Field, lang: Lang): string {
  const say = words(lang);
  return field.landelijk === null && field.niveau === 'B' ? say('stays') : field.generalisatie[lang];
}
