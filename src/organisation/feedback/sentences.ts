/** The feedback in words: the same sentences for the terminal, the page and the workbook; never a value that is not a label. */
import type { Codebook } from '../../codebook/schema.js';
import { isMessageKey, type Lang, message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import type { Detected } from '../read/raw.js';
import type { Feedback, Light, Point } from './feedback.js';
import { type Group, kindOf } from './groups.js';
import type { ShownValue } from './label.js';
import { ranges, rangesText } from './ranges.js';

/** Sentences that have a form for one and a form for many. */
type CountedKey = MessageKey extends infer Key ? (Key extends `feedback.${infer Rest}.many` ? Rest : never) : never;

export interface Sentences {
  lang: Lang;
  t(key: MessageKey, params?: MessageParams): string;
  /** The sentence that fits the number, which is `{count}` in it. */
  count(key: CountedKey, count: number, params?: MessageParams): string;
  /** What was found, without where. */
  what(group: Group): string;
  /** '12 regels, kolom 'Veroorzaker': waarde niet in de koppeltabel'. */
  headline(group: Group): string;
  advice(group: Group): string;
  /** What repairing brings; empty when that is nothing by itself. */
  effect(point: Point): string;
  value(value: ShownValue): string;
  /** The commonest values in the cells, with how often; empty when nothing is known of them. */
  values(group: Group, most: number): string;
  expected(point: Pick<Point, 'expected'>): string;
  /** The codes that may be chosen for a value outside the mapping, field by field. */
  choices(group: Group): { field: string; codes: { code: string; label: string; level: 1 | 2 }[] }[];
  /** 'Regels 3–7, 12, … (nog 34)'; empty for the file as a whole. */
  rows(group: Pick<Group, 'rows'>, most: number): string;
  /** Where the repair is made: in the mapping or in the source system. */
  where(group: Group): 'koppeling' | 'bron';
  /** 'ROOD', and what it means for this file. */
  light(feedback: Feedback): { colour: 'red' | 'orange' | 'green'; word: string; text: string };
  detected(detected: Detected): string;
}

const colours: Readonly<Record<Light, 'red' | 'orange' | 'green'>> = { blocked: 'red', red: 'red', nothing: 'orange', orange: 'orange', green: 'green' };

/** The sentences of one language. */
export function sentences(codebook: Codebook, lang: Lang): Sentences {
  const t: Sentences['t'] = (key, params) => message(lang, key, params);
  const count: Sentences['count'] = (key, number, params) => t(`feedback.${key}.${number === 1 ? 'one' : 'many'}`, { ...params, count: number });
  const rule = (group: Group) => codebook.regels.find(({ id }) => id === group.rule);
  const unknownKind = (group: Group) => {
    if (group.rule !== 'R22') return undefined;
    const soort = codebook.velden.find(({ naam, tabel }) => naam === group.fields[0] && tabel === 'voorval')?.soort;
    return soort === 'getal' || soort === 'decimaal' ? 'number' : soort === 'tijd' ? 'time' : 'label';
  };
  const what = (group: Group): string => {
    const unknown = unknownKind(group);
    if (unknown !== undefined) return t(`feedback.what.${unknown}`);
    const key = `cli.finding.${group.rule}.${[kindOf(group.params), group.params['plaats']].filter((part) => part !== undefined).join('.')}`;
    const text = isMessageKey(key) ? t(key, { ...group.params, kolom: group.column ?? '' }) : (rule(group)?.label[lang] ?? group.rule);
    return text.replace(/\.$/, '');
  };
  const headline = (group: Group): string => {
    if (group.rows.length === 0) return `${what(group)}.`;
    const rows = count('rows', group.rows.length);
    return `${group.column === null ? t('feedback.rowsOnly', { rows, what: lowered(what(group)) }) : t('feedback.rowsInColumn', { rows, column: group.column, what: lowered(what(group)) })}.`;
  };
  const advice = (group: Group): string => {
    const unknown = unknownKind(group);
    if (group.rule === 'R02' && kindOf(group.params) === 'onmogelijk') return t('feedback.advice.date');
    return unknown === undefined ? (rule(group)?.advies[lang] ?? '') : t(`feedback.advice.${unknown}`, { fields: group.fields.join(', ') });
  };
  const effect = ({ gain, rows }: Point): string => {
    if (rows.length === 0) return t('feedback.gain.file');
    const parts = [
      ...(gain.counts > 0 ? [count('gain.counts', gain.counts)] : []),
      ...(gain.signals > 0 ? [count('gain.signals', gain.signals)] : []),
    ];
    if (parts.length === 0 && gain.touched > 0) parts.push(count('gain.touched', gain.touched));
    return parts.join(', ');
  };
  const value = (shown: ShownValue): string => {
    if ('label' in shown) return t('feedback.value.label', { label: shown.label });
    if ('build' in shown) return t('feedback.value.build', { build: shown.build });
    return shown.like === undefined ? count('value.masked', shown.length) : t('feedback.value.like', { count: shown.length, like: shown.like });
  };
  const values = ({ values: all }: Group, most: number): string => {
    const named = all.slice(0, most).map((one) => (one.rows.length > 1 ? `${value(one.value)} (${one.rows.length}×)` : value(one.value))).join(', ');
    const left = all.slice(most).reduce((sum, { rows }) => sum + rows.length, 0);
    return all.length === 0 ? '' : left > 0 ? t('feedback.valuesMore', { values: named, left }) : t('feedback.values', { values: named });
  };
  const expected = ({ expected: wanted }: Pick<Point, 'expected'>): string => {
    if (wanted === undefined) return '';
    if (wanted.kind === 'dates' || wanted.kind === 'times') return t(`feedback.expected.${wanted.kind}`, { formats: wanted.formats.join(' / ') });
    if (wanted.kind !== 'labels') return t(`feedback.expected.${wanted.kind}`);
    const labels = wanted.labels.map((label) => `"${label}"`).join(', ');
    return wanted.left > 0 ? t('feedback.expected.labelsMore', { labels, left: wanted.left }) : t('feedback.expected.labels', { labels });
  };
  const choices: Sentences['choices'] = (group) => {
    if (unknownKind(group) !== 'label') return [];
    return group.fields.map((name) => {
      const field = codebook.velden.find(({ naam, tabel }) => naam === name && tabel === 'voorval');
      const list = field?.soort === 'janee' ? 'janee' : field?.lijst;
      return { field: name, codes: (codebook.codelijsten.find((one) => one.lijst === list)?.codes ?? []).map(({ code, label, niveau }) => ({ code, label: label[lang], level: niveau })) };
    });
  };
  const rows = (group: Pick<Group, 'rows'>, most: number): string => {
    if (group.rows.length === 0) return '';
    const { text, left } = rangesText(ranges(group.rows), most);
    return left > 0 ? t('feedback.atMore', { rows: text, left }) : group.rows.length === 1 ? t('feedback.at.one', { rows: text }) : t('feedback.at.many', { rows: text });
  };
  const where = (group: Group): 'koppeling' | 'bron' => {
    const way = rule(group)?.wijze;
    const unknown = unknownKind(group);
    if (unknown !== undefined) return unknown === 'label' ? 'koppeling' : 'bron';
    return group.rule === 'R23' || way === 'bestand' || way === 'filter' ? 'koppeling' : 'bron';
  };
  const light: Sentences['light'] = ({ light: lit, counts, period }) => {
    const records = Object.entries(counts).reduce((sum, [verdict, n]) => (verdict === 'not_a_record' ? sum : sum + n), 0);
    return { colour: colours[lit], word: t(`feedback.colour.${colours[lit]}`), text: t(`feedback.light.${lit}`, { rejected: counts.rejected, records, period }) };
  };
  return { lang, t, count, what, headline, advice, effect, value, values, expected, choices, rows, where, light, detected: (detected) => detectedText(detected, t) };
}

/** A first letter that is no part of an abbreviation, small. */
function lowered(text: string): string {
  return /^\p{Lu}(?![\p{Lu}-])/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function detectedText({ soort, codering, scheiding, kopregel, tabbladen, zeker }: Detected, t: Sentences['t']): string {
  const sheets = (tabbladen ?? []).map((sheet) => t(sheet.gelezen ? 'cli.check.sheet' : 'cli.check.unreadSheet', { name: sheet.naam, header: sheet.kopregel, rows: sheet.rijen }));
  const delimiter = scheiding === undefined ? [] : [t('cli.check.delimiter', { delimiter: scheiding === '\t' ? 'tab' : scheiding })];
  const header = tabbladen === undefined ? [t('cli.check.header', { row: kopregel })] : [];
  return [soort.toUpperCase(), ...(codering ? [codering] : []), ...delimiter, ...header, ...sheets, ...(zeker ? [] : [t('cli.check.guessed')])].join(' · ');
}
