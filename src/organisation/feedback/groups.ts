/** Findings gathered as a person would: by rule, column and what is the matter, each with its rows and what stands there. */
import type { FindingParams, Severity, Verdict } from '../validate/verdict.js';
import type { ShownValue } from './label.js';
import type { Place } from './ranges.js';

/** A finding with the row it is about, and the incident that the row belongs to. */
export interface LocatedFinding extends Place {
  incident: number;
  verdict: Verdict;
  rule: string;
  field: string | null;
  column: string | null;
  severity: Severity;
  params: FindingParams;
  value?: ShownValue | undefined;
}

export interface ValueRows {
  value: ShownValue;
  rows: Place[];
}

export interface Group {
  rule: string;
  /** Fields of the codebook that the column feeds and that have this finding. */
  fields: string[];
  column: string | null;
  severity: Severity;
  /** Of the first row; numbers of finds in a text are added up. */
  params: FindingParams;
  /** In the order of the file. Empty for a finding about the file as a whole. */
  rows: Place[];
  /** Incidents by the verdict of their row. */
  rejected: Set<number>;
  signalled: Set<number>;
  /** What stands in the cells, commonest first. */
  values: ValueRows[];
}

/** Rules that say that a cell could not be read at all; what follows from the empty field says nothing more. */
const reading = new Set(['R22', 'L05']);

/** Groups in the order in which they first occur; findings that only follow from an unread cell of the same row are left out. */
export function groupFindings(findings: readonly LocatedFinding[]): Group[] {
  const cause = (one: LocatedFinding) => JSON.stringify([one.sheet, one.row, one.field]);
  const causes = new Set(findings.filter(({ rule }) => reading.has(rule)).map(cause));
  const groups = new Map<string, Group & { seen: Set<string>; byValue: Map<string, ValueRows> }>();
  for (const one of findings) {
    if (!reading.has(one.rule) && one.field !== null && causes.has(cause(one))) continue;
    const key = JSON.stringify([one.rule, one.column, one.severity, kindOf(one.params)]);
    const group = groups.get(key) ?? { ...emptyGroup(one), seen: new Set(), byValue: new Map() };
    groups.set(key, group);
    if (one.field !== null && !group.fields.includes(one.field)) group.fields.push(one.field);
    const place = { sheet: one.sheet, row: one.row };
    const at = JSON.stringify([place.sheet, place.row]);
    if (group.seen.has(at)) continue;
    group.seen.add(at);
    if (group.rows.length > 0 && typeof one.params['aantal'] === 'number') group.params = { ...group.params, aantal: Number(group.params['aantal']) + one.params['aantal'] };
    group.rows.push(place);
    if (one.verdict === 'rejected') group.rejected.add(one.incident);
    if (one.verdict === 'signal') group.signalled.add(one.incident);
    if (one.value) {
      const shown = JSON.stringify(one.value);
      const same = group.byValue.get(shown) ?? { value: one.value, rows: [] };
      same.rows.push(place);
      group.byValue.set(shown, same);
    }
  }
  return [...groups.values()].map(({ seen: _, byValue, ...group }) => ({ ...group, values: [...byValue.values()].sort((a, b) => b.rows.length - a.rows.length) }));
}

/** What a rule found exactly, where it knows several things. */
export function kindOf(params: FindingParams): string | undefined {
  const kind = params['soort'] ?? params['reden'];
  return kind === undefined ? undefined : String(kind);
}

function emptyGroup({ rule, column, severity, params }: Pick<LocatedFinding, 'rule' | 'column' | 'severity' | 'params'>): Group {
  return { rule, column, severity, params, fields: [], rows: [], rejected: new Set(), signalled: new Set(), values: [] };
}

/** A finding about the file as a whole as a group without rows. */
export function fileGroup(finding: { rule: string; column: string | null; severity: Severity; params: FindingParams }): Group {
  return emptyGroup(finding);
}
