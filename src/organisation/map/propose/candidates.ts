/** How well each column fits each field: its header against the synonyms, and its values against what the field may hold. */
import type { Codebook, Field } from '../../../codebook/schema.js';
import type { Role, Synonyms } from '../../../codebook/synonyms.js';
import { mappableFields } from '../check.js';
import { accepted, type LabelFinder, labelFinder, type Match, partsOf } from './labels.js';
import type { ColumnProfile } from './profile.js';
import type { Candidate, Reason } from './proposal.js';
import { core, inFull, mainWords, nearly, words } from './words.js';

export interface Lexicon {
  codebook: Codebook;
  synonyms: Synonyms;
  fields: Map<string, Field>;
  finders: Map<string, LabelFinder>;
}

/** Everything needed to recognise words, made once. */
export function lexicon(codebook: Codebook, synonyms: Synonyms): Lexicon {
  const fields = mappableFields(codebook);
  return { codebook, synonyms, fields, finders: new Map([...fields.values()].map((field) => [field.naam, labelFinder(field, codebook, synonyms)])) };
}

/** A header without 'code' or 'omschrijving': what a pair of columns has in common. */
export function stem(header: string): string {
  return words(header).replace(/(code|nummer)$/, '').split(' ').filter((word) => !['code', 'omschrijving', 'omschr', 'oms', ''].includes(word)).join(' ');
}

const described = /(^| )(omschrijving|omschr|oms)$/;

/** Whether a column holds the codes to which another column of the same name holds the descriptions. */
export function isCodeOf(header: string, other: string): boolean {
  const base = stem(header);
  if (base === '' || base !== stem(other) || described.test(words(header))) return false;
  return (/(^|[ a-z])code$/.test(words(header)) && !/(^|[ a-z])code$/.test(words(other))) || described.test(words(other));
}

const exactHeader = 0.9;
/** A header of several words that is known, among other words: a question in full, say. */
const amongOthers = 0.5;

/** Whether a known word begins or ends a longer one: 'functieomschrijving', 'letselernst'. */
function isPartOf(known: string, inner: string): boolean {
  return known.length >= 5 && !known.includes(' ') && inner.split(' ').some((word) => word.length >= known.length + 3 && (word.startsWith(known) || word.endsWith(known)));
}

/** 1 the field's own name, from 0.9 a known header, 0.6 a word of several meanings, less for a resemblance. */
export function headerScore(header: string, names: { sterk: readonly string[]; zwak: readonly string[] } | undefined, own: string, labels: readonly string[] = []): number {
  const said = words(header);
  const inner = inFull(mainWords(header));
  if (said === words(own)) return 1;
  if (labels.some((label) => core(mainWords(label)) === core(inner) || words(label) === said)) return 0.93;
  if (!names) return 0;
  const strong = names.sterk.map(words);
  const at = strong.findIndex((one) => one === said || one === inner);
  if (at >= 0) return 0.98 - at * 0.001;
  if (strong.some((one) => core(one) === core(inner))) return 0.92;
  if (names.zwak.some((one) => words(one) === inner)) return 0.6;
  const base = stem(header);
  if (base !== inner && (strong.includes(base) || names.zwak.map(words).includes(base))) return 0.6;
  if (strong.some((one) => nearly(one, inner))) return 0.48;
  const tokens = new Set(inner.split(' '));
  const within = strong.filter((one) => one.split(' ').every((word) => tokens.has(word)));
  if (within.some((one) => core(one).includes(' '))) return amongOthers;
  if (within.length > 0 || strong.some((one) => isPartOf(one, inner))) return 0.45;
  return 0;
}

/** Share of a column's filled rows that a field can take; undefined when there are none. `yesNo` adds words that answer the field beside another. */
export function fieldEvidence(profile: ColumnProfile, field: Field, find: LabelFinder, yesNo?: LabelFinder): { score: number; distinct: number } | undefined {
  if (profile.filledRows === 0) return undefined;
  // Any scale of severity may stand there: another than the codebook's is counted as unknown, never converted.
  if (field.naam === 'ernst') {
    const known = profile.distinct > 12 ? 0 : profile.values.filter(({ text }) => sureOf(find(text)) !== undefined).length;
    return { score: profile.distinct <= 12 || profile.kind === 'getal' ? 1 : 0, distinct: words(profile.header).startsWith('prioriteit') ? 2 : known };
  }
  if (field.soort === 'datum' || field.soort === 'maand') return { score: profile.dates.formats.length > 0 ? profile.dates.share : 0, distinct: profile.distinct };
  if (field.soort === 'tijd') return { score: profile.clock, distinct: profile.distinct };
  if (field.soort === 'getal' || field.soort === 'decimaal') return { score: profile.distinct > 100 ? 0 : profile.whole, distinct: profile.distinct };
  if (field.soort === 'sleutel' || field.soort === 'tekst') {
    // A handful of words without a digit are labels; only colleagues may be a handful.
    if (field.naam !== 'medewerker_pseudo' && profile.distinct <= 12 && profile.distinct < profile.filledRows / 2 && profile.values.every(({ text }) => !/\d/.test(text))) return { score: 0, distinct: 0 };
    return { score: profile.kind !== 'tekst' && profile.kind !== 'datum' && profile.kind !== 'vinkje' && profile.averageLength <= 30 ? 0.9 : 0, distinct: profile.distinct };
  }
  let rows = 0;
  let told = 0;
  const repeated = profile.values.filter(({ count }) => count >= 2);
  const codes = new Set<string>();
  for (const { text, count } of profile.values) {
    const matches = partsOf(text, profile.separator, find).map((part) => sureOf(find(part)) ?? (yesNo ? sureOf(yesNo(part)) : undefined));
    if (matches.every((match) => match !== undefined)) {
      rows += count;
      if (count >= 2 || repeated.length === 0) told++;
      matches.forEach((match) => match.codes.forEach((code) => codes.add(code)));
    }
  }
  // Half by rows and half by labels: 'nee' in most rows does not make a yes/no question of a list of outcomes.
  const labels = repeated.length === 0 ? profile.values.length : repeated.length;
  return { score: profile.values.length === 0 ? 0 : rows / profile.filledRows / 2 + told / labels / 2, distinct: Math.max(codes.size, told) };
}

function sureOf(match: Match | undefined): Match | undefined {
  return match !== undefined && match.confidence >= accepted ? match : undefined;
}

/** Every pair of column and field or role that is worth a thought, surest first. */
export function candidatesOf(profiles: readonly ColumnProfile[], lex: Lexicon): Candidate[] {
  const found: Candidate[] = [];
  for (const profile of profiles) {
    const headers = new Map([...lex.fields.values()].map((field) => [field.naam, headerScore(profile.header, lex.synonyms.velden[field.naam], field.naam, [field.label.nl, field.label.en])]));
    const known = Math.max(...headers.values());
    const alone = [...headers.values()].filter((score) => score >= 0.45).length === 1;
    for (const field of lex.fields.values()) {
      const header = headers.get(field.naam)!;
      const evidence = fieldEvidence(profile, field, lex.finders.get(field.naam)!, field.naam === 'politie_uitkomst' ? lex.finders.get('politie_gevraagd') : undefined);
      // A list of outcomes tells more than that the police were asked.
      if (field.naam === 'politie_gevraagd' && evidence && (fieldEvidence(profile, lex.fields.get('politie_uitkomst')!, lex.finders.get('politie_uitkomst')!)?.score ?? 0) > evidence.score + 0.1) continue;
      const judged = judge(header, evidence, field.soort, alone, field.naam === 'vorm' && known === 0);
      if (judged) found.push({ column: profile.index, target: { veld: field.naam }, ...judged });
    }
    for (const [role, names] of Object.entries(lex.synonyms.rollen) as [Role, { sterk: string[]; zwak: string[] }][]) {
      const header = headerScore(profile.header, names, role === 'tekst' || role === 'weglaten' ? '' : role);
      const evidence = roleEvidence(profile, role, lex.synonyms);
      if (header < 0.45 || evidence === 0) continue;
      const confidence = header >= exactHeader ? (evidence >= 0.5 ? header - 0.02 : 0.5) : header >= 0.6 && evidence >= 0.8 ? 0.88 : Math.min(header, 0.6);
      found.push({ column: profile.index, target: { rol: role }, confidence, reason: evidence < 1 || header < exactHeader ? 'kop_en_waarden' : 'kop' });
    }
  }
  return found.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
}

function judge(header: number, evidence: { score: number; distinct: number } | undefined, soort: string, alone: boolean, sole: boolean): { confidence: number; reason: Reason } | undefined {
  const listed = ['code', 'codes', 'regio', 'janee'].includes(soort);
  if (evidence === undefined) return header >= 0.45 ? { confidence: header >= exactHeader ? 0.87 : 0.5, reason: 'kop' } : undefined;
  const { score, distinct } = evidence;
  if (header >= exactHeader) {
    if (score >= 0.5) return { confidence: header - 0.02 - 0.2 * Math.max(0, 0.9 - score), reason: 'kop_en_waarden' };
    if (score >= 0.2 && listed) return { confidence: 0.86, reason: 'kop_en_waarden' };
    return { confidence: score > 0 ? 0.55 : 0.4, reason: 'kop' };
  }
  if (header >= 0.6) {
    if (score >= 0.7 && (!listed || distinct >= 2)) return { confidence: 0.87 + 0.03 * score, reason: 'kop_en_waarden' };
    return score >= 0.4 ? { confidence: 0.65, reason: 'kop_en_waarden' } : undefined;
  }
  // A known header among other words, and nothing but known labels below it: together they say one thing.
  if (header >= 0.45 && listed && soort !== 'janee' && score >= 0.9 && distinct >= 3) return { confidence: 0.86, reason: 'kop_en_waarden' };
  if (header === amongOthers && alone && score >= 0.9) return { confidence: 0.86, reason: 'kop_en_waarden' };
  if (header >= 0.45) return score >= 0.5 ? { confidence: 0.7, reason: 'lijkt_op' } : undefined;
  if (!listed || soort === 'janee' || score < 0.9 || distinct < 3) return undefined;
  // Forms of aggression stand nowhere else: at least three of them, and nothing else in the column.
  return { confidence: soort === 'codes' && sole && score >= 0.95 ? 0.86 : 0.6, reason: 'waarden' };
}

/** Share of the values that suit a role; 0 where they contradict it. */
export function roleEvidence(profile: ColumnProfile, role: Role, synonyms: Synonyms): number {
  const share = (test: (said: string) => boolean) =>
    profile.filledRows === 0 ? 0 : profile.values.reduce((sum, { text, count }) => sum + (test(words(text)) ? count : 0), 0) / profile.filledRows;
  const filters = Object.values(synonyms.filters).flat().map(words);
  switch (role) {
    case 'meldingsnummer': {
      const many = profile.distinct / Math.max(1, profile.filledRows);
      // A number such as 20240101 is a date as well; only a date with signs in it cannot be a number.
      const date = profile.kind === 'datum' && !(profile.whole === 1 && many >= 0.8);
      return profile.kind !== 'tekst' && !date && profile.kind !== 'vinkje' && profile.averageLength <= 30 && many >= 0.2 && profile.distinct > 1 && !/^A$/.test(profile.patterns[0]?.shape ?? 'A') ? 1 : 0;
    }
    case 'jaar':
      return share((said) => /^(19|20)\d\d$/.test(said)) >= 0.95 ? 1 : 0;
    case 'volgnummer':
      return profile.whole >= 0.9 ? 1 : 0;
    case 'status':
      return Math.max(profile.kind === 'lijst' ? 0.5 : 0, share((said) => synonyms.stappen.flat().includes(said) || filters.includes(said)));
    case 'soort':
      return share((said) => isAggression(said, synonyms)) > 0 ? Math.max(0.8, share((said) => isAggression(said, synonyms) || filters.includes(said))) : 0;
    case 'concept':
      return profile.kind === 'vinkje' ? 1 : 0;
    case 'gewijzigd':
      return profile.dates.formats.length > 0 ? 1 : 0;
    case 'tekst':
      // A few answers that keep coming back were chosen from a list, whatever the column is called.
      return profile.kind === 'datum' ? 0 : profile.kind === 'tekst' ? 1 : profile.kind === 'lijst' && profile.distinct <= profile.filledRows / 4 ? 0.4 : 0.6;
    default:
      return 1;
  }
}

/** Whether a kind of report is about aggression, by exactly known words. */
export function isAggression(said: string, synonyms: Synonyms): boolean {
  return synonyms.agressie.some((one) => words(one) === said);
}
