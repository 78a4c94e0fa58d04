/** The table programme: every table that is ever published, as data in programme.yaml. Checked when it is read; mistakes with line and column. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../error.js';

/** Denominators of rates: columns of noemers.sql. */
export const denominators = ['fte', 'fte_jb', 'fte_jr', 'medewerkers', 'jeugdigen', 'huisbezoeken'] as const;
export type Denominator = (typeof denominators)[number];

const label = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const place = z.tuple([z.string(), z.string()]);

const table = z
  .strictObject({
    /** Name of the table, of its SQL file and of the dimension in the release. */
    id: z.string(),
    indicator: z.string().regex(/^I\d\d$/),
    /** What the table is about, where it is not called after a field of the codebook. */
    onderwerp: label.optional(),
    /** Codes from a list of the codebook, level 1, or codes of the programme itself. */
    lijst: z.string().optional(),
    codes: z.record(z.string(), label).optional(),
    /** Codes of the list that no countable incident has. */
    zonder: z.array(z.string()).default([]),
    /** The cell, as table and code, of which the codes are a breakdown. */
    van: place.optional(),
    /** An incident may count under several codes, so that they do not add up to the whole. */
    meervoudig: z.boolean().default(false),
    perioden: z.array(z.enum(['maand', '12maanden', 'jaar'])).min(1),
    /** Which minimum holds for a month; twelve months always have the general one. */
    minimum: z.enum(['cel', 'maandtotaal']).default('cel'),
    /** Higher is suppressed later. */
    belang: z.int().default(0),
    /** Codes that are counted only because they follow from others. */
    verborgen: z.array(z.string()).default([]),
    /** Counts that organisations state themselves: a period of which none did has no cells, because nothing stated is not zero. */
    opgave: z.boolean().default(false),
    /** Whether the counts are printed as a series of their own. */
    telling: z.boolean().default(true),
    /**
     * A rate of the incidents under MET: which denominator they are set against, what kind of rate that makes (a year of a stock
     * is per stock-year), and as which dimension and code it is printed.
     */
    verhouding: z
      .strictObject({ noemer: z.enum(denominators), basis: z.enum(['fte', 'medewerkers', 'jeugdigen', 'huisbezoeken']), reeks: z.string(), plaats: place, eenheid: z.strictObject({ maand: z.string(), jaar: z.string() }) })
      .optional(),
    /** Sums of codes; `behalve` takes all codes but these and the missing ones. */
    sommen: z.record(z.string(), z.strictObject({ codes: z.array(z.string()).optional(), behalve: z.array(z.string()).optional(), label })).default({}),
    /** Shares of codes or sums (all codes when none are named) in a sum of the table or in the cell it breaks down. */
    aandelen: z.array(z.strictObject({ codes: z.array(z.string()).optional(), noemer: z.string() })).default([]),
  })
  .refine((t) => (t.lijst === undefined) !== (t.codes === undefined), 'lijst or codes, and not both');

const schema = z.strictObject({
  versie: z.int(),
  /** Kinds of events that break a series. */
  breuk: z.array(z.string()),
  /** The change over twelve months, which is estimated and not counted. */
  trend: z.strictObject({ indicator: z.string(), dimensie: z.string(), reeks: z.string(), codes: z.strictObject({ ALLE_LEVERAARS: label, VAST_PANEL: label }) }),
  tabellen: z.array(table),
  /** Further equations between cells of different tables. */
  verbanden: z.array(z.strictObject({ totaal: place, delen: z.array(place) })),
});

export type Programme = z.output<typeof schema>;
export type ProgrammeTable = Programme['tabellen'][number];

/** Codes for an empty field, a field the export does not have, and a field that does not apply. */
export const missingCodes = ['LEEG', '-8', '-7'] as const;

/** The same tables by calendar year instead of over the last twelve months. */
export function yearly(programme: Programme): Programme {
  const tabellen = programme.tabellen.map((table) => ({ ...table, perioden: table.perioden.map((kind) => (kind === '12maanden' ? ('jaar' as const) : kind)) }));
  return { ...programme, tabellen };
}

/** Reads the programme that comes with the program. */
export function loadProgramme(): Programme {
  return parseProgramme(readFileSync(new URL('./programme.yaml', import.meta.url), 'utf8'), 'programme.yaml');
}

/** A programme from YAML text. Throws a UserError with line and column of every mistake. */
export function parseProgramme(text: string, file: string): Programme {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const at = (offset: number): string => `  ${file}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const fail = (mistakes: readonly string[]): never => {
    throw new UserError('gate.programmeMistakes', { file, list: mistakes.join('\n') });
  };
  if (document.errors.length > 0) return fail(document.errors.map(({ pos, message }) => `${at(pos[0])} ${message}`));
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const offsetOf = (path: readonly PropertyKey[]): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    return range?.[0] ?? (path.length === 0 ? 0 : offsetOf(path.slice(0, -1)));
  };
  return fail(
    parsed.error.issues.map((issue) => {
      const where = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
      return `${at(offsetOf(where))} ${where.join('.')}: ${issue.message}`;
    }),
  );
}
