/** Reads SQL text as far as needed to see where a statement ends, how it begins and which functions it calls. */

export type TokenKind = 'space' | 'comment' | 'string' | 'quoted' | 'word' | 'symbol';

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
}

const word = /[\p{L}_\u0080-\u{10ffff}][\p{L}\p{N}_$\u0080-\u{10ffff}]*/uy;
const space = /\s+/uy;
const lineComment = /--[^\n\r]*/y;
const number = /\d[\w.]*/y;
const dollarTag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

/** The tokens of a text, in order and without gaps; a quote or comment that is never closed runs to the end. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const [kind, end] = tokenAt(sql, at);
    found.push({ kind, text: sql.slice(at, end), start: at });
    at = end;
  }
  return found;
}

function tokenAt(sql: string, at: number): [TokenKind, number] {
  const blank = match(space, sql, at);
  if (blank) return ['space', at + blank.length];
  const line = match(lineComment, sql, at);
  if (line) return ['comment', at + line.length];
  if (sql.startsWith('/*', at)) return ['comment', commentEnd(sql, at)];
  if (sql[at] === "'") return ['string', quoteEnd(sql, at, "'", false)];
  if (sql[at] === '"') return ['quoted', quoteEnd(sql, at, '"', false)];
  if (/[eE]/.test(sql[at]!) && sql[at + 1] === "'") return ['string', quoteEnd(sql, at + 1, "'", true)];
  const tag = match(dollarTag, sql, at);
  if (tag) {
    const close = sql.indexOf(tag, at + tag.length);
    return ['string', close < 0 ? sql.length : close + tag.length];
  }
  const name = spaced(match(word, sql, at));
  if (name) return ['word', at + name.length];
  return ['symbol', at + (match(number, sql, at)?.length ?? 1)];
}

/** A no-break or other Unicode space ends a word, as it does for the engine. */
function spaced(name: string | undefined): string | undefined {
  return name?.split(/\s/u)[0];
}

function quoteEnd(sql: string, open: number, quote: string, backslash: boolean): number {
  for (let at = open + 1; at < sql.length; at++) {
    if (backslash && sql[at] === '\\') at++;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return sql.length;
}

function commentEnd(sql: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

function says(token: Token): boolean {
  return token.kind !== 'space' && token.kind !== 'comment';
}

function isOpenComment(token: Token): boolean {
  return token.text.startsWith('/*') && commentEnd(`${token.text} `, 0) > token.text.length;
}

/** Cuts a text at its semicolons: the finished statements, and what stands after the last one. Empty statements are left out. */
export function splitStatements(sql: string): { complete: string[]; rest: string } {
  const complete: string[] = [];
  let from = 0;
  let filled = false;
  for (const token of tokens(sql)) {
    if (token.kind === 'symbol' && token.text === ';') {
      if (filled) complete.push(sql.slice(from, token.start + 1).trim());
      from = token.start + 1;
      filled = false;
    } else if (says(token) || isOpenComment(token)) filled = true;
  }
  return { complete, rest: filled ? sql.slice(from) : '' };
}

/** Number of statements in a text, a last one without semicolon included. */
export function countStatements(sql: string): number {
  const { complete, rest } = splitStatements(sql);
  return complete.length + (rest === '' ? 0 : 1);
}

export interface Opening {
  /** First word of the statement, upper case; of the explained statement after EXPLAIN. */
  word: string;
  /** Text of the explained statement, when there is one. */
  explained?: string;
}

/** The word a statement begins with, looking through brackets and EXPLAIN with its options. */
export function opening(sql: string): Opening {
  const said = tokens(sql).filter(says);
  let at = said.findIndex((token) => token.text !== '(' && token.text !== ';');
  if (at < 0) return { word: '' };
  const first = said[at]!.text.toUpperCase();
  if (first !== 'EXPLAIN') return { word: first };
  at++;
  if (said[at]?.text.toUpperCase() === 'ANALYZE') at++;
  if (said[at]?.text === '(' && /^(analyze|format)$/i.test(said[at + 1]?.text ?? '')) {
    while (at < said.length && said[at]!.text !== ')') at++;
    at++;
  }
  const begin = said[at]?.start ?? sql.length;
  while (said[at]?.text === '(') at++;
  return { word: said[at]?.text.toUpperCase() ?? '', explained: sql.slice(begin) };
}

/** Names directly before an opening bracket, lower case: every function called, whether bare or quoted. */
export function calledNames(sql: string): string[] {
  const said = tokens(sql).filter(says);
  const names = said.flatMap((token, i) => {
    if (said[i + 1]?.text !== '(') return [];
    if (token.kind === 'word') return [token.text.toLowerCase()];
    return token.kind === 'quoted' ? [token.text.slice(1, -1).replaceAll('""', '"').toLowerCase()] : [];
  });
  return [...new Set(names)];
}

/** A statement on one line, comments left out; undefined when a literal itself holds a line break. */
export function oneLine(sql: string): string | undefined {
  const parts = tokens(sql).map((token) => (says(token) ? token.text : ' '));
  if (parts.some((part) => /[\n\r]/.test(part))) return undefined;
  return parts.join('').replace(/^ +| +$/g, '');
}
