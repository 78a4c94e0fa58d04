/** The words of this room: what is proposed, why, how sure, and what must be asked. */
import type { Role } from '../../../codebook/synonyms.js';
import type { ColumnProfile } from './profile.js';

/** What a column is for: a field of the codebook, or a part to play. */
export type Target = { veld: string } | { rol: Role | 'vinkje' | 'code' | 'medewerker' | 'negeren' };

export type Reason = 'kop' | 'kop_en_waarden' | 'waarden' | 'lijkt_op' | 'tekst' | 'persoonsgegevens' | 'leeg' | 'constant' | 'code_naast_omschrijving' | 'vinkjes' | 'bevestigd' | 'koppeling';

export interface Candidate {
  column: number;
  target: Target;
  confidence: number;
  reason: Reason;
}

export interface LabelDecision {
  text: string;
  codes: string[];
  confidence: number;
  rows: number;
}

/** What was decided about a column, by the values or by a person. */
export interface ColumnDecision {
  header: string;
  targets: string[];
  confidence: number;
  reason: Reason;
  labels: LabelDecision[];
  /** Rows with a text that is in no list and is not shown, because it may be more than a label. */
  hiddenRows: number;
}

export interface Suggestion {
  answer: string;
  confidence: number;
}

export interface Question {
  /** `kolom:<kop>`, `label:<veld>:<label>`, `datum:<kop>`, `soort:<label>` */
  id: string;
  soort: 'kolom' | 'label' | 'datum' | 'rij';
  header: string;
  veld?: string;
  /** Only what looks like a label. */
  label?: string;
  rows: number;
  suggestions: Suggestion[];
  /** Every answer that is allowed, suggestions first. */
  answers: string[];
}

export interface Proposal {
  /** The mapping as plain data, in the order in which it is written. */
  mapping: Record<string, unknown>;
  decisions: ColumnDecision[];
  questions: Question[];
  /** Of a changed export: rows with a new text that is not shown, by column. */
  hidden?: { header: string; rows: number }[];
  profiles: ColumnProfile[];
}

/** Answers by question. */
export type Answers = ReadonlyMap<string, string>;

export function targetName(target: Target): string {
  return 'veld' in target ? target.veld : target.rol;
}
