import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../error.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Lang } from '../../i18n/message.js';
import { checkMapping } from './check.js';
import { type Mapping, mappingSchema } from './mapping.js';
import { syntaxMistakes } from './syntax.js';

/** One mistake in a mapping file, at its line and column. */
export interface MappingMistake {
  line: number;
  column: number;
  path: string;
  text: string;
}

/**
 * Reads a mapping from YAML text and holds it against the codebook.
 * Throws a UserError that lists every mistake with line and column.
 */
export function parseMapping(text: string, file: string, codebook: Codebook, lang: Lang = 'nl'): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth) as (string | number)[], true);
      const range = (node as { range?: [number, number, number] } | null)?.range;
      if (range) return lines.linePos(range[0]);
    }
    return { line: 1, col: 1 };
  };
  const mistake = (path: readonly PropertyKey[], what: string): MappingMistake => {
    const { line, col } = place(path);
    return { line, column: col, path: path.join('.'), text: what };
  };

  const unknownKey = (path: readonly PropertyKey[], key: string): MappingMistake => {
    const parent = path.length === 0 ? document.contents : document.getIn(path as (string | number)[], true);
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
    const range = pair && isScalar(pair.key) ? pair.key.range : undefined;
    const { line, col } = range ? lines.linePos(range[0]) : place(path);
    return { line, column: col, path: [...path, key].join('.'), text: 'onbekende sleutel / unknown key' };
  };

  const broken = syntaxMistakes(document, lines, lang).map((one) => ({ ...one, path: '' }));
  if (broken.length > 0) throw mappingError(file, broken);

  const parsed = mappingSchema.safeParse(document.toJS() ?? {}, { error: z.locales[lang]().localeError });
  if (!parsed.success) {
    throw mappingError(file, parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey(issue.path, key)) : [mistake(issue.path, issue.message)])));
  }
  const unknown = checkMapping(parsed.data, codebook);
  if (unknown.length > 0) throw mappingError(file, unknown.map(({ path, what }) => mistake(path, what)));
  return parsed.data;
}

function mappingError(file: string, mistakes: readonly MappingMistake[]): UserError {
  const list = mistakes.map((one) => `  ${file}:${one.line}:${one.column} ${one.path ? `${one.path}: ` : ''}${one.text}`);
  return new UserError('map.mistakes', { count: mistakes.length, list: list.join('\n') });
}
