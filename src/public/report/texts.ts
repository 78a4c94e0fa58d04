/**
 * The wording of a report: one Markdown file a language, a heading `## key` above every passage, one sentence a line.
 * A sentence whose figure is suppressed or missing falls silent; `{als x}`, `{als x = Y}` and `{zonder x}` before a sentence choose.
 */
import { UserError } from '../../error.js';
import type { Dataset, Row, Value } from './data.js';
import { type Place, syntaxError } from './definition.js';
import type { Line, Span } from './document.js';

interface Sentence {
  readonly text: string;
  readonly place: Place;
  readonly item: boolean;
  /** Opens a new paragraph. */
  readonly opens: boolean;
}

export interface Texts {
  readonly file: string;
  readonly passages: ReadonlyMap<string, readonly Sentence[]>;
}

export type Data = ReadonlyMap<string, Dataset>;
export type Passage = { readonly kind: 'paragraph' | 'item'; readonly line: Line };

/** Reads the wording of one language; `file` is only named in mistakes. */
export function parseTexts(file: string, content: string): Texts {
  const passages = new Map<string, Sentence[]>();
  let current: Sentence[] | undefined;
  let opens = true;
  const bare = content.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const [index, source] of bare.split('\n').entries()) {
    const place = { file, line: index + 1, column: source.search(/\S|$/) + 1 };
    const text = source.trim();
    const heading = /^## +(\S+)$/.exec(text);
    if (heading) {
      if (passages.has(heading[1]!)) throw syntaxError(place, `"${heading[1]!}" staat er twee keer / occurs twice`);
      passages.set(heading[1]!, (current = []));
      opens = true;
    } else if (text === '') opens = true;
    else if (!current) throw syntaxError(place, 'tekst vóór de eerste kop "## …" / text before the first heading "## …"');
    else {
      const item = text.startsWith('- ');
      const skipped = item ? 2 + /^\s*/.exec(text.slice(2))![0].length : 0;
      current.push({ text: text.slice(skipped), place: { ...place, column: place.column + skipped }, item, opens: opens || item });
      opens = false;
    }
  }
  return { file, passages };
}

const pattern = /\{([^{}]*)\}/g;
const guard = /^\{(als|zonder) +([\w.:+<>-]+)(?: *= *([^{}]+?))?\}\s*/;

/** The wording of a report over that of its basis: a passage of the first takes the place of one of the second. */
export function mergedTexts([first, ...others]: readonly Texts[]): Texts {
  return { file: first!.file, passages: new Map([...others.reverse(), first!].flatMap(({ passages }) => [...passages])) };
}

/** Every placeholder and condition of the wording must name a dataset and column of the definition. */
export function checkTexts(texts: Texts, data: Data, used: (key: string) => boolean = () => true): void {
  for (const sentence of [...texts.passages].flatMap(([key, passage]) => (used(key) ? passage : []))) {
    for (const match of sentence.text.matchAll(pattern)) {
      const place = { ...sentence.place, column: sentence.place.column + match.index };
      const condition = /^(?:als|zonder) +([^ =]+)/.exec(match[1]!);
      checkName(condition?.[1] ?? match[1]!, data, place);
    }
    const stray = sentence.text.replace(pattern, (whole) => ' '.repeat(whole.length)).search(/[{}]/);
    if (stray >= 0) throw syntaxError({ ...sentence.place, column: sentence.place.column + stray }, 'losse accolade / stray brace');
  }
}

function checkName(name: string, data: Data, place: Place): void {
  const segments = name.split('.');
  const dataset = data.get(segments[0]!);
  const column = segments.at(-1)!;
  const shape = segments.length === 2 || (segments.length === 3 && dataset !== undefined);
  const known = shape && dataset?.columns.has(column) && (segments.length === 2 || /^\d+$/.test(segments[1]!) || dataset.key !== undefined);
  if (known) return;
  const names = dataset ? [...dataset.columns].map((entry) => `${segments[0]!}.${entry}`) : [...data.keys()];
  throw new UserError('report.unknownPlaceholder', { ...place, name, known: names.sort().join(', ') });
}

/** The sentences of a passage that can be said, joined to paragraphs and list items. */
export function fillPassage(texts: Texts, key: string, data: Data): Passage[] {
  const filled: { kind: Passage['kind']; line: Span[] }[] = [];
  let pendingOpen = true;
  for (const sentence of texts.passages.get(key) ?? []) {
    pendingOpen ||= sentence.opens;
    const line = fillSentence(sentence.text, data);
    if (!line) continue;
    const last = filled.at(-1);
    if (pendingOpen || !last) filled.push({ kind: sentence.item ? 'item' : 'paragraph', line });
    else last.line.push({ text: ' ' }, ...line);
    pendingOpen = false;
  }
  return filled;
}

/** The figure of a passage that is nothing but one placeholder. */
export function figureOf(texts: Texts, key: string, data: Data): Value | undefined {
  const filled = (texts.passages.get(key) ?? []).filter((sentence) => fillSentence(sentence.text, data) !== undefined);
  const name = filled.length === 1 ? /^(?:\*\*)?\{([\w.:+<>-]+)\}(?:\*\*)?$/.exec(filled[0]!.text)?.[1] : undefined;
  return name === undefined ? undefined : lookUp(name, data);
}

/** A passage as one line: what can be said of it, in one piece. */
export function fillLine(texts: Texts, key: string, data: Data): Line {
  return fillPassage(texts, key, data).flatMap((passage, i) => (i === 0 ? passage.line : [{ text: ' ' }, ...passage.line]));
}

function fillSentence(source: string, data: Data): Span[] | undefined {
  let text = source;
  for (let match = guard.exec(text); match; match = guard.exec(text)) {
    const value = lookUp(match[2]!, data);
    const present = value?.text !== undefined;
    const holds = match[3] === undefined ? present : present && String(value!.raw) === match[3];
    if (holds !== (match[1] === 'als')) return undefined;
    text = text.slice(match[0].length);
  }
  let silent = false;
  const fill = (part: string): string =>
    part.replace(pattern, (_, name: string) => {
      const value = lookUp(name, data)?.text;
      if (value === undefined) silent = true;
      return value ?? '';
    });
  const spans = styled(text).map((span) => ({ ...span, text: fill(span.text) }));
  return silent ? undefined : spans.filter((span) => span.text !== '');
}

/** `**strong**`, `*emphasis*` and `\\*` for a star; nothing else of Markdown lives inside a sentence. */
function styled(text: string): Span[] {
  const unescaped = (part: string): string => part.replaceAll('\\*', '*');
  return text.split(/(\*\*(?:\\\*|[^*])+\*\*|(?<![\\*])\*(?:\\\*|[^*])+\*)/).map((part) => {
    if (/^\*\*.+\*\*$/s.test(part)) return { text: unescaped(part.slice(2, -2)), style: 'strong' as const };
    if (/^\*[^*].*\*$/s.test(part)) return { text: unescaped(part.slice(1, -1)), style: 'emphasis' as const };
    return { text: unescaped(part) };
  });
}

/** {kop.aantal} is a column of the first row, {vormen.VERB.aandeel} of the row with that key, {vormen.2.label} of the second row. */
function lookUp(name: string, data: Data): Value | undefined {
  const segments = name.split('.');
  const dataset = data.get(segments[0]!);
  const column = segments.at(-1)!;
  const row = segments.length === 2 ? dataset?.rows[0] : dataset && rowOf(dataset, segments[1]!);
  return row?.values[column];
}

export function rowOf(dataset: Dataset, key: string): Row | undefined {
  const keyed = dataset.key && dataset.rows.find((row) => String(row.values[dataset.key!]!.raw) === key);
  return keyed || (/^\d+$/.test(key) ? dataset.rows[Number(key) - 1] : undefined);
}
