/** Tables that are published together, as one system of cells and equations. */

export interface Contribution {
  /** Who contributes: an organisation. */
  readonly unit: string;
  readonly value: number;
}

/** How far from its true value an attacker must believe a sensitive cell possible: above, below, and from end to end. */
export interface Need {
  readonly up: number;
  readonly down: number;
  readonly width: number;
  /** Levels that do as well, tried where these cannot be had. */
  readonly or?: Need;
  /** What is asked against units that know their own part, where the whole of it cannot be had. */
  readonly inside?: Need;
}

/** What is known of a value: the smallest and the largest that it can be. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface LinkedCell {
  readonly id: string;
  /** A count; the sum of its contributions where these are known. */
  readonly value: number;
  readonly contributions?: readonly Contribution[];
  /** The smallest non-zero value that may be shown. */
  readonly minimum: number;
  /** Units of other kinds behind the value, such as distinct employees or families, each with its own minimum. */
  readonly persons?: readonly { readonly value: number; readonly minimum: number }[];
  /** Cells of higher importance are suppressed only when no cell of lower importance helps; default 0. */
  readonly importance?: number;
  /** Never shown, but it can be computed from shown cells: protected when it is sensitive itself. */
  readonly hidden?: boolean;
  /** Smallest value that attackers think possible, where it is another than the rules say: 0 of what is never printed. */
  readonly lowest?: 0;
  /** Printed before: known to everybody as it is, or to lie between these bounds, and never withheld any more. */
  readonly printed?: boolean | Bounds;
  /** A zero that cannot be anything else. */
  readonly structural?: boolean;
  /** Protection levels from elsewhere: the cell is sensitive, whatever the rules say. */
  readonly need?: Need;
}

/** The parts, less what is taken off, add up to the total, or stay below it ('atMost') or above it ('atLeast') where a record may count in several parts. */
export interface Equation {
  readonly total: string;
  readonly parts: readonly string[];
  /** Cells to be subtracted from the sum of the parts, as what was withdrawn since an earlier release. */
  readonly minus?: readonly string[];
  readonly relation?: 'equal' | 'atMost' | 'atLeast';
}

export interface LinkedTables {
  readonly cells: readonly LinkedCell[];
  readonly equations: readonly Equation[];
  /** Values are whole numbers, and attackers know it (default); otherwise amounts. */
  readonly whole?: boolean;
}

export interface ProtectionRules {
  /** Fewest contributing units of a shown cell. */
  readonly organisaties: number;
  /** Largest percentage of a shown cell from one unit. */
  readonly dominantie: number;
  /** Further dominance rules: the n largest units give at most k percent. */
  readonly nk?: readonly { readonly n: number; readonly k: number }[] | undefined;
  /** The second largest unit may not estimate the largest to within p percent. */
  readonly p?: number | undefined;
  /** Prior/posterior: as p, by someone who knew every contribution to within q percent before. */
  readonly pq?: { readonly p: number; readonly q: number } | undefined;
  /** Whether each unit is taken to know its own contributions; default false. */
  readonly insiders?: boolean | undefined;
  /** Zeros are shown, so that a suppressed cell is known to be 1 or more (default), or only structural ones are. */
  readonly zeros?: 'shown' | 'structural' | undefined;
  /** Shown counts are rounded to the nearest multiple of this odd base, each by itself; default 1, the counts as they are. */
  readonly rounding?: number | undefined;
  /** Smallest value that attackers think possible for a suppressed cell; by default what `zeros` implies. */
  readonly lowest?: 0 | 1 | undefined;
}
