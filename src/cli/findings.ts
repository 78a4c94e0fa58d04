import type { Codebook } from '../codebook/schema.js';
import { message, type Lang, type MessageKey } from '../i18n/message.js';
import { isMessageKey } from '../i18n/message.js';

export interface ShownFinding {
  rule: string;
  column: string | null;
  params?: Readonly<Record<string, string | number>>;
}

/** One sentence of what was found and one of what to do, in the reader's language; never a value of a cell. */
export function findingText(codebook: Codebook, finding: ShownFinding, lang: Lang): { what: string; advice: string } {
  const rule = codebook.regels.find((one) => one.id === finding.rule);
  const kind = [finding.params?.['soort'] ?? finding.params?.['reden'], finding.params?.['plaats']].filter((part) => part !== undefined).join('.');
  const key = `cli.finding.${finding.rule}.${kind}`;
  const what =
    isMessageKey(key)
      ? message(lang, key as MessageKey, { ...finding.params, kolom: finding.column ?? '' })
      : `${rule?.label[lang] ?? finding.rule}.`;
  return { what, advice: rule?.advies[lang] ?? '' };
}
