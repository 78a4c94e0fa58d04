/** Columns that answer two questions at once, and fields that two columns answer together. */
import type { Lexicon } from './candidates.js';
import { accepted, type Match } from './labels.js';
import { labelsIn } from './codes.js';
import type { ColumnProfile } from './profile.js';
import { words } from './words.js';

const remote = new Set(['TELEFOON', 'VIDEO', 'EMAIL_APP', 'POST', 'ONLINE', 'PROCEDURE']);

function sure(match: Match | undefined): string | undefined {
  return match !== undefined && match.confidence >= accepted ? match.codes[0] : undefined;
}

/** Channel and place of a label from a column that mixes them, such as 'Kantoor', 'Telefonisch' or 'Fysiek - huisbezoek'. */
export function channelAndPlace(text: string, lex: Lexicon): { kanaal: string; locatie: string } | undefined {
  const kanaal = lex.finders.get('kanaal')!;
  const locatie = lex.finders.get('locatie')!;
  const halves = text.split(/ [-–:] /);
  const channel = sure(kanaal(text)) ?? (halves.length === 2 ? sure(kanaal(halves[0]!)) : undefined);
  const place = sure(locatie(text)) ?? (halves.length === 2 ? sure(locatie(halves[1]!)) : undefined);
  if (halves.length === 2 && !(channel && place)) return undefined;
  if (channel && place) return { kanaal: channel, locatie: place };
  if (channel) return { kanaal: channel, locatie: remote.has(channel) ? 'NVT' : 'ONBEKEND' };
  return place && place !== 'NVT' ? { kanaal: 'LIVE', locatie: place } : undefined;
}

/** Whether a column holds channels as well as places. */
export function mixesChannelAndPlace(profile: ColumnProfile, lex: Lexicon): boolean {
  const kanaal = lex.finders.get('kanaal')!;
  const labels = labelsIn(profile, kanaal).map(({ text }) => ({ text, both: channelAndPlace(text, lex) }));
  const places = labels.filter(({ text, both }) => both && sure(kanaal(text)) === undefined);
  const channels = labels.filter(({ both }) => both && remote.has(both.kanaal));
  return places.length >= 1 && channels.length >= 1;
}

/** Whether the police were asked, as far as a label about what they did tells it. */
export function policeAsked(text: string, lex: Lexicon): string[] | undefined {
  const outcome = sure(lex.finders.get('politie_uitkomst')!(text));
  const said = words(text);
  if (/^ja( |$)/.test(said)) return ['J'];
  if (outcome === 'NIET_GEVRAAGD') return ['N'];
  if (outcome === 'ONBEKEND') return ['O'];
  return outcome === undefined ? undefined : ['J'];
}

/** 'Police asked' and 'police came', both answered with yes or no, as one outcome; undefined when the columns say something else. */
export function policeOutcome(asked: ColumnProfile, came: ColumnProfile, lex: Lexicon): Record<string, string> | undefined {
  const yesNo = lex.finders.get('doorlopend')!;
  const codes: Record<string, string> = {};
  for (const { text } of asked.values) {
    const first = sure(yesNo(text));
    if (first === undefined) return undefined;
    if (first !== 'J') codes[`${text} + *`] = first === 'N' ? 'NIET_GEVRAAGD' : 'ONBEKEND';
    else {
      for (const value of came.values) {
        const second = sure(yesNo(value.text));
        const outcome = sure(lex.finders.get('politie_uitkomst')!(value.text));
        const code = second === 'J' ? 'VERLEEND' : second === 'N' ? 'NIET_VERLEEND' : second === 'O' ? 'ONBEKEND' : outcome;
        if (code) codes[`${text} + ${value.text}`] = code;
      }
    }
  }
  return came.values.some(({ text }) => ['J', 'N'].includes(sure(yesNo(text)) ?? '')) ? codes : undefined;
}

/** An unknown perpetrator on the internet is a code of its own, where only the channel tells it. */
export function unknownOnline(relation: ColumnProfile, channel: ColumnProfile, codes: Readonly<Record<string, string | string[]>>, lex: Lexicon): Record<string, string | string[]> | undefined {
  const entries = Object.entries(codes);
  const unknown = entries.find(([, code]) => code === 'ONBEKEND');
  if (!unknown || entries.some(([, code]) => code === 'ONLINE_ONB') || relation.separator || channel.separator) return undefined;
  const online = channel.values.filter(({ text }) => channelAndPlace(text, lex)?.kanaal === 'ONLINE').map(({ text }) => text);
  if (online.length === 0) return undefined;
  return {
    ...Object.fromEntries(online.map((text) => [`${unknown[0]} + ${text}`, 'ONLINE_ONB'])),
    ...Object.fromEntries(entries.map(([label, code]) => [`${label} + *`, code])),
  };
}

/** Codes beside their descriptions: every pair that belongs together; another pair is a contradiction and stays unknown. */
export function codePairs(numbers: ColumnProfile, names: ColumnProfile, codes: Readonly<Record<string, string | string[]>>, rows: readonly (readonly string[])[]): Record<string, string | string[]> | undefined {
  if (names.separator || numbers.separator) return undefined;
  const seen = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const name = words(row[names.index] ?? '');
    const number = (row[numbers.index] ?? '').trim();
    if (name === '' || number === '') continue;
    const counts = seen.get(name) ?? new Map<string, number>();
    counts.set(number, (counts.get(number) ?? 0) + 1);
    seen.set(name, counts);
  }
  const all = [...seen.values()].flatMap((counts) => [...counts.values()]).reduce((sum, count) => sum + count, 0);
  const ranked = [...seen].map(([name, counts]) => ({ name, top: [...counts].sort((a, b) => b[1] - a[1])[0]! })).sort((a, b) => b.top[1] - a.top[1]);
  const best = new Map<string, string>();
  let together = 0;
  for (const { name, top: [number, count] } of ranked) {
    if ([...best.values()].includes(number)) continue;
    best.set(name, number);
    together += count;
  }
  if (together < 0.8 * all) return undefined;
  return Object.fromEntries(Object.entries(codes).flatMap(([label, code]) => (best.has(words(label)) ? [[`${best.get(words(label))!} + ${label}`, code]] : [])));
}
