import { extname, resolve } from 'node:path';
import { exitCodes, UserError } from '../../error.js';
import { isMonth } from '../../levering/period.js';
import { type Form, forms } from '../../public/report/form.js';
import type { Io } from '../io.js';
import { makeMirror } from '../make-mirror.js';
import { makeReport, newDefinition } from '../make-report.js';
import { requireWorkspace } from '../workspace/workspace.js';

export interface ReportOptions {
  out?: string;
  release?: string;
  /** The same as the argument. */
  month?: string;
  organisation?: string;
  concept?: boolean;
  /** Forms as given, one or more at a time. */
  form?: string[];
  /** Start a new definition of this name instead. */
  template?: string;
  workspace?: string;
}

/** Renders a report of a month or a year from its newest release; the mirror report is about one organisation and for it only. */
export async function report(name: string | undefined, argument: string | undefined, options: ReportOptions, io: Io): Promise<number> {
  if (options.template !== undefined) {
    io.out(`${await newDefinition(options.template, await requireWorkspace(options.workspace, io))}\n`);
    return exitCodes.done;
  }
  if (name === undefined) throw new UserError('report.which');
  const period = argument ?? options.month;
  if (period !== undefined && !isMonth(period) && !/^\d{4}$/.test(period)) throw new UserError('cli.month.bad', { month: period });
  const workspace = await requireWorkspace(options.workspace, io);
  const folder = options.release === undefined ? undefined : resolve(io.cwd(), options.release);
  const out = options.out === undefined ? undefined : resolve(io.cwd(), options.out);
  const shared = { workspace, lang: io.lang, concept: options.concept === true, forms: chosenForms(options), ...(folder && { folder }), ...(out && { out }) };
  if (name === 'mirror') {
    if (options.organisation === undefined) throw new UserError('mirror.whose');
    if (period !== undefined && !isMonth(period)) throw new UserError('cli.month.bad', { month: period });
    return told(await makeMirror({ ...shared, organisation: options.organisation, month: period }), io);
  }
  if (options.organisation !== undefined) throw new UserError('mirror.only', { name });
  if (period === undefined) throw new UserError('cli.month.bad', { month: '' });
  return told(await makeReport(name, period, { ...shared, langs: [io.lang] }), io);
}

function told(paths: readonly string[], io: Io): number {
  for (const path of paths) io.out(`${path}\n`);
  return exitCodes.done;
}

/** `--form pdf,docx`, `--form pdf --form docx`, `--form all`; without one the ending of `--out` tells, else HTML. */
function chosenForms({ form = [], out }: ReportOptions): Form[] {
  const words = form.flatMap((word) => word.split(',')).map((word) => word.trim().toLowerCase());
  const unknown = words.find((word) => word !== 'all' && !isForm(word));
  if (unknown !== undefined) throw new UserError('report.badForm', { form: unknown, known: [...forms, 'all'].join(', ') });
  if (words.includes('all')) return [...forms];
  const ending = out === undefined ? '' : extname(out).slice(1).toLowerCase();
  if (words.length === 0) return [isForm(ending) ? ending : 'html'];
  return forms.filter((one) => words.includes(one));
}

function isForm(word: string): word is Form {
  return (forms as readonly string[]).includes(word);
}
