/** A changed export against the mapping that fitted before: what still fits stays, what is new is proposed or asked. */
import { normaliseLabel } from '../label.js';
import { columnsOf, type Mapping, neededColumns } from '../mapping.js';
import type { Lexicon } from './candidates.js';
import { addNewFilterLabels } from './newFilters.js';
import { addNewLabels, addNewTicks, type Change, type Found } from './newLabels.js';
import { type ColumnProfile, type ExportView, profileColumns } from './profile.js';
import type { Answers, ColumnDecision, Proposal, Question } from './proposal.js';
import { columnsIn, propose } from './propose.js';
import { core, nearly, words } from './words.js';

type Plain = Record<string, unknown>;

/**
 * The stored mapping, fitted to a changed export. `plain` is the mapping as its file has it. An answer `=Kop` to a
 * question about a new column says that it is the old column of that name. The version goes up when anything changes.
 */
export function proposeChange({ view, base, plain, lexicon, answers = new Map() }: { view: ExportView; base: Mapping; plain: Plain; lexicon: Lexicon; answers?: Answers }): Proposal {
  const profiles = profileColumns(view);
  const known = [...new Set([...neededColumns(base), ...base.vrije_tekst, ...base.weglaten])];
  const here = new Set(view.headers.map(normaliseLabel));
  const gone = known.filter((column) => !here.has(normaliseLabel(column)));
  const mentioned = new Set(known.map(normaliseLabel));
  const fresh = profiles.filter(({ header, kind }) => !mentioned.has(normaliseLabel(header)) && !(kind === 'leeg' && /^kolom \d+$/.test(header)));
  const questions: Question[] = [];
  const decisions: ColumnDecision[] = [];
  const hidden: { header: string; rows: number }[] = [];
  const renamed = new Map<string, string>();
  const unsolved: ColumnProfile[] = [];
  const likely = new Map<string, string[]>();
  // A field whose column is gone means that column under its new name.
  const namesake = (answer: string): string => {
    const column = base.velden[answer]?.kolom;
    return column !== undefined && gone.includes(column) ? `=${column}` : answer;
  };
  for (const profile of fresh) {
    const given = answers.get(`kolom:${profile.header}`);
    const answer = given === undefined ? undefined : namesake(given);
    const same = gone.filter((old) => words(old) === words(profile.header));
    const like = gone.filter((old) => resembles(old, profile, base, lexicon));
    if (answer?.startsWith('=')) renamed.set(answer.slice(1), profile.header);
    else if (answer === undefined && same.length === 1) renamed.set(same[0]!, profile.header);
    else unsolved.push(profile);
    if (like.length > 0) likely.set(profile.header, like);
  }
  for (const [old, header] of renamed) decisions.push({ header, targets: [`=${old}`], confidence: answers.has(`kolom:${header}`) ? 1 : 0.95, reason: answers.has(`kolom:${header}`) ? 'bevestigd' : 'kop', labels: [], hiddenRows: 0 });

  const mapping = rename(plain, renamed) as Plain & { velden: Record<string, Plain>; filters?: Plain[]; nieuwste?: Plain; vrije_tekst?: string[]; weglaten?: string[]; afwezig?: string[] };
  const change: Change = { view, profiles, lexicon, answers };
  for (const [veld, field] of Object.entries(mapping.velden)) {
    for (const { profile, confidence } of addNewTicks(veld, field, unsolved, change)) {
      unsolved.splice(unsolved.indexOf(profile), 1);
      decisions.push({ header: profile.header, targets: [veld], confidence, reason: 'vinkjes', labels: [], hiddenRows: 0 });
    }
  }
  const whole = propose({ view, organisation: base.organisatie, lexicon, answers: new Map([...answers].filter(([, answer]) => !answer.startsWith('='))) });
  const proposed = whole.mapping['velden'] as Record<string, Plain>;
  const own = new Set(unsolved.map(({ header }) => header));
  const taken = new Set(Object.keys(mapping.velden).filter((veld) => columnsIn(mapping.velden[veld]!).some((column) => here.has(normaliseLabel(column)))));
  const added = new Set<string>();
  for (const profile of unsolved) {
    const decision = whole.decisions.find(({ header }) => header === profile.header);
    const asked = whole.questions.find(({ soort, header }) => soort === 'kolom' && header === profile.header);
    const fields = Object.entries(proposed).filter(([veld, field]) => !mapping.velden[veld] && columnsIn(field).includes(profile.header) && columnsIn(field).every((column) => own.has(column)));
    const out = decision?.targets.find((target) => target === 'tekst' || target === 'weglaten');
    const old = (likely.get(profile.header) ?? []).filter((one) => !renamed.has(one));
    const sieves = (whole.mapping['filters'] as Plain[] | undefined)?.filter(({ kolom }) => kolom === profile.header) ?? [];
    const answered = answers.has(`kolom:${profile.header}`);
    if (old.length > 0 && !answered) questions.push(columnQuestion(profile, old, asked, taken, namesake));
    else if (fields.length > 0) {
      for (const [veld, field] of fields) mapping.velden[veld] = field;
      fields.forEach(([veld]) => added.add(veld));
      if (mapping.afwezig) mapping.afwezig = mapping.afwezig.filter((veld) => !added.has(veld));
      decisions.push({ ...decision!, targets: fields.map(([veld]) => veld) });
      questions.push(...whole.questions.filter(({ soort, header }) => soort !== 'kolom' && header === profile.header));
    } else if (answered && sieves.length > 0) {
      mapping.filters = [...(mapping.filters ?? []), ...sieves];
      decisions.push(decision!);
    } else if (out) {
      const key = out === 'tekst' ? 'vrije_tekst' : 'weglaten';
      mapping[key] = [...((mapping[key] as string[] | undefined) ?? []), profile.header];
      decisions.push(decision!);
    } else questions.push(columnQuestion(profile, [], asked, taken, namesake));
  }
  for (const [veld, field] of Object.entries(mapping.velden)) {
    const found = added.has(veld) ? undefined : addNewLabels(veld, field, mapping.filters ?? [], change);
    if (found) tell(found, [veld]);
  }
  for (const found of addNewFilterLabels(mapping, change)) tell(found, ['filter']);
  if (decisions.length > 0) mapping['versie'] = base.versie + 1;
  return { mapping, decisions, questions, hidden, profiles };

  function tell({ header, labels, questions: open, hiddenRows }: Found, targets: string[]): void {
    if (hiddenRows !== undefined) hidden.push({ header, rows: hiddenRows });
    questions.push(...open);
    if (labels.length > 0) decisions.push({ header, targets, confidence: Math.min(...labels.map(({ confidence }) => confidence)), reason: labels.every(({ confidence }) => confidence === 1) ? 'bevestigd' : 'kop_en_waarden', labels, hiddenRows: 0 });
  }
}

/** What may be said of a new column: an old one under another name, a field that has no column, a filter, text, or nothing. */
function columnQuestion(profile: ColumnProfile, old: readonly string[], asked: Question | undefined, taken: ReadonlySet<string>, namesake: (answer: string) => string): Question {
  const proposed = (asked?.suggestions ?? []).map(({ answer, confidence }) => ({ answer: namesake(answer), confidence }));
  const all = [...old.map((one) => ({ answer: `=${one}`, confidence: 0.7 })), ...proposed].filter(({ answer }) => possible(answer, taken));
  const suggestions = all.filter(({ answer }, at) => all.findIndex((one) => one.answer === answer) === at);
  const answers = [...new Set([...suggestions.map(({ answer }) => answer), 'weglaten', 'tekst', ...(asked?.answers ?? []).map(namesake)])].filter((answer) => possible(answer, taken));
  return { id: `kolom:${profile.header}`, soort: 'kolom', header: profile.header, rows: profile.filledRows, suggestions, answers };
}

function possible(answer: string, taken: ReadonlySet<string>): boolean {
  return !taken.has(answer) && !['meldingsnummer', 'gewijzigd', 'actie'].includes(answer);
}

/** Whether a new column may be an old one under another name: a like name, or the same labels. */
function resembles(old: string, profile: ColumnProfile, base: Mapping, lexicon: Lexicon): boolean {
  const shared = words(old).split(' ').some((word) => word.length > 3 && words(profile.header).split(' ').includes(word));
  const fields = Object.entries(base.velden).filter(([, field]) => columnsOf(field).includes(old));
  const codes = new Set(fields.flatMap(([, field]) => (field.kolom === old ? Object.keys(field.codes ?? {}) : [])).map(normaliseLabel));
  const separator = fields.map(([, field]) => field.scheiding).find((sign) => sign !== undefined);
  const rows = profile.values.reduce((sum, { text, count }) => sum + (text.split(separator ?? '\u0000').every((part) => codes.has(normaliseLabel(part))) ? count : 0), 0);
  const sameValues = codes.size > 0 && rows >= 0.8 * Math.max(1, profile.filledRows);
  const dated = fields.some(([veld]) => lexicon.fields.get(veld)?.soort === 'datum') && profile.kind === 'datum';
  const close = nearly(words(old), words(profile.header)) || core(words(old)) === core(words(profile.header));
  return sameValues || close || (shared && (codes.size === 0 || dated));
}

/** The same data with columns under their new names, wherever a text or a tick column names one. */
function rename(plain: Plain, renamed: ReadonlyMap<string, string>): Plain {
  const columns = new Set(['kolom', 'kolommen', 'medewerker', 'acties', 'vrije_tekst', 'weglaten']);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return columns.has(key) ? (renamed.get(value) ?? value) : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [key === 'vinkjes' ? (renamed.get(name) ?? name) : name, walk(one, name)]));
  };
  return walk(plain, '') as Plain;
}
