/** From the part of each column to the `velden` of a mapping. */
import type { Assigned } from './assign.js';
import { isCodeOf, type Lexicon } from './candidates.js';
import { type CodedLabels, codedLabels } from './codes.js';
import { channelAndPlace, codePairs, mixesChannelAndPlace, policeAsked, policeOutcome, unknownOnline } from './mixed.js';
import type { ColumnProfile, ExportView } from './profile.js';
import { type Answers, type Question, targetName } from './proposal.js';
import { accepted } from './labels.js';
import { columnFinder, one } from './structure.js';
import { words } from './words.js';

export interface FieldPlan {
  velden: Record<string, Record<string, unknown>>;
  /** Labels by field. */
  labels: Map<string, CodedLabels>;
  questions: Question[];
}

/** Fields in the codebook's order, with their labels as codes. `settled` are labels that filters deal with. */
export function planFields(view: ExportView, profiles: readonly ColumnProfile[], parts: ReadonlyMap<number, Assigned>, lex: Lexicon, answers: Answers, settled: ReadonlySet<string>): FieldPlan {
  const find = columnFinder(profiles, parts);
  const plan: FieldPlan = { velden: {}, labels: new Map(), questions: [] };
  const put = (veld: string, mapping: Record<string, unknown>, coded?: CodedLabels) => {
    plan.velden[veld] = mapping;
    if (!coded) return;
    plan.labels.set(veld, coded);
    plan.questions.push(...coded.questions);
  };
  const order = profiles.map(({ dates }) => dates.first).find((first) => first !== undefined);
  for (const field of lex.fields.values()) {
    const veld = field.naam;
    const profile = find(veld);
    if (!profile) continue;
    const { header: kolom, separator } = profile;
    if (field.soort === 'datum' || field.soort === 'maand') putDate(profile, veld, order, answers, plan);
    else if (field.soort === 'tijd') put(veld, { kolom, formaat: 'uu:mm' });
    else if (['getal', 'decimaal', 'sleutel', 'tekst', 'regio'].includes(field.soort)) put(veld, { kolom });
    else if (veld === 'ernst' && isOtherScale(profile, lex)) put(veld, { kolom, andere_schaal: true });
    else {
      const coded = codedLabels(profile, veld, lex, answers, veld === 'vorm' ? settled : undefined);
      const numbers = profiles.find(({ index, header }) => parts.get(index)?.reason === 'code_naast_omschrijving' && isCodeOf(header, kolom));
      const pairs = numbers && codePairs(numbers, profile, coded.codes, view.rows);
      if (pairs) put(veld, { kolommen: [numbers.header, kolom], codes: pairs }, coded);
      else put(veld, { kolom, ...(separator && field.soort === 'codes' ? { scheiding: separator } : {}), codes: coded.codes }, coded);
    }
  }
  const ticks = profiles.filter(({ index }) => parts.get(index)?.reason === 'vinkjes');
  if (ticks.length > 0) plan.velden['vorm'] = tickField(ticks, lex);
  together(find, lex, answers, plan, put);
  const ordered = [...lex.fields.keys()].flatMap((veld) => (plan.velden[veld] ? [[veld, plan.velden[veld]] as const] : []));
  return { ...plan, velden: Object.fromEntries(ordered) };
}

type Put = (veld: string, mapping: Record<string, unknown>, coded?: CodedLabels) => void;

/** Fields that share a column or are decided by two. */
function together(find: (name: string) => ColumnProfile | undefined, lex: Lexicon, answers: Answers, plan: FieldPlan, put: Put): void {
  const retract = (veld: string) => {
    const old = plan.labels.get(veld)?.questions ?? [];
    plan.questions = plan.questions.filter((question) => !old.includes(question));
  };
  const [channel, place] = [find('kanaal'), find('locatie')];
  const mixed = channel && place ? undefined : (channel ?? place);
  if (mixed && mixesChannelAndPlace(mixed, lex)) {
    retract('kanaal');
    retract('locatie');
    const both = (text: string) => {
      const answered = answers.get(`label:kanaal:${words(text)}`);
      return answered ? undefined : channelAndPlace(text, lex);
    };
    put('kanaal', {}, codedLabels(mixed, 'kanaal', lex, answers, undefined, (text) => (both(text) ? [both(text)!.kanaal] : undefined)));
    put('locatie', {}, codedLabels(mixed, 'locatie', lex, answers, undefined, (text) => (both(text) ? [both(text)!.locatie] : undefined)));
    for (const veld of ['kanaal', 'locatie']) plan.velden[veld] = { kolom: mixed.header, codes: plan.labels.get(veld)!.codes };
  }
  const [asked, came] = [find('politie_gevraagd'), find('politie_uitkomst')];
  if (came && !asked && Object.values(plan.labels.get('politie_uitkomst')?.codes ?? {}).includes('NIET_GEVRAAGD')) {
    const coded = codedLabels(came, 'politie_gevraagd', lex, answers, undefined, (text) => policeAsked(text, lex));
    put('politie_gevraagd', { kolom: came.header, codes: coded.codes }, { ...coded, questions: [] });
  }
  if (came && asked) {
    const codes = policeOutcome(asked, came, lex);
    if (codes) {
      retract('politie_uitkomst');
      plan.velden['politie_uitkomst'] = { kolommen: [asked.header, came.header], codes };
    }
  }
  const relation = find('relatie');
  const by = channel ?? mixed;
  if (relation && by && plan.velden['relatie']?.['kolom'] !== undefined) {
    const codes = unknownOnline(relation, by, plan.labels.get('relatie')!.codes, lex);
    if (codes) plan.velden['relatie'] = { kolommen: [relation.header, by.header], codes };
  }
}

function putDate(profile: ColumnProfile, veld: string, order: 'dag' | 'maand' | undefined, answers: Answers, plan: FieldPlan): void {
  const { either, formats } = profile.dates;
  const id = `datum:${profile.header}`;
  const answer = answers.get(id) ?? (either && order ? either[order === 'dag' ? 0 : 1] : undefined);
  const turned = either && answer === either[1];
  // Every numeric form follows the answer, not only the commonest one.
  const chosen = turned ? formats.map((format) => format.replace(/^(d+)(.)(m+)(?!m)/, '$3$2$1')) : formats;
  plan.velden[veld] = { kolom: profile.header, formaat: chosen.length > 0 ? one(chosen) : 'dd-mm-jjjj' };
  if (!either || answer !== undefined) return;
  delete plan.velden[veld];
  plan.questions.push({ id, soort: 'datum', header: profile.header, veld, rows: profile.filledRows, suggestions: [{ answer: either[0], confidence: 0.7 }], answers: [...either] });
}

/** Severity is only severity on the codebook's own scale of 1 to 4; a priority never is. */
function isOtherScale(profile: ColumnProfile, lex: Lexicon): boolean {
  if (words(profile.header).startsWith('prioriteit')) return true;
  const find = lex.finders.get('ernst')!;
  if (profile.values.length > 0 && profile.values.every(({ text }) => (find(text)?.confidence ?? 0) >= accepted)) return false;
  const rows = profile.values.filter(({ label }) => /^[1-49]$/.test(label)).reduce((sum, { count }) => sum + count, 0);
  const five = profile.values.find(({ label }) => label === '5')?.count ?? 0;
  return profile.filledRows > 0 && (rows < 0.5 * profile.filledRows || five > 0.05 * profile.filledRows);
}

function tickField(ticks: readonly ColumnProfile[], lex: Lexicon): Record<string, unknown> {
  const yesNo = lex.finders.get('doorlopend')!;
  const seen = new Map<string, string>();
  for (const { values } of ticks) for (const { text, label } of values) if (!seen.has(label)) seen.set(label, text);
  const ticked = [...seen.values()].filter((text) => yesNo(text)?.codes[0] === 'J' || /^[v✓✔]$/i.test(text));
  const unticked = [...seen.values()].filter((text) => yesNo(text)?.codes[0] === 'N' || text === '-');
  return {
    vinkjes: Object.fromEntries(ticks.map(({ header }) => [header, lex.finders.get('vorm')!(header)!.codes[0]!])),
    aangevinkt: ticked.sort(),
    ...(unticked.length > 0 ? { niet_aangevinkt: unticked.sort() } : {}),
  };
}

/** The name of a column's part, or undefined. */
export function partName(parts: ReadonlyMap<number, Assigned>, index: number): string | undefined {
  const part = parts.get(index);
  return part && targetName(part.target);
}
