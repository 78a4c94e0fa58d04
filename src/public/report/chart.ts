/** Vega-Lite specs to SVG, one at a time, the same bytes on every machine. */
import type { TopLevelSpec } from 'vega-lite';
import type { Lang } from '../../i18n/message.js';
import { textWidth } from './fontwidths.js';
import { monthNames, shortMonthNames } from './format.js';
import { palette } from './palette.js';

export interface ChartInput {
  /** Unique in the report; prefix of every id in the SVG. */
  readonly id: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly lang: Lang;
  /** Read aloud in place of the drawing. */
  readonly title: string;
  readonly description: string;
}

export interface Chart {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A chart that Vega warns about: the spec is wrong, not the data. */
export class ChartError extends Error {}

let previous: Promise<unknown> = Promise.resolve();

/** Draws a chart. Drawing is queued, because Vega numbers its clip paths and gradients for the whole process. */
export function drawChart(input: ChartInput): Promise<Chart> {
  const turn = previous.then(() => draw(input));
  previous = turn.catch(() => undefined);
  return turn;
}

async function draw({ id, spec, data, lang, title, description }: ChartInput): Promise<Chart> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  (vega as unknown as { textMetrics: { width: typeof measured } }).textMetrics.width = measured;
  vega.resetSVGDefIds();
  const complaints: unknown[] = [];
  const logger = listening(complaints);
  const source = { ...spec, datasets: data, config: look(lang) } as unknown as TopLevelSpec;
  const parsed = ((): ReturnType<typeof vega.parse> => {
    try {
      return vega.parse(vegaLite.compile(source, { logger }).spec);
    } catch (error) {
      throw new ChartError(`Vega-Lite: ${(error as Error).message}`);
    }
  })();
  const view = new vega.View(parsed, { renderer: 'none', loader: noLoader, logger } as ConstructorParameters<typeof vega.View>[1]);
  try {
    const svg = await view.toSVG();
    if (complaints.length > 0) throw new ChartError(complaints.map(String).join('; '));
    return framed(svg, id, title, description);
  } finally {
    view.finalize();
  }
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

function measured(item: TextItem, text: unknown): number {
  const bold = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
  return textWidth(text === null || text === undefined ? '' : String(text).trim(), item.fontSize ?? 11, bold ? 'bold' : 'regular');
}

/** Charts draw the data they are given; Vega's own loader would read files and addresses. */
const refuse = (): Promise<never> => Promise.reject(new ChartError('a chart may not load files or addresses'));
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Keeps what Vega complains about; it must not throw, for a view waits for ever for a load that failed by a throw. */
function listening(complaints: unknown[]) {
  const complain = (...parts: readonly unknown[]): unknown => {
    // A layer without rows (a year without events) has no extent; that is data, not a mistake in the spec.
    if (!/^Infinite extent/.test(String(parts[0]))) complaints.push(parts.map(String).join(' '));
    return logger;
  };
  const quiet = (): unknown => logger;
  const logger = { level: (level?: number) => (level === undefined ? 1 : logger), error: complain, warn: complain, info: quiet, debug: quiet };
  return logger as never;
}

/** The SVG with a name, a description, ids of its own and no fixed size. */
function framed(svg: string, id: string, title: string, description: string): Chart {
  const size = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  if (!size) throw new ChartError('no size in the drawing');
  const [width, height] = [Number(size[1]), Number(size[2])];
  const body = svg
    .slice(svg.indexOf('>') + 1)
    .replaceAll(/ id="([^"]+)"/g, ` id="${id}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replaceAll(/ xlink:href="#([^"]+)"/g, ` href="#${id}-$1"`)
    // The drawing is one picture with a description; roles on its parts would be pictures without one.
    .replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, '');
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
    `aria-labelledby="${id}-titel ${id}-beschrijving"><title id="${id}-titel">${escaped(title)}</title>` +
    `<desc id="${id}-beschrijving">${escaped(description)}</desc>`;
  return { svg: open + (body.includes(`url(#${id}-${hatch})`) ? hatching(`${id}-${hatch}`) : '') + body, width, height };
}

/** A spec fills with "url(#arcering)" what is hatched: figures that are not complete yet. */
const hatch = 'arcering';

function hatching(id: string): string {
  return `<defs><pattern id="${id}" patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)"><rect width="2" height="6" fill="${palette.soft}" fill-opacity="0.55"/></pattern></defs>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Vega writes this into every text; all have Arial's metrics, which are those of the width table. */
export const chartFont = 'Arial, Arimo, Liberation Sans, Helvetica, sans-serif';

function look(lang: Lang): Record<string, unknown> {
  const text = { font: chartFont, fontSize: 12 };
  const axis = {
    labelFont: chartFont,
    labelFontSize: 12,
    labelColor: palette.soft,
    labelLimit: 0,
    titleFont: chartFont,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titleColor: palette.soft,
    titleLimit: 0,
    domainColor: palette.soft,
    gridColor: palette.line,
    tickColor: palette.soft,
  };
  return {
    background: null,
    padding: 0,
    aria: false,
    font: chartFont,
    view: { stroke: null },
    axis,
    text: { ...text, color: palette.ink, limit: 0 },
    line: { color: palette.blue, strokeWidth: 2 },
    area: { color: palette.band },
    bar: { color: palette.blue },
    rule: { color: palette.ink },
    point: { color: palette.blue, opacity: 1 },
    legend: { labelFont: chartFont, labelFontSize: 12, labelLimit: 0 },
    locale: { number: numberLocale[lang], time: timeLocale(lang) },
  };
}

const numberLocale = {
  nl: { decimal: ',', thousands: '.', grouping: [3], currency: ['€\u00a0', ''] },
  en: { decimal: '.', thousands: ',', grouping: [3], currency: ['€', ''] },
};

function timeLocale(lang: Lang): Record<string, unknown> {
  const days = {
    nl: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
    en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  }[lang];
  return {
    dateTime: '%a %e %B %Y %X',
    date: '%d-%m-%Y',
    time: '%H:%M:%S',
    periods: ['', ''],
    days,
    shortDays: days.map((day) => day.slice(0, lang === 'nl' ? 2 : 3)),
    months: monthNames[lang],
    shortMonths: shortMonthNames[lang],
  };
}
