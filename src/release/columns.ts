/** How the columns of a released table are described. */

export type ColumnType = 'string' | 'integer' | 'number';

interface Text {
  readonly nl: string;
  readonly en: string;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly about: Text;
  readonly unit?: string;
  /** May be empty. A text column that may be empty holds null, never an empty text. */
  readonly empty?: boolean;
  readonly values?: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly about: Text;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

export const text = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'string', about: { nl, en }, ...more });
export const whole = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'integer', about: { nl, en }, ...more });
export const real = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'number', about: { nl, en }, ...more });
