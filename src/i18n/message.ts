/** All sentences the program speaks, by key, in Dutch and English; one file a room. */
import { cliMessages } from './cli.js';
import { codebookMessages } from './codebook.js';
import { completeMessages } from './complete.js';
import { contextMessages } from './context.js';
import { gateMessages } from './gate.js';
import { guardMessages } from './guard.js';
import { feedbackMessages } from './feedback.js';
import { figureMessages } from './figures.js';
import { leveringMessages } from './levering.js';
import { manualMessages } from './manual.js';
import { mapMessages } from './map.js';
import { privacyMessages } from './privacy.js';
import { mirrorMessages } from './mirror.js';
import { proposeMessages } from './propose.js';
import { purgeMessages } from './purge.js';
import { queryMessages } from './query.js';
import { readMessages } from './read.js';
import { receiptMessages } from './receipt.js';
import { releaseMessages } from './release.js';
import { reportMessages } from './report.js';
import { serveMessages } from './serve.js';
import { storeMessages } from './store.js';

export type Lang = 'nl' | 'en';
export type MessageParams = Readonly<Record<string, string | number>>;
export type Messages = Readonly<Record<string, { readonly nl: string; readonly en: string }>>;

const all = {
  ...cliMessages,
  ...codebookMessages,
  ...completeMessages,
  ...contextMessages,
  ...gateMessages,
  ...guardMessages,
  ...feedbackMessages,
  ...figureMessages,
  ...leveringMessages,
  ...manualMessages,
  ...mapMessages,
  ...privacyMessages,
  ...mirrorMessages,
  ...proposeMessages,
  ...purgeMessages,
  ...queryMessages,
  ...readMessages,
  ...receiptMessages,
  ...releaseMessages,
  ...reportMessages,
  ...serveMessages,
  ...storeMessages,
};

export type MessageKey = keyof typeof all;

/** The sentence for a key in a language, its `{name}` places filled from params. Throws on a place without a param. */
export function message(lang: Lang, key: MessageKey, params: MessageParams = {}): string {
  return all[key][lang].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`message ${key}: no value for {${name}}`);
    return String(value);
  });
}

/** Whether a text is a key: for keys made of parts. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(all, key);
}

export function messageKeys(): MessageKey[] {
  return Object.keys(all) as MessageKey[];
}
