/** A changed export against the mapping that fitted before: what still fits stays, what is new is proposed or asked. */
import { normaliseLabel } from '../label.js';
import { columnsOf, type Mapping, neededColumns } from '../mapping.js';
import type { Lexicon } from './candidates.js';
import { codesOfField, labelsIn } from './codes.js';
import { accepted } from './labels.js';
import { type ColumnProfile, type ExportView, profileColumns } from './profile.js';
import type { Answers, ColumnDecision, LabelDecision, Proposal, Question } from './proposal.js';
import { columnsIn, propose } from './propose.js';
import { core, looksLikeLabel, nearly, words } from './words.js';

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
  const renamed = new Map<string, string>();
  const unsolved: ColumnProfile[] = [];
  const likely = new Map<string, string[]>();
  for (const profile of fresh) {
    const answer = answers.get(`kolom:${profile.header}`);
    const same = gone.filter((old) => words(old) === words(profile.header));
    const like = gone.filter((old) => resembles(old, profile, base, lexicon));
    if (answer?.startsWith('=')) renamed.set(answer.slice(1), profile.header);
    else if (answer === undefined && same.length === 1) renamed.set(same[0]!, profile.header);
    else unsolved.push(profile);
    if (like.length > 0) likely.set(profile.header, like);
  }
  for (const [old, header] of renamed) decisions.push({ header, targets: [`=${old}`], confidence: answers.has(`kolom:${header}`) ? 1 : 0.95, reason: answers.has(`kolom:${header}`) ? 'bevestigd' : 'kop', labels: [], hiddenRows: 0 });

  const mapping = rename(plain, renamed) as Plain & { velden: Record<string, Plain>; vrije_tekst?: string[]; weglaten?: string[]; afwezig?: string[] };
  const whole = propose({ view, organisation: base.organisatie, lexicon, answers: new Map([...answers].filter(([, answer]) => !answer.startsWith('='))) });
  const proposed = whole.mapping['velden'] as Record<string, Plain>;
  for (const profile of unsolved) {
    const decision = whole.decisions.find(({ header }) => header === profile.header);
    const asked = whole.questions.find(({ soort, header }) => soort === 'kolom' && header === profile.header);
    const own = new Set(unsolved.map(({ header }) => header));
    const added = Object.entries(proposed).filter(([veld, field]) => !mapping.velden[veld] && columnsIn(field).includes(profile.header) && columnsIn(field).every((column) => own.has(column)));
    const out = decision?.targets.find((target) => target === 'tekst' || target === 'weglaten');
    const old = (likely.get(profile.header) ?? []).filter((one) => !renamed.has(one));
    if (old.length > 0 && !answers.has(`kolom:${profile.header}`)) questions.push(columnQuestion(profile, old, asked));
    else if (added.length > 0) {
      for (const [veld, field] of added) mapping.velden[veld] = field;
      if (mapping.afwezig) mapping.afwezig = mapping.afwezig.filter((veld) => !added.some(([name]) => name === veld));
      decisions.push({ ...decision!, targets: added.map(([veld]) => veld) });
      questions.push(...whole.questions.filter(({ soort, header }) => soort !== 'kolom' && header === profile.header));
    } else if (out) {
      const key = out === 'tekst' ? 'vrije_tekst' : 'weglaten';
      mapping[key] = [...((mapping[key] as string[] | undefined) ?? []), profile.header];
      decisions.push(decision!);
    } else questions.push(columnQuestion(profile, [], asked));
  }
  for (const [veld, field] of Object.entries(mapping.velden)) newLabels(veld, field);
  const changed = decisions.length > 0;
  if (changed) mapping['versie'] = base.versie + 1;
  return { mapping, decisions, questions, profiles };

  function newLabels(veld: string, field: Plain): void {
    const codes = field['codes'] as Record<string, unknown> | undefined;
    const find = lexicon.finders.get(veld);
    const profile = profiles.find(({ header }) => typeof field['kolom'] === 'string' && normaliseLabel(header) === normaliseLabel(field['kolom']));
    if (!codes || !find || !profile) return;
    const known = new Set(Object.keys(codes).map(normaliseLabel));
    const filtered = new Set(base.filters.filter(({ kolom }) => normaliseLabel(kolom) === normaliseLabel(profile.header)).flatMap(({ waarden }) => waarden ?? []).map(normaliseLabel));
    const separator = field['scheiding'] as string | undefined;
    const split = (text: string) => (known.has(normaliseLabel(text)) ? { codes: ['?'], confidence: 1, reason: 'code' as const } : find(text));
    const labels: LabelDecision[] = [];
    const added: Plain = {};
    for (const { text, label, count } of labelsIn({ ...profile, ...(separator ? { separator } : {}) }, split)) {
      if (known.has(label) || filtered.has(label)) continue;
      const match = find(text);
      const answer = answers.get(`label:${veld}:${label}`);
      const chosen = answer === undefined ? (match && match.confidence >= accepted ? match.codes : undefined) : answer === 'overslaan' ? [] : answer.split('+');
      if (chosen && chosen.length > 0) {
        added[text] = chosen.length === 1 ? chosen[0] : chosen;
        labels.push({ text, codes: chosen, confidence: answer === undefined ? match!.confidence : 1, rows: count });
      } else if (answer === undefined && looksLikeLabel(text, count)) {
        const suggestions = match ? match.codes.map((code) => ({ answer: code, confidence: match.confidence })) : [];
        questions.push({ id: `label:${veld}:${label}`, soort: 'label', header: profile.header, veld, label: text, rows: count, suggestions, answers: [...new Set([...suggestions.map((one) => one.answer), ...codesOfField(veld, lexicon), 'overslaan'])] });
      }
    }
    if (labels.length === 0) return;
    field['codes'] = { ...codes, ...added };
    decisions.push({ header: profile.header, targets: [veld], confidence: Math.min(...labels.map(({ confidence }) => confidence)), reason: 'kop_en_waarden', labels, hiddenRows: 0 });
  }
}

function columnQuestion(profile: ColumnProfile, old: readonly string[], asked: Question | undefined): Question {
  const suggestions = [...old.map((one) => ({ answer: `=${one}`, confidence: 0.7 })), ...(asked?.suggestions ?? [])];
  const answers = [...new Set([...suggestions.map(({ answer }) => answer), 'weglaten', 'tekst', ...(asked?.answers ?? [])])];
  return { id: `kolom:${profile.header}`, soort: 'kolom', header: profile.header, rows: profile.filledRows, suggestions, answers };
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
