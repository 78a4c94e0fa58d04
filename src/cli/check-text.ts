/** The answer of `check` for a person: a light, the counts, what to do first, and the rest in the order in which it pays. */
import { stripVTControlCharacters } from 'node:util';
import type { Codebook } from '../codebook/schema.js';
import { changedMonths, countedIn, monthName, movesText, pairText } from '../organisation/feedback/change-words.js';
import { type Change, isChanged } from '../organisation/feedback/change.js';
import { type Feedback, freed, type Point } from '../organisation/feedback/feedback.js';
import type { Group } from '../organisation/feedback/groups.js';
import { type Sentences, sentences } from '../organisation/feedback/sentences.js';
import { verdicts } from '../organisation/validate/verdict.js';
import type { Io } from './io.js';
import { textTable } from './table.js';

/** Ranges of rows, and values, that one point names on a screen. */
const mostRanges = 12;
const mostValues = 5;

/** The feedback as text in the reader's language. */
export function checkText(feedback: Feedback, codebook: Codebook, io: Io): string {
  const say = sentences(codebook, io.lang);
  const { t } = say;
  const { file, organisation, period, delivered, counts, first, later, file_points: whole, fine, change } = feedback;
  const { colour, word, text } = say.light(feedback);
  const paint = io.paint[colour === 'orange' ? 'yellow' : colour];
  const parts = [
    t('cli.check.head', { file, organisation, period, delivered, detected: say.detected(feedback.detected) }),
    `${paint.bold(`● ${word}`)}${paint(`: ${text}`)}\n\n`,
    textTable([t('cli.check.verdicts'), t('cli.check.rows')], verdicts.map((verdict) => [t(`cli.verdict.${verdict}`), counts[verdict]])),
    t('cli.check.incidents', { incidents: feedback.incidents, affected: feedback.affected }),
  ];
  const section = (title: string, lines: readonly string[], after = '') => {
    if (lines.length > 0) parts.push(`\n${io.paint.bold(title)}\n`, ...lines, after);
  };
  const returning = feedback.light === 'blocked' ? 0 : freed(first);
  section(t('feedback.first'), first.map((point) => pointText(point, say, io)), returning > 0 ? `  ${say.count('promise', returning, { rejected: counts.rejected })}\n` : '');
  section(t('feedback.later.errors'), later.filter(({ severity }) => severity === 'error').map((point) => shortText(point, say, io)));
  section(t('feedback.later.signals'), later.filter(({ severity }) => severity === 'signal').map((point) => shortText(point, say, io)));
  section(t('feedback.file'), whole.map((group) => `  ${group.severity === 'signal' ? '!' : '·'} ${say.headline(group)}\n`));
  section(t('feedback.fine'), fine.map((group) => fineText(group, say)));
  if (change) parts.push(changeText(change, say, io));
  return parts.join('');
}

function pointText(point: Point, say: Sentences, io: Io): string {
  const [effect, wanted] = [say.effect(point), say.expected(point)];
  const mark = point.severity === 'error' ? io.paint.red('✗') : io.paint.yellow('!');
  const lines = [
    `${mark} ${io.paint.bold(say.headline(point))} ${io.paint.dim(point.rule)}`,
    ...(effect === '' ? [] : [io.paint.cyan(`= ${effect}`)]),
    say.values(point, mostValues),
    wanted === '' ? '' : say.t('feedback.expected', { what: wanted }),
    say.t('feedback.do', { advice: say.advice(point) }),
    ...say.choices(point).map(({ field, codes }) => io.paint.dim(say.t('feedback.codes', { field, codes: codes.filter(({ level }) => level === 1).map(({ code }) => code).join(', ') }))),
    io.paint.dim(say.rows(point, mostRanges)),
  ].filter((line) => line !== '');
  return `  ${String(point.number).padStart(2)} ${lines.map((line) => fitted(line, io)).join(`\n${indent}`)}\n`;
}

/** The same on fewer lines, for what comes after the first three. */
function shortText(point: Point, say: Sentences, io: Io): string {
  const [effect, wanted] = [say.effect(point), say.expected(point)];
  const mark = point.severity === 'error' ? io.paint.red('✗') : io.paint.yellow('!');
  const stands = [say.values(point, mostValues), wanted === '' ? '' : say.t('feedback.expected', { what: wanted })].filter((text) => text !== '').join('. ');
  const lines = [
    `${mark} ${say.headline(point)}${effect === '' ? '' : ` ${io.paint.cyan(`= ${effect}`)}`}`,
    stands,
    `${say.t('feedback.do', { advice: say.advice(point) })} ${io.paint.dim(`${say.rows(point, mostRanges)} · ${point.rule}`)}`,
  ].filter((line) => line !== '');
  return `  ${String(point.number).padStart(2)} ${lines.map((line) => fitted(line, io)).join(`\n${indent}`)}\n`;
}

const indent = '       ';
const widest = 110;

/** On a terminal: lines no wider than it, broken between words and going on below the text. Colours take no room. */
function fitted(line: string, io: Io): string {
  if (!io.tty) return line;
  const room = Math.min(Math.max(io.columns, 60), widest) - indent.length - 1;
  const lines: string[] = [];
  let at = '';
  for (const word of line.split(' ')) {
    if (at !== '' && stripVTControlCharacters(`${at} ${word}`).length > room) {
      lines.push(at);
      at = word;
    } else at = at === '' ? word : `${at} ${word}`;
  }
  return [...lines, at].join(`\n${indent}`);
}

function fineText(group: Group, say: Sentences): string {
  return `  · ${say.headline(group)} ${say.rows(group, mostRanges)}.\n`;
}

function changeText(change: Change, say: Sentences, io: Io): string {
  const { t } = say;
  const parts = [`\n${io.paint.bold(t('feedback.change', { file: change.file, delivered: change.delivered }))}\n`];
  if (!isChanged(change)) return `${parts[0]}  ${t('feedback.change.none')}\n`;
  parts.push(
    textTable([t('feedback.change.verdict'), t('feedback.change.before'), t('feedback.change.after')], change.verdicts.map(({ verdict, before, after }) => [t(`cli.verdict.${verdict}`), before, after])),
    '\n',
    textTable(
      [t('feedback.change.month'), t('feedback.change.counted'), t('cli.verdict.rejected'), t('feedback.change.incidents')],
      changedMonths(change).map((month) => [monthName(month.month, say), pairText(countedIn(month)), pairText(month.verdicts.rejected ?? { before: 0, after: 0 }), movesText(month.incidents, say)]),
    ),
  );
  if (change.fields.length > 0) parts.push(`${t('feedback.change.fields', { fields: change.fields.map(({ field, incidents }) => `${field} (${incidents})`).join(', ') })}\n`);
  return parts.join('');
}
