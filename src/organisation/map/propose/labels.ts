/** From a label of an export to codes: exact words of the codebook and its synonyms; anything nearer than far is only a suggestion. */
import type { Codebook, Field } from '../../../codebook/schema.js';
import type { Synonyms } from '../../../codebook/synonyms.js';
import { labelCore, mainWords, nearly, words } from './words.js';

export interface Match {
  codes: string[];
  /** 0..1; at least `accepted` means: exactly a known word. */
  confidence: number;
  /** How it was found, for the comment in the mapping. */
  reason: 'code' | 'label' | 'synoniem' | 'delen' | 'lijkt_op' | 'gemeente';
}

/** From this confidence on a proposal stands without a question. */
export const accepted = 0.85;

export type LabelFinder = (label: string) => Match | undefined;

/** A function from a label to the codes of a field's list; undefined when nothing resembles it. */
export function labelFinder(field: Field, codebook: Codebook, synonyms: Synonyms): LabelFinder {
  if (field.soort === 'regio') return regionFinder(codebook);
  const name = field.soort === 'janee' ? 'janee' : field.lijst;
  const list = codebook.codelijsten.find((one) => one.lijst === name);
  if (!list) return () => undefined;
  const exact = new Map<string, Match>();
  const put = (text: string, code: string, confidence: number, reason: Match['reason']) => {
    const said = words(text);
    if (said !== '' && !exact.has(said)) exact.set(said, { codes: [code], confidence, reason });
  };
  for (const { code } of list.codes) put(code, code, 1, 'code');
  for (const [code, all] of Object.entries(synonyms.labels[list.lijst] ?? {})) for (const one of all) put(one, code, 0.95, 'synoniem');
  for (const { code, label } of list.codes) put(label.nl, code, 0.98, 'label');
  for (const { code, label } of list.codes) put(mainWords(label.nl), code, 0.93, 'label');
  for (const { code, label } of list.codes) for (const text of [label.en, mainWords(label.en)]) put(text, code, 0.92, 'label');
  const byCore = new Map([...exact].map(([said, match]) => [labelCore(said), match]));
  const parent = new Map(list.codes.map(({ code, ouder }) => [code, ouder ?? code]));
  const find = (label: string): Match | undefined => {
    const said = words(label);
    const found = exact.get(said);
    if (found) return found;
    const inner = mainWords(label);
    // What stands between brackets may change the meaning ('Onbekend (online)'), so it must be explained too.
    const aside = [...label.matchAll(/\(([^)]*)\)/g)].flatMap(([, text]) => text!.split(/[,;/]| of | en /)).map(words).filter((text) => text !== '');
    const main = exact.get(inner) ?? byCore.get(labelCore(inner));
    const details = aside.map((text) => exact.get(text)?.codes[0]).filter((code) => code !== undefined);
    if (main && aside.length === 0) return { ...main, confidence: Math.min(main.confidence, 0.92) };
    if (main && details.length === aside.length && details.every((code) => parent.get(code) === parent.get(main.codes[0]!))) {
      const same = details.length === 1 && details[0] !== main.codes[0] ? details[0]! : main.codes[0]!;
      return { codes: [same], confidence: 0.9, reason: 'delen' };
    }
    const parts = label.split(/[,/;()+]|\bof\b|\ben\b/).map(words).filter((text) => text !== '');
    const each = parts.map((part) => exact.get(part)?.codes[0]);
    if (parts.length > 1 && each.every((code) => code !== undefined)) {
      const codes = new Set(each as string[]);
      const tops = new Set([...codes].map((code) => parent.get(code)!));
      if (codes.size === 1) return { codes: [...codes], confidence: 0.9, reason: 'delen' };
      if (tops.size === 1) return { codes: [...tops], confidence: 0.88, reason: 'delen' };
    }
    const close = [...exact].find(([known]) => nearly(known, inner === '' ? said : inner)) ?? [...exact].filter(([known]) => known.length >= 5 && ` ${said} `.includes(` ${known} `)).sort((a, b) => b[0].length - a[0].length)[0];
    return close && { codes: close[1].codes, confidence: 0.6, reason: 'lijkt_op' };
  };
  const known = new Map<string, Match | undefined>();
  return (label) => {
    if (!known.has(label)) known.set(label, find(label));
    return known.get(label);
  };
}

function regionFinder(codebook: Codebook): LabelFinder {
  const places = new Map<string, string[]>();
  for (const place of codebook.plaatsen) places.set(words(place.naam), [...place.regios]);
  for (const region of codebook.jeugdregios) for (const text of [region.naam, region.code]) places.set(words(text), [region.code]);
  for (const code of ['LANDELIJK', 'ONBEKEND']) places.set(words(code), [code]);
  return (label) => {
    const codes = places.get(words(label)) ?? places.get(words(label).replace(/^gemeente /, ''));
    return codes && { codes: codes.length === 1 ? codes : ['ONBEKEND'], confidence: 1, reason: 'gemeente' };
  };
}

/** The parts of a cell with several values: the whole first, then the longest known runs between separators. */
export function partsOf(label: string, separator: string | undefined, find: LabelFinder): string[] {
  if (separator === undefined || !label.includes(separator) || (find(label)?.confidence ?? 0) >= accepted) return [label];
  const pieces = label.split(separator).map((part) => part.trim()).filter((part) => part !== '');
  const parts: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    let next = at + 1;
    for (let end = pieces.length; end > at + 1; end--) {
      if ((find(pieces.slice(at, end).join(`${separator} `))?.confidence ?? 0) >= accepted) {
        next = end;
        break;
      }
    }
    parts.push(pieces.slice(at, next).join(`${separator} `));
    at = next;
  }
  return parts;
}
