/** The data of a report: each query of the definition run once on the release, each figure turned into text once. */
import { UserError } from '../../error.js';
import { type Lang, message } from '../../i18n/message.js';
import type { Release } from '../../release/read.js';
import type { Limits, Shown } from './document.js';
import { type DatasetPart, type Definition, type Folders, type Format, readText } from './definition.js';
import { formatDay, formatLimits, formatMonth, formatNumber, formatPeriod, noFigure, rounded, shortMonthNames } from './format.js';

export type Raw = string | number | boolean | null;

export interface Value {
  readonly raw: Raw;
  /** The one text of this value, the same in chart, table and sentence; undefined when there is no value. */
  readonly text: string | undefined;
  /** The figure of the text as a number. */
  readonly number?: Shown;
  /** The limits of an interval. */
  readonly limits?: Limits;
}

export interface Row {
  readonly values: Readonly<Record<string, Value>>;
  /** The figures of this row were withheld by disclosure control. */
  readonly suppressed: boolean;
}

export interface Dataset {
  readonly columns: ReadonlySet<string>;
  /** Columns of figures and intervals. */
  readonly numeric: ReadonlySet<string>;
  readonly key: string | undefined;
  readonly rows: readonly Row[];
}

/** Runs every query of the definition. A query may use $taal ('nl' or 'en'), $maand (the month of the release) and $jaar (the year of the report). */
export async function loadData(release: Release, folders: Folders, definition: Definition, lang: Lang, year: string): Promise<Map<string, Dataset>> {
  const data = new Map<string, Dataset>([['release', await releaseData(release, lang, year)]]);
  for (const [name, part] of Object.entries(definition.gegevens)) {
    const sql = await readText(folders, part.sql);
    const params = Object.fromEntries(
      Object.entries({ ...part.waarden, taal: lang, maand: release.kenmerk['maand']!, jaar: year }).filter(([param]) => new RegExp(`\\$${param}\\b`).test(sql)),
    );
    const rows = await release.rows<Record<string, Raw>>(sql, params).catch((error: unknown) => {
      throw new UserError('report.sql', { file: part.sql, problem: String((error as Error).message).split('\n')[0]! });
    });
    checkColumns(part, rows[0]);
    const chosen = part.laatste === undefined ? rows : rows.slice(-part.laatste);
    if (part.omgekeerd) chosen.reverse();
    data.set(name, {
      columns: new Set([...Object.keys(part.kolommen), ...(part.sleutel ? [part.sleutel] : [])]),
      numeric: new Set(Object.entries(part.kolommen).filter(([, how]) => typeof how !== 'string' || how in figureFormats).map(([column]) => column)),
      key: part.sleutel,
      rows: chosen.map((row) => valued(row, part, lang)),
    });
  }
  return data;
}

/** A value of a row as it stands in a table: the CBS sign when there is none. */
export function shown(row: Row, column: string): string {
  return row.values[column]?.text ?? noFigure;
}

function checkColumns(part: DatasetPart, row: Record<string, Raw> | undefined): void {
  if (!row) return;
  const wanted = Object.entries(part.kolommen).flatMap(([name, how]) => (typeof how === 'string' ? [name] : [how.van, how.tot]));
  const absent = [...wanted, ...(part.sleutel ? [part.sleutel] : [])].find((name) => !(name in row));
  if (absent) throw new UserError('report.sql', { file: part.sql, problem: `kolom ${absent} ontbreekt` });
}

function valued(row: Record<string, Raw>, part: DatasetPart, lang: Lang): Row {
  const values: Record<string, Value> = {};
  const single = (name: string): Value => {
    const raw = row[name] ?? null;
    const how = part.kolommen[name];
    return valueOf(raw, typeof how === 'string' ? how : 'tekst', lang);
  };
  for (const name of Object.keys(row)) values[name] = single(name);
  for (const [name, how] of Object.entries(part.kolommen)) {
    if (typeof how === 'string') continue;
    const [lower, upper] = [single(how.van), single(how.tot)];
    const known = lower.text !== undefined && upper.text !== undefined;
    values[name] = { raw: null, text: known ? formatLimits(lower.text!, upper.text!, lang) : undefined, ...(lower.number && upper.number && { limits: [lower.number, upper.number] }) };
  }
  return { values, suppressed: row['conf_status'] === 'C' };
}

/** The last digit shown, what the raw value is multiplied by, and the unit behind the figure. */
const figureFormats: Partial<Record<Format, { digits: number; times?: number; unit?: '%' }>> = {
  geheel: { digits: 0 },
  decimaal: { digits: 1 },
  decimaal2: { digits: 2 },
  procent: { digits: 0, unit: '%' },
  procent1: { digits: 1, unit: '%' },
  aandeel: { digits: 0, times: 100, unit: '%' },
};

function valueOf(raw: Raw, how: Format, lang: Lang): Value {
  if (raw === null) return { raw, text: undefined };
  if (typeof raw !== 'number') return { raw, text: worded(String(raw), how, lang) };
  const { digits, times = 1, unit } = figureFormats[how] ?? { digits: 0 };
  const value = raw * times;
  return { raw, text: `${formatNumber(value, digits, lang)}${unit ?? ''}`, number: { value: rounded(value, digits), digits, ...(unit && { unit }) } };
}

function worded(text: string, how: Format, lang: Lang): string {
  if (how === 'maand') return formatMonth(text, lang);
  if (how === 'maand_kort') return formatMonth(text, lang, shortMonthNames);
  if (how === 'periode') return formatPeriod(text, lang);
  return how === 'dag' ? formatDay(text, lang) : text;
}

/** {release.maand}, {release.status}, {release.id} …: the properties of the release itself. */
async function releaseData(release: Release, lang: Lang, year: string): Promise<Dataset> {
  const [state] = await release.rows<{ dag: string | null }>("SELECT left(max(vintage), 10) AS dag FROM cijfer");
  const known = ['maand', 'codeboek', 'programma', 'naam', 'uitgever', 'drempel', 'drempel_maand', 'afronding', 'verlaging', 'vintage', 'vorige', 'correctie', 'corrigeert', 'gewist', 'achtergehouden', 'voor', 'voor_naam', 'openbaar'];
  const raw: Record<string, Raw> = { ...Object.fromEntries(known.map((name) => [name, release.kenmerk[name] ?? null])), vintage: release.kenmerk['vintage'] ?? state?.dag ?? null, achtergehouden: release.kenmerk['achtergehouden'] === '*' ? message(lang, 'release.heldAll') : (release.kenmerk['achtergehouden'] ?? null), jaar: year, id: release.manifest.release, status: release.approval ? 'goedgekeurd' : 'concept' };
  const formats: Record<string, Format> = { maand: 'maand', vintage: 'dag', gewist: 'periode' };
  const values = Object.entries(raw).map(([name, value]) => [name, valueOf(value, formats[name] ?? 'tekst', lang)]);
  return { columns: new Set(Object.keys(raw)), numeric: new Set(), key: undefined, rows: [{ values: Object.fromEntries(values) as Row['values'], suppressed: false }] };
}
