/** What is wrong with the YAML itself, in words for somebody who never learned it. */
import { type Document, isAlias, type LineCounter, visit, type YAMLError } from 'yaml';
import { type Lang, message, type MessageKey } from '../../i18n/message.js';

const sentences: Partial<Record<YAMLError['code'], MessageKey>> = {
  BAD_INDENT: 'map.syntax.indent',
  TAB_AS_INDENT: 'map.syntax.tab',
  MISSING_CHAR: 'map.syntax.missing',
  DUPLICATE_KEY: 'map.syntax.twice',
  BAD_DQ_ESCAPE: 'map.syntax.escape',
  BAD_SCALAR_START: 'map.syntax.start',
  MULTILINE_IMPLICIT_KEY: 'map.syntax.key',
  BLOCK_AS_IMPLICIT_KEY: 'map.syntax.key',
  BLOCK_IN_FLOW: 'map.syntax.flow',
  MULTIPLE_DOCS: 'map.syntax.documents',
  BAD_ALIAS: 'map.syntax.alias',
};

export interface SyntaxMistake {
  line: number;
  column: number;
  /** The mistake, what was expected and what to do. */
  text: string;
}

/** The mistakes of a document, at most one a line, because further ones follow from the first. Empty when it can be read. */
export function syntaxMistakes(document: Document.Parsed, lines: LineCounter, lang: Lang): SyntaxMistake[] {
  const found = new Map<number, SyntaxMistake>();
  const add = (offset: number, key: MessageKey) => {
    const { line, col } = lines.linePos(offset);
    if (!found.has(line)) found.set(line, { line, column: col, text: message(lang, key) });
  };
  for (const { code, message: said, pos } of document.errors) {
    const unclosed = code === 'BAD_INDENT' && /and end with/.test(said);
    add(pos[0], unclosed ? 'map.syntax.missing' : (sentences[code] ?? 'map.syntax.other'));
  }
  if (found.size === 0 && !canBeResolved(document)) visit(document, (_, node) => (isAlias(node) ? (add(node.range?.[0] ?? 0, 'map.syntax.alias'), visit.BREAK) : undefined));
  return [...found.values()];
}

/** Whether its references lead somewhere, and not to more than a person would write: a few lines of them can stand for any number. */
function canBeResolved(document: Document.Parsed): boolean {
  try {
    document.toJS();
    return true;
  } catch (error) {
    if (error instanceof ReferenceError) return false;
    throw error;
  }
}
