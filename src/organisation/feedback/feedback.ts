/** The answer to a steward as plain data: a light, the counts, what to do first, the rest, and what changed. Text is made of it per language. */
import type { Detected } from '../read/raw.js';
import type { Finding, Verdict } from '../validate/verdict.js';
import type { Change } from './change.js';
import { fileGroup, type Group, groupFindings, type LocatedFinding } from './groups.js';
import { planRepairs, type Gain, type Repair } from './repairs.js';

export type Light = 'blocked' | 'red' | 'nothing' | 'orange' | 'green';

/** What a cell should hold, as the mapping and the codebook say. */
export type Expected =
  | { kind: 'labels'; labels: string[]; left: number }
  | { kind: 'dates' | 'times'; formats: string[] }
  | { kind: 'number' | 'region' | 'filled' };

/** Something that can be repaired; numbered through the whole answer. */
export interface Point extends Group {
  number: number;
  gain: Gain;
  /** By field of the codebook: labels that the mapping knows, formats. */
  expected?: Expected;
}

export interface Feedback {
  file: string;
  organisation: string;
  period: string;
  delivered: string;
  /** Position of a column in the file, by its header in lower case; empty where sheets differ. */
  positions: Readonly<Record<string, number>>;
  light: Light;
  detected: Detected;
  counts: Record<Verdict, number>;
  incidents: number;
  affected: number;
  /** The repairs with the largest effect, three at the utmost. */
  first: Point[];
  later: Point[];
  /** About the file as a whole; nothing in its rows is wrong because of it. */
  file_points: Group[];
  /** Rows that do not count, or are told of, without anybody having to do anything. */
  fine: Group[];
  change?: Change | undefined;
}

export interface JudgedFile {
  detected: Detected;
  counts: Record<Verdict, number>;
  incidents: number;
  affected: number;
  fileFindings: readonly Finding[];
  blocked: boolean;
}

const mostFirst = 3;

/** Puts the answer together. */
export function composeFeedback(
  about: Pick<Feedback, 'file' | 'organisation' | 'period' | 'delivered' | 'positions'>,
  judged: JudgedFile,
  findings: readonly LocatedFinding[],
  expected: (group: Group) => Expected | undefined,
  change?: Change,
): Feedback {
  const groups = groupFindings(findings);
  const whole = judged.fileFindings.map(fileGroup);
  const blocking: Repair[] = whole.filter(({ severity }) => severity === 'error').map((group) => ({ group, gain: { counts: judged.incidents, signals: 0, touched: 0 } }));
  const points = [...blocking, ...planRepairs(groups)].map(({ group, gain }, at): Point => {
    const wanted = expected(group);
    return { ...group, number: at + 1, gain, ...(wanted ? { expected: wanted } : {}) };
  });
  const { detected, counts, incidents, affected } = judged;
  return {
    ...about,
    light: lightOf(judged),
    detected,
    counts,
    incidents,
    affected,
    first: points.slice(0, mostFirst),
    later: points.slice(mostFirst),
    file_points: whole.filter(({ severity }) => severity !== 'error'),
    fine: groups.filter(({ severity }) => severity === 'info').sort((a, b) => b.rows.length - a.rows.length),
    change,
  };
}

function lightOf({ blocked, counts, incidents, fileFindings }: JudgedFile): Light {
  if (blocked) return 'blocked';
  if (counts.rejected > 0) return 'red';
  if (incidents === 0) return 'nothing';
  return counts.signal > 0 || fileFindings.some((one) => one.severity !== 'info') ? 'orange' : 'green';
}

/** Rejected incidents that count once the points that come first are repaired. */
export function freed(points: readonly Point[]): number {
  return points.reduce((sum, { gain }) => sum + gain.counts, 0);
}
