/** The document model: a report as plain data, from which every output form is written. It holds text, never HTML. */
import type { Lang } from '../../i18n/message.js';

export interface Span {
  readonly text: string;
  readonly style?: 'strong' | 'emphasis';
}
export type Line = readonly Span[];

export interface ReportDocument {
  readonly lang: Lang;
  readonly title: Line;
  readonly kicker: Line;
  readonly subtitle: Line;
  /** Status words in the head of the report, for example what the figures' status is and which release they come from. */
  readonly status: readonly Line[];
  /** Printed on every page while the release is not approved. */
  readonly mark?: { readonly short: string; readonly long: string };
  readonly sections: readonly Section[];
  readonly foot: Line;
  readonly about: About;
}

/** Where the document comes from; each form keeps it as its properties. */
export interface About {
  readonly release: string;
  readonly publisher: string;
  /** The day of the state of the data, '2024-07-15': the document carries it instead of the clock. */
  readonly day: string;
}

export interface Section {
  readonly id: string;
  readonly title?: Line;
  readonly layout: 'plain' | 'lead' | 'columns' | 'small';
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'keyFigures'; readonly items: readonly KeyFigure[] }
  | { readonly kind: 'box'; readonly title: Line; readonly parts: readonly { readonly title: Line; readonly items: readonly Line[] }[] }
  | Figure
  | { readonly kind: 'table'; readonly id: string; readonly title: Line; readonly table: Table; readonly note?: Line }
  | { readonly kind: 'bars'; readonly id: string; readonly title: Line; readonly table: Table; readonly note?: Line }
  | { readonly kind: 'scorecard'; readonly id: string; readonly title: Line; readonly note?: Line; readonly groups: readonly ScoreGroup[]; readonly heads: ScoreHeads }
  | { readonly kind: 'definitions'; readonly items: readonly { readonly term: Line; readonly text: Line }[] };

export interface KeyFigure {
  readonly value: string;
  /** The number of the value, when it is nothing but a figure. */
  readonly number?: Shown;
  /** The value is words that say there is no figure. */
  readonly missing?: boolean;
  readonly label: Line;
  readonly detail?: Line;
}

export interface Figure {
  readonly kind: 'figure';
  readonly id: string;
  /** States what the chart shows. */
  readonly title: Line;
  readonly subtitle: Line;
  readonly alt: string;
  /** The same chart for a narrow and a wide place; none when every figure is withheld. */
  readonly drawings: readonly Drawing[];
  readonly table: Table;
  readonly tableTitle: Line;
  readonly note?: Line;
}

export interface Drawing {
  readonly size: 'narrow' | 'wide';
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export interface Table {
  readonly columns: readonly { readonly label: Line; readonly align: 'left' | 'right' }[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly text: string;
  readonly state?: 'suppressed' | 'missing';
  /** The figure that the text shows, rounded as the text is. */
  readonly number?: Shown;
  /** The limits of the interval that the text shows. */
  readonly limits?: Limits;
  /** Drawn as a bar with its interval on a scale from 0 to `max`. */
  readonly bar?: Bar;
}

export interface Shown {
  /** In the unit of the text: 86 for "86%". */
  readonly value: number;
  readonly digits: number;
  readonly unit?: '%';
}

export type Limits = readonly [lower: Shown, upper: Shown];

export interface Bar {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly max: number;
}

export interface ScoreHeads {
  readonly measure: Line;
  readonly figure: Line;
  readonly interval: Line;
  readonly base: Line;
}

export interface ScoreGroup {
  readonly demand: Line;
  readonly rows: readonly ScoreRow[];
}

export interface ScoreRow {
  readonly measure: Line;
  readonly figure: Cell;
  readonly interval: Cell;
  readonly base: Line;
}
