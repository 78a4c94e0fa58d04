/** From what stands in a cell to codes of the codebook: one pure function a field, called once per distinct value. */
import type { Codebook, Field } from '../../codebook/schema.js';
import { normaliseLabel } from './label.js';
import type { FieldMapping } from './mapping.js';

/** `leeg`: nothing stood there; `onbekend`: a label outside the mapping; `meerduidig`: a place in two regions. */
export type ValueProblem = 'leeg' | 'onbekend' | 'meerduidig';

export interface Coded {
  codes: string[];
  problem?: ValueProblem;
}

const yesNo: Record<string, string> = {
  ja: 'J', j: 'J', yes: 'J', y: 'J', true: 'J', waar: 'J', '1': 'J', x: 'J',
  nee: 'N', n: 'N', no: 'N', false: 'N', onwaar: 'N', '0': 'N',
  onbekend: 'O', unknown: 'O', o: 'O', '?': 'O', 'weet niet': 'O',
};
const noTick = new Set(['', 'nee', 'n', '0', 'onwaar', 'false', '-', 'no']);

/**
 * A function from the texts of a field's columns to its codes. A label is looked up as a whole first, then split at the
 * separator with the longest known labels first, so that a label may contain the separator itself.
 */
export function valueCoder(field: FieldMapping, known: Field, codebook: Codebook): (cells: readonly string[]) => Coded {
  if (field.andere_schaal) return ([cell = '']) => (normaliseLabel(cell) === '' ? empty(field) : { codes: ['9'] });
  if (field.vinkjes) return tickCoder(field);
  const labels = labelTable(field, known, codebook);
  if (field.kolommen) return combinationCoder(field, labels);
  const separator = field.scheiding && (field.scheiding.trim().toLowerCase() || field.scheiding);
  const parted = (text: string) => text.split(separator!).map((part) => part.trim()).filter((part) => part !== '');
  const tight = new Map(separator === undefined ? [] : [...labels].map(([label, codes]) => [parted(label).join(separator), codes]));
  return ([cell = '']) => {
    const label = normaliseLabel(cell);
    if (label === '') return empty(field);
    const whole = labels.get(label) ?? (known.soort === 'regio' ? labels.get(label.replace(/^gemeente /, '')) : undefined);
    if (whole) return resolve(whole, known);
    if (separator === undefined) return { codes: [], problem: 'onbekend' };
    return joinParts(parted(label), tight, separator);
  };
}

function empty(field: FieldMapping): Coded {
  return field.leeg === undefined ? { codes: [], problem: 'leeg' } : { codes: [field.leeg] };
}

function resolve(codes: readonly string[], known: Field): Coded {
  if (known.soort === 'regio' && codes.length > 1) return { codes: ['ONBEKEND'], problem: 'meerduidig' };
  return { codes: [...codes] };
}

function joinParts(parts: readonly string[], labels: Map<string, string[]>, separator: string): Coded {
  const codes = new Set<string>();
  let at = 0;
  let problem: ValueProblem | undefined;
  while (at < parts.length) {
    let next = at;
    for (let end = parts.length; end > at; end--) {
      const found = labels.get(parts.slice(at, end).join(separator));
      if (found) {
        found.forEach((code) => codes.add(code));
        next = end;
        break;
      }
    }
    if (next === at) {
      problem = 'onbekend';
      next = at + 1;
    }
    at = next;
  }
  if (parts.length === 0) problem = 'leeg';
  return problem ? { codes: [...codes], problem } : { codes: [...codes] };
}

function tickCoder(field: FieldMapping): (cells: readonly string[]) => Coded {
  const codes = Object.values(field.vinkjes!);
  const ticked = field.aangevinkt && new Set(field.aangevinkt.map(normaliseLabel));
  const unticked = new Set([...noTick, ...(field.niet_aangevinkt ?? []).map(normaliseLabel)]);
  return (cells) => {
    const found = new Set<string>();
    let problem: ValueProblem | undefined;
    cells.forEach((cell, i) => {
      const label = normaliseLabel(cell);
      if (ticked ? ticked.has(label) : !unticked.has(label)) found.add(codes[i]!);
      else if (!unticked.has(label)) problem = 'onbekend';
    });
    if (problem) return { codes: [...found], problem };
    return found.size === 0 ? empty(field) : { codes: [...found] };
  };
}

function combinationCoder(field: FieldMapping, labels: Map<string, string[]>): (cells: readonly string[]) => Coded {
  const rules = [...labels].map(([label, codes]) => {
    const parts = label.split(' + ').map((part) => part.trim());
    return { parts, codes, exact: parts.filter((part) => part !== '*').length };
  });
  rules.sort((a, b) => b.exact - a.exact);
  return (cells) => {
    const values = cells.map(normaliseLabel);
    const rule = rules.find(({ parts }) => parts.every((part, i) => part === '*' || part === (values[i] ?? '')));
    if (rule) return { codes: [...rule.codes] };
    return values.every((value) => value === '') || values[0] === '' ? empty(field) : { codes: [], problem: 'onbekend' };
  };
}

/** Normalised label → codes: what the mapping says, and for yes/no, regions and unmapped lists what everybody knows. */
function labelTable(field: FieldMapping, known: Field, codebook: Codebook): Map<string, string[]> {
  const table = new Map<string, string[]>();
  if (known.soort === 'regio') {
    for (const place of codebook.plaatsen) table.set(normaliseLabel(place.naam), [...place.regios]);
    for (const region of codebook.jeugdregios) {
      table.set(normaliseLabel(region.code), [region.code]);
      table.set(normaliseLabel(region.naam), [region.code]);
    }
    table.set('landelijk', ['LANDELIJK']);
    table.set('onbekend', ['ONBEKEND']);
  } else if (known.soort === 'janee') {
    for (const [label, code] of Object.entries(yesNo)) table.set(label, [code]);
  } else if (!field.codes && known.lijst) {
    for (const { code, label } of codebook.codelijsten.find((one) => one.lijst === known.lijst)?.codes ?? []) {
      table.set(normaliseLabel(code), [code]);
      if (!table.has(normaliseLabel(label.nl))) table.set(normaliseLabel(label.nl), [code]);
    }
  }
  for (const [label, codes] of Object.entries(field.codes ?? {})) {
    const key = field.kolommen ? label.split(' + ').map(normaliseLabel).join(' + ') : normaliseLabel(label);
    table.set(key, codes);
  }
  return table;
}
