/** Proposes a mapping for an export that nobody has mapped yet. Pure: the same view and answers give the same proposal. */
import { normaliseLabel } from '../label.js';
import { assignColumns } from './assign.js';
import type { Lexicon } from './candidates.js';
import { partName, planFields } from './fields.js';
import { type ExportView, profileColumns } from './profile.js';
import { type Answers, type ColumnDecision, type Proposal, targetName } from './proposal.js';
import { columnFinder, filtersOf, keyHeaders, newestOf, severalRows } from './structure.js';

export interface ProposeInput {
  view: ExportView;
  organisation: string;
  lexicon: Lexicon;
  answers?: Answers;
  bronsysteem?: string;
}

const required = ['incident_datum', 'vorm', 'kanaal', 'relatie'];

/**
 * A mapping with what is sure, and a question for everything else, those that decide most rows first. What is not sure
 * is left out of the mapping, so that `check` refuses those rows as unknown labels.
 */
export function propose({ view, organisation, lexicon, answers = new Map(), bronsysteem }: ProposeInput): Proposal {
  const profiles = profileColumns(view);
  const { parts, questions } = assignColumns(profiles, lexicon, answers);
  const find = columnFinder(profiles, parts);
  const keys = keyHeaders(find);
  const several = severalRows(view, keys, find, profiles, parts);
  const { filters, questions: rowQuestions } = filtersOf(find, lexicon, answers);
  const form = find('vorm')?.header;
  const settled = new Set(filters.filter(({ kolom }) => kolom === form).flatMap(({ waarden }) => (waarden ?? []).map(normaliseLabel)));
  const plan = planFields(view, profiles, parts, lexicon, answers, settled);
  const { newest, questions: newestQuestions } = several && !find('gewijzigd') ? { questions: [] } : newestOf(find, lexicon, answers);

  const used = new Set([...keys, ...filters.map(({ kolom }) => kolom), ...(newest ? [newest['kolom'] as string] : []), ...Object.values(several ?? {}).flatMap((one) => (Array.isArray(one) ? (one as string[]) : []))]);
  for (const field of Object.values(plan.velden)) for (const column of columnsIn(field)) used.add(column);
  const asked = new Set([...questions, ...newestQuestions, ...plan.questions].map(({ header }) => header));
  const texts = profiles.filter(({ index }) => partName(parts, index) === 'tekst').map(({ header }) => header);
  const dropped = profiles.filter(({ header }) => !used.has(header) && !texts.includes(header) && !asked.has(header)).map(({ header }) => header);
  const open = new Set(questions.flatMap(({ suggestions }) => suggestions.map(({ answer }) => answer)).concat(plan.questions.flatMap(({ veld }) => veld ?? [])));
  const absent = [...lexicon.fields.keys()].filter((veld) => !plan.velden[veld] && !open.has(veld) && !required.includes(veld));

  const mapping = {
    organisatie: organisation,
    versie: 1,
    codeboek: lexicon.codebook.versie,
    ...(bronsysteem ? { bronsysteem } : {}),
    ...readSettings(view),
    meldingsnummer: { kolommen: keys },
    ...(newest ? { nieuwste: newest } : {}),
    ...(several ? { meerdere_regels: several } : {}),
    ...(filters.length > 0 ? { filters } : {}),
    velden: plan.velden,
    ...(absent.length > 0 ? { afwezig: absent } : {}),
    ...(texts.length > 0 ? { vrije_tekst: texts } : {}),
    ...(dropped.length > 0 ? { weglaten: dropped } : {}),
  };
  const all = [...questions, ...rowQuestions, ...newestQuestions, ...plan.questions];
  const weight = { kolom: 0, datum: 1, rij: 2, label: 3 };
  all.sort((a, b) => weight[a.soort] - weight[b.soort] || b.rows - a.rows || (a.id < b.id ? -1 : 1));
  return { mapping, decisions: decisionsOf(), questions: all, profiles };

  function decisionsOf(): ColumnDecision[] {
    return profiles.flatMap(({ index, header }) => {
      const part = parts.get(index);
      if (!part) return [];
      const fields = Object.entries(plan.velden).filter(([, field]) => columnsIn(field).includes(header)).map(([veld]) => veld);
      const role = targetName(part.target);
      const targets = [...new Set([...fields, ...('rol' in part.target && !(role === 'code' && fields.length > 0) ? [used.has(header) || role === 'tekst' ? role : 'weglaten'] : [])])];
      const coded = plan.labels.get('veld' in part.target ? part.target.veld : '');
      return [{ header, targets, confidence: part.confidence, reason: part.reason, labels: coded?.labels ?? [], hiddenRows: coded?.hiddenRows ?? 0 }];
    });
  }
}

/** Required fields, and the incident number, that a proposal does not have. */
export function missingOf(mapping: Readonly<Record<string, unknown>>): string[] {
  const fields = mapping['velden'] as Record<string, unknown>;
  const keys = (mapping['meldingsnummer'] as { kolommen: string[] }).kolommen;
  return [...(keys.length === 0 ? ['meldingsnummer'] : []), ...required.filter((veld) => !fields[veld])];
}

/** The columns that a field of a mapping under construction names. */
export function columnsIn(field: Readonly<Record<string, unknown>>): string[] {
  if (typeof field['kolom'] === 'string') return [field['kolom']];
  if (Array.isArray(field['kolommen'])) return field['kolommen'] as string[];
  return Object.keys((field['vinkjes'] as object | undefined) ?? {});
}

function readSettings(view: ExportView): Record<string, unknown> {
  const lezen = {
    ...(view.codering ? { codering: view.codering } : {}),
    ...(view.scheiding ? { scheiding: view.scheiding } : {}),
    ...(view.datumstelsel === 1904 ? { datumstelsel: 1904 } : {}),
  };
  return Object.keys(lezen).length > 0 ? { lezen } : {};
}
