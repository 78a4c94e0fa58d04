/** From a definition, its wording and the data of a release to the document model. */
import { UserError } from '../../error.js';
import type { Lang } from '../../i18n/message.js';
import { type Chart, ChartError, drawChart } from './chart.js';
import { type Dataset, type Row, shown, type Value } from './data.js';
import { type BlockPart, type Definition, type Folders, type Located, readLocated, syntaxError, type TablePart } from './definition.js';
import type { About, Block, Cell, Drawing, Line, ReportDocument, ScoreGroup, Section, Table } from './document.js';
import { plain } from './name.js';
import { type Data, figureOf, fillLine, fillPassage, rowOf, type Texts } from './texts.js';

export interface Sources {
  readonly folders: Folders;
  readonly definition: Definition;
  readonly located: Located;
  readonly texts: Texts;
  readonly data: Data;
  readonly lang: Lang;
  /** The release was not approved: marked on every page. */
  readonly concept: boolean;
}

/** The document; blocks that have nothing to say are left out. */
export async function composeDocument(sources: Sources): Promise<ReportDocument> {
  const { definition, texts, data, lang, concept } = sources;
  const line = (key: string): Line => fillLine(texts, key, data);
  const sections: Section[] = [];
  for (const section of definition.secties) {
    const blocks: Block[] = [];
    for (const block of section.blokken) blocks.push(...(await composeBlock(block, sources)));
    if (blocks.length > 0) sections.push({ id: section.id, layout: layouts[section.vorm], blocks, ...(section.titel && { title: line(section.titel) }) });
  }
  const reader = data.get('release')?.rows[0]?.values['voor']?.text;
  return {
    lang,
    kicker: line(definition.bovenkop),
    title: line(definition.titel),
    subtitle: line(definition.ondertitel),
    status: [...correctionOf(data, lang), ...fillPassage(texts, definition.status, data).map((passage) => passage.line)],
    ...(reader === undefined ? concept && { mark: marks[lang] } : { mark: privateMark(reader, concept, lang) }),
    sections,
    foot: line(definition.voet),
    about: aboutOf(data),
  };
}

function aboutOf(data: Data): About {
  const property = (name: string): string => String(data.get('release')!.rows[0]!.values[name]?.raw ?? '');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(property('vintage'))?.[0];
  return { release: property('id'), publisher: property('uitgever'), day: day ?? `${property('maand')}-28` };
}

const layouts = { gewoon: 'plain', opening: 'lead', kolommen: 'columns', klein: 'small' } as const;

const marks = {
  nl: { short: 'Concept', long: 'Deze cijfers zijn nog niet goedgekeurd. Niet verspreiden of aanhalen.' },
  en: { short: 'Draft', long: 'These figures have not been approved yet. Do not distribute or quote.' },
} as const;

/** A corrected release says so first, in every report and form, whatever the wording of the report. */
function correctionOf(data: Data, lang: Lang): Line[] {
  const { correctie, corrigeert } = data.get('release')!.rows[0]!.values;
  if (correctie?.text === undefined) return [];
  const of = corrigeert?.text === undefined ? '' : { nl: ` van release ${corrigeert.text}`, en: ` of release ${corrigeert.text}` }[lang];
  return [[{ text: `${{ nl: 'Correctie', en: 'Correction' }[lang]}${of}: `, style: 'strong' }, { text: correctie.text }]];
}

/** A mirror release is for one reader, whatever its status. */
function privateMark(reader: string, concept: boolean, lang: Lang): { short: string; long: string } {
  const draft = concept ? ` ${{ nl: 'De landelijke cijfers zijn nog niet goedgekeurd.', en: 'The national figures have not been approved yet.' }[lang]}` : '';
  const own = { nl: 'Niet verspreiden: de eigen cijfers zijn niet beveiligd tegen onthulling.', en: 'Not for distribution: the own figures are not protected against disclosure.' }[lang];
  return { short: { nl: `Alleen voor ${reader}`, en: `For ${reader} only` }[lang], long: own + draft };
}

const nothing = { nl: 'geen cijfer', en: 'no figure' } as const;
const withheld = { nl: 'onderdrukt', en: 'suppressed' } as const;
const tooLittle = { nl: 'te weinig gegevens', en: 'too little data' } as const;

async function composeBlock(block: BlockPart, sources: Sources): Promise<Block[]> {
  const { texts, data, lang } = sources;
  const line = (key: string): Line => fillLine(texts, key, data);
  const items = (key: string): Line[] => fillPassage(texts, key, data).map((passage) => passage.line);
  if ('tekst' in block) return proseBlocks(texts, block.tekst, data);
  if ('kerncijfers' in block) {
    const figures = block.kerncijfers.map(({ waarde, label, toelichting }) => ({
      value: plain(line(waarde)) || nothing[lang],
      ...(line(waarde).length === 0 ? { missing: true } : numberOf(figureOf(texts, waarde, data))),
      label: line(label),
      ...(toelichting && { detail: line(toelichting) }),
    }));
    return [{ kind: 'keyFigures', items: figures }];
  }
  if ('kader' in block) {
    return [{ kind: 'box', title: line(block.kader.titel), parts: block.kader.delen.map((part) => ({ title: line(part.titel), items: items(part.tekst) })) }];
  }
  if ('begrippen' in block) {
    return [{ kind: 'definitions', items: items(block.begrippen).map(definitionOf) }];
  }
  if ('figuur' in block) {
    const part = block.figuur;
    const texts = { title: line(part.titel), subtitle: line(part.ondertitel), tableTitle: line(part.tabeltitel), alt: plain(line(part.alt)) };
    const table = composeTable(part.tabel, sources);
    if (table.rows.length === 0) return [];
    const empty = table.rows.every((row) => row.slice(1).every((cell) => cell.state !== undefined));
    const drawings = empty ? [] : await drawBoth(part, texts, sources);
    return [{ kind: 'figure', id: part.id, ...texts, drawings, table, ...(part.noot && { note: line(part.noot) }) }];
  }
  if ('scorekaart' in block) {
    const part = block.scorekaart;
    const rows = data.get(part.gegevens)!;
    const groups: ScoreGroup[] = part.eisen.map((demand) => ({
      demand: line(demand.eis),
      rows: demand.maten.map((measure) => ({ measure: line(measure.label), ...scoreOf(rows, measure.rij, measure.kolom, lang), base: line(measure.noemer) })),
    }));
    const heads = { measure: line(part.koppen.maat), figure: line(part.koppen.cijfer), interval: line(part.koppen.interval), base: line(part.koppen.noemer) };
    return [{ kind: 'scorecard', id: part.id, title: line(part.titel), heads, groups, ...(part.noot && { note: line(part.noot) }) }];
  }
  const [kind, part] = 'tabel' in block ? (['table', block.tabel] as const) : (['bars', block.balken] as const);
  const table = composeTable(part, sources);
  if (table.rows.length === 0) return [];
  return [{ kind, id: part.id, title: line(part.titel), table, ...(part.noot && { note: line(part.noot) }) }];
}

function proseBlocks(texts: Texts, key: string, data: Data): Block[] {
  const blocks: Block[] = [];
  for (const passage of fillPassage(texts, key, data)) {
    const last = blocks.at(-1);
    if (passage.kind === 'paragraph') blocks.push({ kind: 'paragraph', text: passage.line });
    else if (last?.kind === 'list') blocks.splice(-1, 1, { kind: 'list', items: [...last.items, passage.line] });
    else blocks.push({ kind: 'list', items: [passage.line] });
  }
  return blocks;
}

/** An item that opens with a strong term defines it. */
function definitionOf(item: Line): { term: Line; text: Line } {
  const [first, ...rest] = item.filter((span) => span.text.trim() !== '');
  return first?.style === 'strong' ? { term: [{ text: first.text }], text: rest } : { term: [], text: item };
}

function composeTable(part: TablePart, { texts, data }: Sources): Table {
  const dataset = data.get(part.gegevens)!;
  return {
    columns: part.kolommen.map(({ kop, kolom }) => ({ label: fillLine(texts, kop, data), align: dataset.numeric.has(kolom) ? 'right' : 'left' })),
    rows: dataset.rows.map((row) => part.kolommen.map((column) => cellOf(dataset, row, column))),
  };
}

function cellOf(dataset: Dataset, row: Row, column: TablePart['kolommen'][number]): Cell {
  const text = shown(row, column.kolom) + (column.teken ? (row.values[column.teken]?.text ?? '') : '');
  const state = row.values[column.kolom]?.text === undefined ? (row.suppressed ? 'suppressed' : 'missing') : undefined;
  const number = (name: string): number | undefined => {
    const value = row.values[name]?.raw;
    return typeof value === 'number' ? value : undefined;
  };
  const value = number(column.kolom);
  const numbers = column.teken === undefined || !row.values[column.teken]?.text ? numbersOf(row.values[column.kolom]) : {};
  if (!column.balk || value === undefined) return { text, ...(state && { state }), ...numbers };
  const [lower, upper] = [number(column.balk.van), number(column.balk.tot)];
  const widest = Math.max(...dataset.rows.map((other) => Number(other.values[column.balk!.tot]?.raw ?? other.values[column.kolom]?.raw ?? 0)));
  return { text, ...numbers, bar: { value, max: column.max ?? widest, ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) } };
}

function numberOf(value: Value | undefined): Pick<Cell, 'number'> {
  return value?.number ? { number: value.number } : {};
}

function numbersOf(value: Value | undefined): Pick<Cell, 'number' | 'limits'> {
  return { ...numberOf(value), ...(value?.limits && { limits: value.limits }) };
}

/** A measure of the scorecard: its column, and `onder`, `boven` and `interval` of its dataset when it is a number. */
function scoreOf(dataset: Dataset, key: string, column: string, lang: Lang): { figure: Cell; interval: Cell } {
  const row = rowOf(dataset, key);
  const value = row?.values[column];
  if (row?.suppressed) return { figure: { text: withheld[lang], state: 'suppressed' }, interval: { text: '' } };
  if (value?.text === undefined) return { figure: { text: tooLittle[lang], state: 'missing' }, interval: { text: '' } };
  if (!row || typeof value.raw !== 'number') return { figure: { text: value.text }, interval: { text: '' } };
  const [lower, upper] = [row.values['onder']?.raw, row.values['boven']?.raw];
  const bar = { value: value.raw, max: 100, ...(typeof lower === 'number' && { lower }), ...(typeof upper === 'number' && { upper }) };
  return { figure: { text: value.text, ...numbersOf(value), bar }, interval: { text: row.values['interval']?.text ?? '', ...numbersOf(row.values['interval']) } };
}

type FigurePart = Extract<BlockPart, { figuur: unknown }>['figuur'];

async function drawBoth(part: FigurePart, texts: { title: Line; alt: string }, sources: Sources): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const [size, file] of [['wide', part.grafiek.breed], ['narrow', part.grafiek.smal]] as const) {
    const spec = await readSpec(sources, file);
    const data = Object.fromEntries(part.gegevens.flatMap((name, i) => [name, `bron${i + 1}`].map((called) => [called, chartRows(sources.data.get(name)!)])));
    const id = `${part.id}-${size === 'wide' ? 'breed' : 'smal'}`;
    const chart: Chart = await drawChart({ id, spec, data, lang: sources.lang, title: plain(texts.title), description: texts.alt }).catch((error: unknown) => {
      if (error instanceof ChartError) throw syntaxError({ file, line: 1, column: 1 }, error.message);
      throw error;
    });
    drawings.push({ size, ...chart });
  }
  return drawings;
}

/** A Vega-Lite spec; a value that is exactly "{key}" is taken from the wording. */
async function readSpec({ folders, texts, data }: Sources, file: string): Promise<Record<string, unknown>> {
  const located = await readLocated(folders, file);
  const worded = (value: unknown, path: readonly PropertyKey[]): unknown => {
    if (Array.isArray(value)) return value.map((entry, i) => worded(entry, [...path, i]));
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, worded(entry, [...path, key])]));
    const key = typeof value === 'string' ? /^\{([\w.-]+)\}$/.exec(value)?.[1] : undefined;
    if (key === undefined) return value;
    if (!texts.passages.has(key)) throw new UserError('report.unknownText', { ...located.at(path), name: key, texts: texts.file });
    return plain(fillLine(texts, key, data));
  };
  return worded(located.value, []) as Record<string, unknown>;
}

/**
 * Rows for a chart: the raw value of a column under its name, its one text under `<name>_tekst`, and the first moment (UTC) of a month
 * under `<name>_tijd`. Months are not left to Vega-Lite, which parses a dataset that is used twice a second time, to nothing.
 */
function chartRows(dataset: Dataset): Record<string, unknown>[] {
  return dataset.rows.map((row) =>
    Object.fromEntries(
      Object.entries(row.values).flatMap(([name, { raw, text }]) => {
        const month = typeof raw === 'string' ? /^(\d{4})-(\d{2})$/.exec(raw) : null;
        const moment = month ? [[`${name}_tijd`, Date.UTC(Number(month[1]), Number(month[2]) - 1)]] : [];
        return [[name, raw], [`${name}_tekst`, text ?? null], ...moment];
      }),
    ),
  );
}
