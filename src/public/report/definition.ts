/** The report definition as an editor writes it in `report.yaml`, checked; mistakes are told with file, line and column. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../error.js';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const key = z.string().regex(/^[a-z][a-z0-9_.-]*$/);
const file = (ending: string) => z.string().regex(new RegExp(`^[a-z0-9_-]+\\.${ending}$`));

const format = z.enum(['geheel', 'decimaal', 'decimaal2', 'procent', 'procent1', 'aandeel', 'maand', 'maand_kort', 'periode', 'dag', 'tekst']);
const limits = z.strictObject({ van: name, tot: name });
export type Format = z.infer<typeof format>;

const dataset = z.strictObject({
  sql: file('sql'),
  /** Column whose value names a row in placeholders: {vormen.VERB.aandeel}. */
  sleutel: name.optional(),
  /** Values of the query's own parameters. */
  waarden: z.record(name, z.string()).default({}),
  /** Only the last rows of the query. */
  laatste: z.int().positive().optional(),
  /** The last row first. */
  omgekeerd: z.boolean().default(false),
  kolommen: z.record(name, z.union([format, limits])),
});

const tableColumn = z.strictObject({ kolom: name, kop: key, teken: name.optional(), balk: z.strictObject({ van: name, tot: name }).optional(), max: z.number().positive().optional() });
const table = z.strictObject({ gegevens: name, kolommen: z.array(tableColumn).min(2) });

const block = z.union([
  z.strictObject({ tekst: key }),
  z.strictObject({ kerncijfers: z.array(z.strictObject({ waarde: key, label: key, toelichting: key.optional() })).min(1) }),
  z.strictObject({ kader: z.strictObject({ titel: key, delen: z.array(z.strictObject({ titel: key, tekst: key })).min(1) }) }),
  z.strictObject({
    figuur: z.strictObject({
      id: name,
      titel: key,
      ondertitel: key,
      alt: key,
      noot: key.optional(),
      gegevens: z.array(name).min(1),
      grafiek: z.strictObject({ breed: file('json'), smal: file('json') }),
      tabel: table,
      tabeltitel: key,
    }),
  }),
  z.strictObject({ tabel: z.strictObject({ id: name, titel: key, noot: key.optional(), ...table.shape }) }),
  z.strictObject({ balken: z.strictObject({ id: name, titel: key, noot: key.optional(), ...table.shape }) }),
  z.strictObject({
    scorekaart: z.strictObject({
      id: name,
      titel: key,
      noot: key.optional(),
      gegevens: name,
      koppen: z.strictObject({ maat: key, cijfer: key, interval: key, noemer: key }),
      eisen: z.array(z.strictObject({ eis: key, maten: z.array(z.strictObject({ rij: z.string(), kolom: name.default('waarde'), label: key, noemer: key })).min(1) })).min(1),
    }),
  }),
  z.strictObject({ begrippen: key }),
]);

const definition = z.strictObject({
  /** Another report whose files stand in for those that this one lacks. */
  basis: z.string().regex(/^[a-z0-9-]+$/).optional(),
  /** What the report is about: a month, or a calendar year. */
  periode: z.enum(['maand', 'jaar']).default('maand'),
  bovenkop: key,
  titel: key,
  ondertitel: key,
  status: key,
  voet: key,
  gegevens: z.record(name, dataset),
  secties: z.array(
    z.strictObject({
      id: name,
      titel: key.optional(),
      vorm: z.enum(['gewoon', 'opening', 'kolommen', 'klein']).default('gewoon'),
      blokken: z.array(block).min(1),
    }),
  ).min(1),
});

export type Definition = z.infer<typeof definition>;
export type BlockPart = z.infer<typeof block>;
export type TablePart = z.infer<typeof table>;
export type DatasetPart = z.infer<typeof dataset>;

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A value of a YAML or JSON file, and where in the file a path stands. */
export interface Located {
  readonly value: unknown;
  at(path: readonly PropertyKey[]): Place;
}

/** Where the files of a report lie: a folder, or several of which the first that has a file is asked. */
export type Folders = string | readonly string[];

/** Reads a YAML or JSON file of the definition with the places of its values. */
export async function readLocated(folders: Folders, fileName: string): Promise<Located> {
  const text = await readText(folders, fileName);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line, column: col };
  };
  const [mistake] = document.errors;
  if (mistake) throw syntaxError(place(mistake.pos[0]), mistake.message.split(' at line')[0]!.split('\n')[0]!);
  return {
    value: document.toJS() as unknown,
    at(path) {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length) as (string | number)[], true);
        if (isNode(node) && node.range) return place(node.range[0]);
      }
      return place(0);
    },
  };
}

/** Reads and checks `report.yaml` of a definition. */
export async function readDefinition(folders: Folders): Promise<{ definition: Definition; located: Located }> {
  const located = await readLocated(folders, 'report.yaml');
  const result = definition.safeParse(located.value);
  if (result.success) return { definition: result.data, located };
  const issue = deepest(result.error.issues[0]!);
  throw syntaxError(located.at(issue.path), issue.message);
}

/** Inside a union the branch that got furthest tells what the editor meant. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((errors) => errors.map((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] })));
  const depth = (errors: readonly z.core.$ZodIssue[]): number => Math.max(...errors.map((error) => error.path.length));
  return branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]![0]!;
}

/** The text of a file of the definition, from the first folder that has it. */
export async function readText(folders: Folders, fileName: string): Promise<string> {
  const [text] = await readTexts(folders, fileName);
  return text!;
}

/** The text of a file in every folder that has it; an error when none does. */
export async function readTexts(folders: Folders, fileName: string): Promise<string[]> {
  const tried = [folders].flat();
  const found: string[] = [];
  for (const folder of tried) {
    const text = await readFile(join(folder, fileName), 'utf8').catch(() => undefined);
    if (text !== undefined) found.push(text.replaceAll('\r\n', '\n'));
  }
  if (found.length === 0) throw new UserError('report.noDefinition', { folder: tried[0]!, file: fileName });
  return found;
}

/** The folders of the report called `name` below the roots, its own before those of its basis; undefined when there is none. */
export async function findDefinition(name: string, roots: readonly string[]): Promise<string[] | undefined> {
  const folders: string[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !seen.has(next); ) {
    if (!/^[a-z0-9-]+$/.test(next)) return undefined;
    seen.add(next);
    const here = roots.map((root) => join(root, next!));
    const definition: string | undefined = (await readTexts(here, 'report.yaml').catch((): string[] => []))[0];
    if (definition === undefined) return undefined;
    folders.push(...here);
    next = /^basis: *([a-z0-9-]+) *(?:#.*)?$/m.exec(definition)?.[1];
  }
  return folders;
}

export function syntaxError(place: Place, problem: string): UserError {
  return new UserError('report.syntax', { file: place.file, line: place.line, column: place.column, problem });
}
