/** Checks across the cells of a row and across the rows of a context table. */
import type { ContextKind, ContextRow, ContextVerdict } from '../../levering/context.js';
import type { ContextFinding } from './context.js';

const keys: Record<ContextKind, readonly string[]> = {
  noemer: ['organisatie_code', 'regio', 'periode'],
  nulverklaring: ['organisatie_code', 'periode'],
  let: [],
  gebeurtenis: ['code'],
  enquete: ['bron', 'jaar', 'populatie', 'vorm'],
  contextfactor: ['organisatie_code', 'jaar', 'contextfactor'],
};

const spans = [
  ['van', 'tot'],
  ['startmaand', 'eindmaand'],
] as const;

/** N05: an end before its start. R30: more FTE than employees, or stocks that do not follow from their flows. */
export function rowChecks(rij: number, row: ContextRow): ContextFinding[] {
  const findings: ContextFinding[] = [];
  const add = (kolom: string, regel: string, ernst: ContextFinding['ernst'], params: ContextFinding['params'] = {}) =>
    findings.push({ rij, kolom, regel, ernst, params });
  for (const [start, end] of spans) {
    const [from, to] = [row[start] ?? null, row[end] ?? null];
    if (from !== null && to !== null && to < from) add(end, 'N05', 'error');
    if (start === 'startmaand' && start in row && from === null && to !== null) add(start, 'N04', 'error');
  }
  for (const role of ['jb', 'jr']) {
    const [fte, employees] = [number(row, `fte_${role}`), number(row, `medewerkers_${role}`)];
    if (fte === null || employees === null || fte <= employees * 1.1) continue;
    // Hired staff may be counted in one number only; double is a misread thousands point or a swapped column.
    add(`fte_${role}`, 'R30', fte > employees * 2 ? 'error' : 'signal', { bound: `≤ medewerkers_${role}` });
  }
  for (const stock of Object.keys(row).filter((name) => name.endsWith('_eind'))) {
    const base = stock.slice(0, -'_eind'.length);
    const [end, begin, inflow, outflow] = [stock, `${base}_begin`, `${base}_instroom`, `${base}_uitstroom`].map((name) => number(row, name));
    if (end === null || begin === null || inflow === null || outflow === null) continue;
    if (end !== begin! + inflow! - outflow!) add(stock, 'R30', 'error', { bound: '= begin + in - uit' });
  }
  return findings;
}

function number(row: ContextRow, name: string): number | null {
  const value = row[name];
  return typeof value === 'number' ? value : null;
}

interface ReadRow {
  rij: number;
  row: ContextRow;
  verdict: ContextVerdict;
}

/** N03: rows with the key of an earlier one. The same content is a duplicate; other content refuses all of them. */
export function duplicateRows(kind: ContextKind, read: readonly ReadRow[]): { index: number; finding: ContextFinding; verdict: ContextVerdict }[] {
  const key = keys[kind];
  if (key.length === 0) return [];
  const groups = new Map<string, number[]>();
  read.forEach(({ row, verdict }, index) => {
    if (verdict !== 'valid' && verdict !== 'signal') return;
    const value = JSON.stringify(key.map((name) => row[name] ?? null));
    groups.set(value, [...(groups.get(value) ?? []), index]);
  });
  return [...groups.values()].filter((group) => group.length > 1).flatMap((group) => {
    const contents = new Set(group.map((index) => JSON.stringify(Object.entries(read[index]!.row).sort())));
    const same = contents.size === 1;
    return (same ? group.slice(1) : group).map((index) => ({
      index,
      finding: {
        rij: read[index]!.rij,
        kolom: key[0]!,
        regel: 'N03',
        ernst: same ? ('info' as const) : ('error' as const),
        params: { other: read[group.find((one) => one !== index)!]!.rij },
      },
      verdict: same ? ('duplicate' as const) : ('rejected' as const),
    }));
  });
}
