import { access, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { exitCodes, UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { isMessageKey, message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import { parseMapping } from '../../organisation/map/load.js';
import { proposeChange } from '../../organisation/map/propose/changed.js';
import type { Proposal } from '../../organisation/map/propose/proposal.js';
import { missingOf, propose } from '../../organisation/map/propose/propose.js';
import { updatedYaml } from '../../organisation/map/propose/rewrite.js';
import { hiddenOf, proposalYaml } from '../../organisation/map/propose/write.js';
import { askName, askQuestions, questionText, shownHeaders } from '../ask.js';
import { proposalLexicon, viewExport } from '../export-view.js';
import type { Io } from '../io.js';
import { textTable } from '../table.js';
import { keepEarlier } from '../workspace/earlier.js';
import { findWorkspace, places } from '../workspace/workspace.js';

export interface ProposeOptions {
  organisation: string;
  out?: string;
  base?: string;
  by?: string;
  yes?: boolean;
  json?: boolean;
  workspace?: string;
}

/** Proposes a mapping for an export, asks what is not sure where a person can answer, and writes the YAML. */
export async function proposeMapping(file: string, options: ProposeOptions, io: Io): Promise<number> {
  if (!/^[A-Z0-9_-]{2,40}$/.test(options.organisation)) throw new UserError('propose.organisation');
  const workspace = await findWorkspace(options.workspace, io);
  const lexicon = proposalLexicon(workspace?.config.codeboek);
  const base = options.base === undefined ? undefined : await readBase(resolve(io.cwd(), options.base), options.organisation, lexicon.codebook);
  const out = target(options, workspace?.folder, io);
  const replaces = options.base !== undefined && out === resolve(io.cwd(), options.base);
  if (!replaces && (await exists(out))) throw new UserError('propose.exists', { file: basename(out) });

  const view = await viewExport(resolve(io.cwd(), file), lexicon, base?.mapping.lezen ?? {});
  const draft = (answers: ReadonlyMap<string, string>): Proposal =>
    base ? proposeChange({ view, base: base.mapping, plain: base.plain, lexicon, answers }) : propose({ view, organisation: options.organisation, lexicon, answers });
  const answers = new Map<string, string>();
  const person = io.tty && (io.stdin as { isTTY?: boolean }).isTTY === true && !options.yes && !options.json;
  let by = options.by;
  let answered: string[] = [];
  if (person && draft(answers).questions.length > 0) {
    by ??= await askName(io);
    const given = by === undefined ? undefined : await askQuestions(draft, answers, lexicon, io);
    if (given === undefined) {
      io.err(`${message(io.lang, 'propose.cancelled')}\n`);
      return exitCodes.findings;
    }
    answered = given;
  }
  const proposal = draft(answers);
  const missing = missingOf(proposal.mapping);
  const unchanged = base !== undefined && proposal.decisions.length === 0;
  const say = phrases(by, answered, io);
  const text = base ? updatedYaml(base.text, proposal, answers, missing, say, openHeads) : proposalYaml(proposal, answers, missing, say);
  // Also for a proposal of our own making: a file that the next command refuses helps nobody.
  if (missing.length === 0) parseMapping(text, basename(out), lexicon.codebook);
  const earlier = replaces && !unchanged ? await keepEarlier(out, base!.mapping.versie, base!.text) : undefined;
  if (!(replaces && text === base!.text)) await writeFileAtomic(out, text);
  const shown = shownPath(out, io);
  io.out(options.json ? asJson(proposal, missing, shown) : asText(proposal, missing, shown, unchanged, io));
  if (earlier !== undefined && !options.json) io.out(message(io.lang, 'propose.earlier', { version: base!.mapping.versie, place: relative(io.cwd(), earlier) }));
  if (missing.length === 0 && !options.json) io.out(message(io.lang, 'propose.next', { file: shownPath(resolve(io.cwd(), file), io), organisation: options.organisation, mapping: shown }));
  return proposal.questions.length + missing.length > 0 ? exitCodes.findings : exitCodes.done;
}

function shownPath(path: string, io: Io): string {
  return relative(io.cwd(), path) || basename(path);
}

async function readBase(path: string, organisation: string, codebook: Parameters<typeof parseMapping>[2]) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('cli.file.missing', { file: basename(path) });
  const mapping = parseMapping(text, basename(path), codebook);
  if (mapping.organisatie !== organisation) throw new UserError('cli.mapping.other', { file: basename(path), mapped: mapping.organisatie, organisation });
  return { mapping, text, plain: parse(text) as Record<string, unknown> };
}

function target(options: ProposeOptions, folder: string | undefined, io: Io): string {
  if (options.out !== undefined) return resolve(io.cwd(), options.out);
  if (options.base !== undefined) return resolve(io.cwd(), options.base);
  return folder ? join(folder, places.mappings, `${options.organisation}.yaml`) : resolve(io.cwd(), `${options.organisation}.yaml`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

const openHeads = (['nl', 'en'] as const).map((lang) => message(lang, 'propose.file.open').split(':')[0]!);

function phrases(by: string | undefined, answered: readonly string[], io: Io) {
  const t = (key: MessageKey, params: MessageParams = {}) => message(io.lang, key, params);
  const date = io.today();
  return {
    head: t('propose.file.head', { date }),
    decision: (confidence: string, reason: string) => t('propose.file.decision', { confidence, reason: reasonText(reason, io) }),
    confirmed: t('propose.file.confirmed', { by: (by ?? t('propose.unnamed')).replace(/\s+/g, ' '), date }),
    answered: answered.length === 0 ? [] : [t('propose.file.answered', { by: (by ?? t('propose.unnamed')).replace(/\s+/g, ' '), date }), ...answered.map((one) => `- ${one.replace(/\s+/g, ' ')}`)],
    openHead: t('propose.file.open'),
    question: (soort: string, header: string, veld: string, label: string | undefined, rows: number, suggestions: string) =>
      `${questionText({ soort, header, veld, label, rows }, io)}${suggestions ? t('propose.suggested', { answers: suggestions }) : ''}`,
    hidden: (header: string, rows: number) => t('propose.file.hidden', { header, rows }),
    missing: (fields: string) => t('propose.file.missing', { fields }),
    version: (version: number) => t('propose.file.version', { version, date, by: by === undefined ? '' : t('propose.file.by', { by: by.replace(/\s+/g, ' ') }) }),
    renamed: (old: string) => t('propose.file.renamed', { old }),
  };
}

function reasonText(reason: string, io: Io): string {
  const key = `propose.reason.${reason}`;
  return isMessageKey(key) ? message(io.lang, key) : reason;
}

function asText(proposal: Proposal, missing: readonly string[], file: string, unchanged: boolean, io: Io): string {
  const t = (key: MessageKey, params: MessageParams = {}) => message(io.lang, key, params);
  const shown = shownHeaders(proposal);
  const rows = proposal.decisions.map(({ header, targets, confidence, reason }) => [shown(header), targets.map((target) => (target.startsWith('=') ? t('propose.target.renamed', { old: shown(target.slice(1)) }) : target)).join(', '), confidence.toFixed(2), reasonText(reason, io)]);
  const table = rows.length > 0 ? textTable([t('propose.head.column'), t('propose.head.target'), t('propose.head.confidence'), t('propose.head.reason')], rows) : '';
  const open = proposal.questions.map((question) => `  ? ${questionText({ ...question, header: shown(question.header) }, io)}${question.suggestions.length > 0 ? t('propose.suggested', { answers: question.suggestions.map(({ answer }) => answer).join(', ') }) : ''}\n`).join('');
  const lacking = missing.length > 0 ? `  ! ${t('propose.file.missing', { fields: missing.join(', ') })}\n` : '';
  const hidden = hiddenOf(proposal).map(({ header, rows: count }) => `  ! ${t('propose.file.hidden', { header: shown(header), rows: count })}\n`).join('');
  const depend = proposal.questions.reduce((sum, question) => sum + question.rows, 0);
  return `${unchanged ? t('propose.unchanged') : ''}${table}${lacking}${open}${hidden}${proposal.questions.length === 0 ? t('propose.closed', { file }) : t('propose.written', { file, open: proposal.questions.length, rows: depend })}`;
}

function asJson(proposal: Proposal, missing: readonly string[], file: string): string {
  const shown = shownHeaders(proposal);
  const columns = proposal.profiles.map(({ header, kind, filled, distinct, patterns, dates, separator, personal }) => ({ header: shown(header), kind, filled, distinct, patterns, formats: dates.formats, separator, personal }));
  const decisions = proposal.decisions.map((one) => ({ ...one, header: shown(one.header), targets: one.targets.map((target) => (target.startsWith('=') ? `=${shown(target.slice(1))}` : target)) }));
  // An id holds the header or the label: only where both may be said.
  const questions = proposal.questions.map(({ id, ...question }) => ({ ...question, header: shown(question.header), ...(shown(question.header) !== question.header || (question.soort === 'label' && question.label === undefined) ? {} : { id }) }));
  return `${JSON.stringify({ file, missing, decisions, questions, columns }, null, 1)}\n`;
}
