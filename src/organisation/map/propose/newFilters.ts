/** New labels in the columns by which rows count or do not: exactly known words are added to a filter, others are asked. */
import { normaliseLabel } from '../label.js';
import { type Change, type Found, profileOf } from './newLabels.js';
import type { ColumnProfile, Value } from './profile.js';
import { columnsIn } from './propose.js';
import { filtersOf } from './structure.js';

type Plain = Record<string, unknown>;

/** Extends the filters of a mapping in place and says what was added. */
export function addNewFilterLabels(mapping: { filters?: Plain[]; velden: Record<string, Plain>; nieuwste?: Plain }, change: Change): Found[] {
  const filters = mapping.filters ?? [];
  return [...new Set(filters.map(({ kolom }) => String(kolom)))].flatMap((column): Found[] => {
    const profile = profileOf(column, change.profiles);
    if (!profile) return [];
    const own = filters.filter(({ kolom }) => kolom === column);
    const order = mapping.nieuwste?.['kolom'] === column ? mapping.nieuwste['volgorde'] : undefined;
    const mentioned = new Set([...own.flatMap(({ waarden, behalve, telt }) => [waarden, behalve, telt]), order].flatMap((list) => (list as string[] | undefined) ?? []).map(normaliseLabel));
    const values = profile.values.filter(({ label }) => !mentioned.has(label));
    // A column that is a field too has its own questions about its labels.
    const asks = !Object.values(mapping.velden).some((field) => columnsIn(field).includes(column));
    const found = own.some(({ behalve }) => behalve !== undefined) ? newKinds(profile, values, filters, own, change) : newStates(profile, values, filters, own, asks, change);
    return found.labels.length + found.questions.length > 0 ? [found] : [];
  });
}

/** Where only the named kinds count, all others stay out already: a kind that may be aggression is what matters. */
function newKinds(profile: ColumnProfile, values: Value[], filters: Plain[], own: readonly Plain[], { lexicon, answers }: Change): Found {
  const only = own.find(({ behalve }) => behalve !== undefined)!;
  const proposed = filtersOf((name) => (name === 'soort' ? { ...profile, values } : undefined), lexicon, answers);
  const found: Found = { header: profile.header, labels: [], questions: proposed.questions };
  for (const { waarden, behalve, reden } of proposed.filters) {
    if (behalve && behalve.length > 0) {
      only['behalve'] = [...(only['behalve'] as string[]), ...behalve];
      found.labels.push(...behalve.map((text) => added(text, 'telt', profile, values, answers)));
    }
    const answered = (waarden ?? []).filter((text) => reden !== only['reden'] && answers.has(idOf(profile, values, text)));
    if (answered.length === 0) continue;
    filters.splice(filters.indexOf(only), 0, { kolom: only['kolom'], waarden: answered, reden });
    found.labels.push(...answered.map((text) => added(text, reden, profile, values, answers)));
  }
  return found;
}

function newStates(profile: ColumnProfile, values: Value[], filters: Plain[], own: readonly Plain[], asks: boolean, { lexicon, answers }: Change): Found {
  const proposed = filtersOf((name) => (name === 'status' ? { ...profile, values } : undefined), lexicon, answers);
  const found: Found = { header: profile.header, labels: [], questions: asks ? proposed.questions : [] };
  for (const { waarden = [], reden } of proposed.filters) {
    const here = waarden.filter((text) => values.some((value) => value.text === text));
    if (here.length === 0) continue;
    const known = own.find((one) => one['reden'] === reden);
    if (known) known['waarden'] = [...(known['waarden'] as string[]), ...here];
    else filters.push({ kolom: own[0]!['kolom'], waarden: here, reden });
    found.labels.push(...here.map((text) => added(text, reden, profile, values, answers)));
  }
  const counting = values.filter(({ label }) => answers.get(`rij:${profile.header}:${label}`) === 'telt').map(({ text }) => text);
  if (counting.length > 0) own[0]!['telt'] = [...((own[0]!['telt'] as string[] | undefined) ?? []), ...counting];
  found.labels.push(...counting.map((text) => added(text, 'telt', profile, values, answers)));
  return found;
}

function idOf(profile: ColumnProfile, values: readonly Value[], text: string): string {
  return `rij:${profile.header}:${values.find((value) => value.text === text)?.label ?? ''}`;
}

function added(text: string, code: string, profile: ColumnProfile, values: readonly Value[], answers: Change['answers']) {
  const rows = values.find((value) => value.text === text)?.count ?? 0;
  return { text, codes: [code], confidence: answers.has(idOf(profile, values, text)) ? 1 : 0.95, rows };
}
