/** `monitor.yaml`: what the sector decides: organisations, thresholds, texts. Checked when it is read; mistakes with line and column. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { UserError } from '../../error.js';
import { message, type Lang } from '../../i18n/message.js';
import { personKinds } from '../../levering/columns.js';
import { protectionConfig } from '../../national/protect/config.js';
import { coarsenable } from '../../organisation/deliver/classes.js';
import { syntaxMistakes } from '../../organisation/map/syntax.js';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'JJJJ-MM (2024-06) / YYYY-MM (2024-06)');

export const configSchema = z.strictObject({
  naam: z.string().default('Agressiemonitor jeugdbescherming').describe('Name of the monitor, on every report.'),
  uitgever: z.string().default('').describe('Who publishes.'),
  codeboek: z.string().default('0.1').describe('Version of the codebook.'),
  organisaties: z
    .record(
      z.string().regex(/^[A-Z0-9_-]{2,40}$/, 'alleen hoofdletters, cijfers, - en _ / capitals, digits, - and _ only'),
      z.strictObject({
        naam: z.string().default(''),
        sinds: month.describe('First month that the organisation has agreed to deliver.'),
        tot: month.nullable().default(null).describe('Last month, or null while it takes part.'),
        persoonslabels: z
          .array(z.enum(personKinds))
          .default([])
          .describe('Units of which keyed labels, scoped to a year, leave the organisation so that persons can be counted; none unless it has agreed to it.'),
        leverperiode: z.enum(['maand', 'halfjaar', 'jaar']).default('maand'),
        noemen: z.boolean().default(false).describe('Whether the organisation agreed that a release says by its code in which months it delivered.'),
      }),
    )
    .default({})
    .describe('The organisations with an agreement, by code.'),
  bescherming: protectionConfig.prefault({}).describe('Thresholds of disclosure control.'),
  goedkeurders: z
    .array(z.strictObject({ naam: z.string().min(2), sleutel: z.string().regex(/^ed25519-[0-9a-f]{16}$/) }))
    .default([])
    .describe('Who may approve releases, by name and key id; when empty, whoever holds an approval key.'),
  kleineKlassen: z
    .strictObject({
      k: z.int().min(1).max(100).default(3).describe('Incidents that a class of month, region, form, relation and role holds at least; 1 switches the check off.'),
      grover: z.array(z.enum(coarsenable)).default(['regio']).describe('What may become coarser for it, in the fixed order regio, maand (to its quarter), vormen2, relatie, functie.'),
    })
    .prefault({})
    .describe('The check on small classes of exports that the association takes in itself; a levering was checked before it left.'),
  bewaartermijn: z
    .strictObject({ jaren: z.int().min(1).max(50).default(5).describe('Years that records of incidents are kept, by the month of the incident.') })
    .prefault({})
    .describe('What `purge --retention` removes. Published figures stay.'),
  onderzoek: z
    .strictObject({
      cellen: z.int().min(1).default(2000).describe('Distinct cells that a researcher may be answered through the gate.'),
      cellenProject: z.int().min(1).default(5000).describe('The same for all researchers of a project together.'),
      personen: z.int().min(1).default(5).describe('Fewest families, and fewest employees, behind a figure that the gate shows.'),
      seconden: z.int().min(1).max(3600).default(30).describe('Longest time of a question.'),
      geheugen: z.string().regex(/^\d+(MB|GB)$/).default('512MB').describe('Memory for the work on protected answers.'),
      rijen: z.int().min(1).default(100_000).describe('Most rows of an answer.'),
    })
    .prefault({})
    .describe('The gate for researchers: `query --guarded` and the server.'),
  verlaging: z
    .strictObject({ reden: z.string().min(10), door: z.string().min(2) })
    .optional()
    .describe('Needed, and recorded in the manifest, when a threshold is set lower than its default.'),
});

export type Config = z.infer<typeof configSchema>;

/** The JSON Schema of monitor.yaml, for editors. */
export function configJsonSchema(): object {
  return { title: 'agressiemonitor: monitor.yaml', ...z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) };
}

/** Reads the settings from YAML text. Throws a UserError with line and column of every mistake. */
export function parseConfig(text: string, file: string, lang: Lang = 'nl'): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const fail = (mistakes: readonly string[]): never => {
    throw new UserError('cli.config.mistakes', { file, list: mistakes.join('\n') });
  };
  const broken = syntaxMistakes(document, lines, lang);
  if (broken.length > 0) fail(broken.map(({ line, column, text: problem }) => `  ${file}:${line}:${column} ${message(lang, 'cli.config.syntax', { problem })}`));
  const parsed = configSchema.safeParse(document.toJS() ?? {}, { error: z.locales[lang]().localeError });
  if (parsed.success) {
    const lowered = loweredThresholds(parsed.data);
    if (lowered.length > 0 && !parsed.data.verlaging) throw new UserError('cli.config.lowered', { file, names: lowered.join(', ') });
    return parsed.data;
  }
  return fail(
    parsed.error.issues.map((issue) => {
      const where = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])] as (string | number)[];
      const what = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
      let path = where;
      let range: [number, number, number] | undefined;
      while (!range) {
        range = ((path.length === 0 ? document.contents : document.getIn(path, true)) as { range?: [number, number, number] } | null)?.range;
        if (!range && path.length === 0) range = [0, 0, 0];
        path = path.slice(0, -1);
      }
      const { line, col } = lines.linePos(range[0]);
      return `  ${file}:${line}:${col} ${where.join('.')}: ${what}`;
    }),
  );
}

/** Names of thresholds that protect less than their default. */
export function loweredThresholds(config: Config): string[] {
  const usual = protectionConfig.parse({});
  const weaker: (keyof typeof usual)[] = ['minimum', 'minimumMaandtotaal', 'minimumPersonen', 'organisaties', 'afronding'];
  const names: string[] = weaker.filter((name) => Number(config.bescherming[name]) < Number(usual[name]));
  if (config.bescherming.dominantie > usual.dominantie) names.push('dominantie');
  return names;
}
