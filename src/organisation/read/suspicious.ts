import { personalColumns, type PersonalColumn } from '../personal/columns.js';
import { cleanText } from './clean.js';

/** Columns that hold personal data as a whole, by header word and by the values of the sample: 1-based index and kind, never text. */
export function suspiciousColumns(headers: readonly string[], sample: readonly (readonly string[])[]): PersonalColumn[] {
  return personalColumns(headers.map(cleanText), sample.map((row) => headers.map((_, i) => cleanText(row[i] ?? ''))));
}
