/** Tables that are published together, as one system of cells and equations. */

export interface Contribution {
  /** Who contributes: an organisation. */
  readonly unit: string;
  readonly value: number;
}

export interface LinkedCell {
  readonly id: string;
  /** A count; always the sum of its contributions. */
  readonly value: number;
  readonly contributions: readonly Contribution[];
  /** The smallest non-zero value that may be shown. */
  readonly minimum: number;
  /** Cells of higher importance are suppressed only when no cell of lower importance helps; default 0. */
  readonly importance?: number;
  /** Never shown, but it can be computed from shown cells: protected when it is sensitive itself. */
  readonly hidden?: boolean;
}

/** The parts add up to the total, or stay below it ('atMost') or above it ('atLeast') where a record may count in several parts. */
export interface Equation {
  readonly total: string;
  readonly parts: readonly string[];
  readonly relation?: 'equal' | 'atMost' | 'atLeast';
}

export interface LinkedTables {
  readonly cells: readonly LinkedCell[];
  readonly equations: readonly Equation[];
}

export interface ProtectionRules {
  /** Fewest contributing units of a shown cell. */
  readonly organisaties: number;
  /** Largest percentage of a shown cell from one unit. */
  readonly dominantie: number;
}
