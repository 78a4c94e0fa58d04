/** What surrounds the fields: the incident number, rows that do not count, which version is newest, several rows for one incident. */
import { normaliseLabel } from '../label.js';
import type { Assigned } from './assign.js';
import { isAggression, type Lexicon } from './candidates.js';
import type { ColumnProfile, ExportView } from './profile.js';
import { type Answers, type Question, targetName } from './proposal.js';
import { looksLikeLabel, words } from './words.js';

export interface Filter {
  kolom: string;
  waarden?: string[];
  behalve?: string[];
  reden: string;
}

export type Find = (name: string) => ColumnProfile | undefined;

/** The first column with a part, by its name. */
export function columnFinder(profiles: readonly ColumnProfile[], parts: ReadonlyMap<number, Assigned>): Find {
  return (name) => profiles.find(({ index }) => parts.has(index) && targetName(parts.get(index)!.target) === name);
}

/** Headers of the incident number, in order. */
export function keyHeaders(find: Find): string[] {
  const year = find('jaar');
  const number = find('volgnummer');
  if (number && year) return [year.header, number.header];
  const own = find('meldingsnummer') ?? number;
  return own ? [own.header] : [];
}

/** Filters on kind of report, state and form, by exactly known words; kinds that may be aggression are asked. */
export function filtersOf(find: Find, lex: Lexicon, answers: Answers): { filters: Filter[]; questions: Question[] } {
  const filters: Filter[] = [];
  const questions: Question[] = [];
  const reasons = Object.entries(lex.synonyms.filters).map(([reden, all]) => ({ reden, all: new Set(all.map(words)) }));
  const reasonOf = (text: string) => reasons.find(({ all }) => all.has(words(text)))?.reden;
  const known = (profile: ColumnProfile, only?: readonly string[]) => {
    for (const { reden } of reasons) {
      const waarden = profile.values.filter(({ text }) => reasonOf(text) === reden && (!only || only.includes(reden))).map(({ text }) => text);
      if (waarden.length > 0) filters.push({ kolom: profile.header, waarden, reden });
    }
  };
  const status = find('status');
  if (status) {
    known(status, ['CONCEPT', 'INGETROKKEN', 'TEST']);
    // Named even where this file has none, so that a later export's drafts do not count in silence.
    for (const [reden, word] of [['CONCEPT', 'Concept'], ['INGETROKKEN', 'Ingetrokken']] as const) {
      if (!filters.some((filter) => filter.reden === reden)) filters.push({ kolom: status.header, waarden: [word], reden });
    }
    for (const { text, label, count } of status.values) {
      if (reasonOf(text) || lex.synonyms.stappen.flat().map(words).includes(words(text))) continue;
      const id = `rij:${status.header}:${label}`;
      const answer = answers.get(id);
      if (answer === undefined && looksLikeLabel(text, count)) questions.push({ id, soort: 'rij', header: status.header, label: text, rows: count, suggestions: [], answers: ['telt', 'CONCEPT', 'INGETROKKEN', 'TEST'] });
      else if (answer !== undefined && answer !== 'telt') filters.push({ kolom: status.header, waarden: [text], reden: answer });
    }
  }
  const concept = find('concept');
  const yes = concept?.values.filter(({ text }) => lex.finders.get('doorlopend')!(text)?.codes[0] === 'J').map(({ text }) => text) ?? [];
  if (concept) filters.push({ kolom: concept.header, waarden: yes.length > 0 ? yes : ['Waar', 'Ja'], reden: 'CONCEPT' });
  const kind = find('soort');
  if (kind) {
    known(kind);
    const counts = kind.values.filter(({ text }) => isAggression(words(text), lex.synonyms)).map(({ text }) => text);
    for (const { text, label, count } of kind.values) {
      if (counts.includes(text) || reasonOf(text) || !/agress|geweld|bedreig|intimid/i.test(text)) continue;
      const id = `rij:${kind.header}:${label}`;
      const answer = answers.get(id);
      if (answer === 'telt') counts.push(text);
      else if (answer === undefined) questions.push({ id, soort: 'rij', header: kind.header, ...(looksLikeLabel(text, count) ? { label: text } : {}), rows: count, suggestions: [], answers: ['telt', 'NIET_AGRESSIE', 'TUSSEN_CLIENTEN', 'INTERN', 'TEST'] });
      else filters.push({ kolom: kind.header, waarden: [text], reden: answer });
    }
    filters.push({ kolom: kind.header, behalve: counts, reden: 'NIET_AGRESSIE' });
  }
  const form = find('vorm');
  if (form) {
    const codes = lex.finders.get('vorm')!;
    for (const { reden } of reasons) {
      const waarden = form.values.filter(({ text }) => reasonOf(text) === reden && codes(text)?.reason !== 'code').map(({ text }) => text);
      if (waarden.length > 0) filters.push({ kolom: form.header, waarden, reden });
    }
  }
  return { filters, questions };
}

/** By which column the newest of several versions is known. */
export function newestOf(find: Find, lex: Lexicon, answers: Answers): { newest?: Record<string, unknown>; questions: Question[] } {
  const changed = find('gewijzigd');
  if (changed) {
    const { either, formats } = changed.dates;
    const id = `datum:${changed.header}`;
    const answer = answers.get(id);
    if (either && !answer) return { questions: [{ id, soort: 'datum', header: changed.header, rows: changed.filledRows, suggestions: [{ answer: either[0], confidence: 0.7 }], answers: [...either] }] };
    return { newest: { kolom: changed.header, formaat: one(answer && answer === either?.[1] ? formats.map((format) => format.replace(/^(d+)(.)(m+)(?!m)/, '$3$2$1')) : formats) }, questions: [] };
  }
  const status = find('status');
  if (!status) return { questions: [] };
  const step = (text: string) => lex.synonyms.stappen.findIndex((all) => all.map(words).includes(words(text)));
  const known = status.values.filter(({ text }) => step(text) >= 0).sort((a, b) => step(a.text) - step(b.text));
  const steps = known.map(({ text }) => step(text));
  return known.length >= 2 && new Set(steps).size === steps.length ? { newest: { kolom: status.header, volgorde: known.map(({ text }) => text) }, questions: [] } : { questions: [] };
}

/** Whether one incident takes several rows, and in which columns those differ. */
export function severalRows(view: ExportView, keys: readonly string[], find: Find, profiles: readonly ColumnProfile[], parts: ReadonlyMap<number, Assigned>): Record<string, unknown> | undefined {
  const at = keys.map((header) => view.headers.indexOf(header));
  const employee = find('medewerker_pseudo');
  const date = find('incident_datum');
  const actions = profiles.filter(({ index }) => parts.has(index) && targetName(parts.get(index)!.target) === 'actie');
  if (at.length === 0) return undefined;
  const cell = (row: readonly string[], index: number) => normaliseLabel(row[index] ?? '');
  const groups = new Map<string, (readonly string[])[]>();
  let continued = 0;
  for (const row of view.rows) {
    const key = at.map((index) => cell(row, index)).join(' ');
    if (key.trim() !== '') groups.set(key, [...(groups.get(key) ?? []), row]);
    else if (employee && date && cell(row, employee.index) !== '' && cell(row, date.index) === '' && row.filter((text) => normaliseLabel(text) !== '').length <= 3) continued++;
  }
  const own = new Set([...(employee ? [employee.index] : []), ...actions.map(({ index }) => index)]);
  const dropped = new Set(profiles.filter(({ index }) => ['tekst', 'weglaten'].includes(parts.has(index) ? targetName(parts.get(index)!.target) : 'weglaten')).map(({ index }) => index));
  const several = [...groups.values()].filter((rows) => rows.length > 1);
  const differing = (rows: readonly (readonly string[])[]) => view.headers.flatMap((_, index) => (new Set(rows.map((row) => cell(row, index)).filter((text) => text !== '')).size > 1 && !dropped.has(index) ? [index] : []));
  const differ = several.map(differing).filter((columns) => columns.length > 0);
  const form = find('vorm');
  const fitting = differ.filter((columns) => columns.some((index) => own.has(index)) && columns.every((index) => own.has(index) || index === form?.index));
  const many = differ.length > 0 && fitting.length >= 0.6 * differ.length;
  if (!many && continued === 0) return undefined;
  const uses = (index: number) => fitting.some((columns) => columns.includes(index));
  return {
    ...(employee && (continued > 0 || uses(employee.index)) ? { medewerker: [employee.header] } : {}),
    ...(actions.length > 0 && many ? { acties: actions.map(({ header }) => header) } : {}),
    ...(form && many && uses(form.index) ? { verenigen: ['vorm'] } : {}),
    ...(continued > 0 ? { vervolgregels: true } : {}),
  };
}

export function one<T>(list: readonly T[]): T | readonly T[] {
  return list.length === 1 ? list[0]! : list;
}
