/** A stored mapping brought up to date in its own text: its comments, order and ways of writing stay. */
import { type Document, isCollection, isMap, isPair, isScalar, isSeq, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { normaliseLabel } from '../label.js';
import type { Answers, Proposal } from './proposal.js';
import { endNotes, type Phrases } from './write.js';

/** What a changed file says beside the phrases of a new one. */
export interface ChangePhrases extends Phrases {
  /** One line a version, above the mapping. */
  version(version: number): string;
  renamed(old: string): string;
}

/** The text of `before` with the proposal's mapping in it. Old open questions make place for those that are open now. */
export function updatedYaml(before: string, proposal: Proposal, answers: Answers, missing: readonly string[], say: ChangePhrases, openHeads: readonly string[]): string {
  const document = parseDocument(withoutNotes(before, openHeads));
  const renamed = new Map(proposal.decisions.flatMap(({ header, targets }) => (targets[0]?.startsWith('=') ? [[targets[0].slice(1), header] as const] : [])));
  renameColumns(document, renamed, say);
  merge(document, document.contents, proposal.mapping, [], undefined, (path) => added(path, proposal, answers, say));
  const sieves = scalarKey(document.contents, 'filters');
  for (const { header, targets, labels } of proposal.decisions) {
    if (sieves && targets[0] === 'filter') for (const { text, confidence } of labels) remark(sieves, `${header}, "${text}": ${confidence === 1 ? say.confirmed : say.decision(confidence.toFixed(2), 'waarden')}`);
  }
  if (proposal.decisions.length > 0) document.commentBefore = [...(document.commentBefore ? [document.commentBefore] : []), ` ${say.version(Number(proposal.mapping['versie']))}`].join('\n');
  document.comment = endNotes(document.comment, proposal, missing, say);
  return document.toString({ lineWidth: 0 });
}

/** The block of open questions that an earlier proposal left at the end. */
function withoutNotes(text: string, openHeads: readonly string[]): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => openHeads.some((head) => line.startsWith(`# ${head}`)));
  if (from < 0) return text;
  const length = lines.slice(from).findIndex((line) => !line.startsWith('#'));
  return [...lines.slice(0, from), ...(length < 0 ? [] : lines.slice(from + length))].join('\n');
}

const columnKeys = new Set(['kolom', 'kolommen', 'medewerker', 'acties', 'vrije_tekst', 'weglaten']);

function renameColumns(document: Document, renamed: ReadonlyMap<string, string>, say: ChangePhrases): void {
  visit(document, {
    Pair(_, pair: Pair, above) {
      if (!isScalar(pair.key)) return;
      const anchor = blockKey([...above, pair]) ?? pair.key;
      const scalars = isScalar(pair.value) ? [pair.value] : isSeq(pair.value) ? pair.value.items.filter(isScalar) : [];
      if (columnKeys.has(String(pair.key.value))) {
        for (const scalar of scalars) {
          const now = renamed.get(String(scalar.value));
          if (now === undefined) continue;
          remark(anchor, say.renamed(String(scalar.value)));
          scalar.value = now;
        }
      }
      if (String(pair.key.value) !== 'vinkjes' || !isMap(pair.value)) return;
      for (const tick of pair.value.items) {
        const now = isScalar(tick.key) ? renamed.get(String(tick.key.value)) : undefined;
        if (now === undefined || !isScalar(tick.key)) continue;
        remark(anchor, say.renamed(String(tick.key.value)));
        tick.key.value = now;
      }
    },
  });
}

/** The innermost key that stands on a line of its own: a comment inside { … } would break the line. */
function blockKey(path: readonly unknown[]): Scalar | undefined {
  const flowing = path.findIndex((node) => isCollection(node) && node.flow === true);
  const pair = (flowing < 0 ? path : path.slice(0, flowing)).findLast((node) => isPair(node));
  return isPair(pair) && isScalar(pair.key) ? pair.key : undefined;
}

function scalarKey(node: unknown, key: string): Scalar | undefined {
  const pair = isMap(node) ? node.items.find((one) => isScalar(one.key) && one.key.value === key) : undefined;
  return pair && isScalar(pair.key) ? pair.key : undefined;
}

/** Lays plain data over a node: what is equal is not touched, what is new gets its comment (at `anchor` inside { … }), what is gone goes. */
function merge(document: Document, node: unknown, plain: unknown, path: readonly string[], anchor: Scalar | undefined, say: (path: readonly string[]) => string | undefined): void {
  if (isMap(node) && isPlain(plain)) {
    for (const pair of [...node.items]) if (isScalar(pair.key) && !Object.hasOwn(plain, String(pair.key.value))) node.delete(pair.key);
    for (const [key, value] of Object.entries(plain)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
      const below = [...path, key];
      if (pair && isCollection(pair.value) && typeof value === 'object') merge(document, pair.value, value, below, !node.flow && isScalar(pair.key) ? pair.key : anchor, say);
      else if (pair && isScalar(pair.value)) {
        if (String(pair.value.value) !== String(value)) pair.value.value = value;
      } else if (pair) pair.value = document.createNode(value);
      else {
        const fresh = document.createPair(key, value);
        const why = say(below);
        if (why !== undefined && isScalar(fresh.key) && !node.flow) remark(fresh.key, why);
        else if (why !== undefined && anchor) remark(anchor, `${key}: ${why}`);
        node.items.push(fresh);
      }
    }
  } else if (isSeq(node) && Array.isArray(plain)) {
    const kept = node.items.length;
    const old: unknown[] = node.toJSON() as unknown[];
    const text = (value: unknown) => JSON.stringify(value);
    // Filters are matched by place as long as they grow, other lists by value.
    if (plain.every(isPlain)) {
      const items = plain.map((value) => {
        const at = old.findIndex((one) => isPlain(one) && one['kolom'] === value['kolom'] && one['reden'] === value['reden']);
        if (at < 0) return document.createNode(value);
        merge(document, node.items[at], value, path, anchor, say);
        return node.items[at];
      });
      node.items = items;
      return;
    }
    node.items = node.items.filter((_, at) => at >= kept || plain.some((value) => text(value) === text(old[at]) || String(value) === String(old[at])));
    for (const value of plain) if (!old.some((one) => String(one) === String(value))) node.items.push(document.createNode(value));
  }
}

function added(path: readonly string[], proposal: Proposal, answers: Answers, say: ChangePhrases): string | undefined {
  const [top, veld = '', part, label] = path;
  if (top !== 'velden') return undefined;
  if (part === 'codes' && label !== undefined) {
    const decision = proposal.decisions.flatMap(({ targets, labels }) => (targets.includes(veld) ? labels : [])).find(({ text }) => text === label);
    if (answers.has(`label:${veld}:${label.split(' + ').map(normaliseLabel).join(' + ')}`)) return say.confirmed;
    return decision && say.decision(decision.confidence.toFixed(2), 'waarden');
  }
  if (path.length !== 2) return undefined;
  const decision = proposal.decisions.find(({ targets }) => targets.includes(veld));
  return decision && (decision.reason === 'bevestigd' ? say.confirmed : say.decision(decision.confidence.toFixed(2), decision.reason));
}

function remark(key: Scalar, text: string): void {
  const lines = key.commentBefore ? key.commentBefore.split('\n') : [];
  if (!lines.includes(` ${text}`)) key.commentBefore = [...lines, ` ${text}`].join('\n');
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
