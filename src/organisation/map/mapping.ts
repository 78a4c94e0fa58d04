/** What an organisation's YAML file may say: how its columns and labels become fields and codes of the codebook. */
import { z } from 'zod';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.union([text.transform((one) => [one]), z.array(text).min(1)]);
const codes = z.record(text, z.union([text.transform((one) => [one]), z.array(text).min(1)]));

export const filterReasons = ['CONCEPT', 'INGETROKKEN', 'TEST', 'NIET_AGRESSIE', 'TUSSEN_CLIENTEN', 'INTERN'] as const;
export type FilterReason = (typeof filterReasons)[number];

const fieldMapping = z
  .strictObject({
    kolom: text.optional().describe('The column of the export that holds this field.'),
    kolommen: z.array(text).min(2).optional().describe('Several columns that decide together; labels are written "a + b", * fits all.'),
    vinkjes: z.record(text, text).optional().describe('Tick-mark columns: column name to code.'),
    vast: text.optional().describe('One code for every row.'),
    codes: codes.optional().describe('Label in the export to code in the codebook; several codes as a list.'),
    scheiding: text.optional().describe('What stands between several values in one cell.'),
    formaat: texts.optional().describe('Date or time format, such as dd-mm-jjjj, dd/mm/jjjj uu:mm, iso, iso-utc or serie.'),
    leeg: text.optional().describe('The code that an empty cell stands for.'),
    aangevinkt: z.array(text).optional().describe('What counts as a tick; default: anything that is not a "no".'),
    niet_aangevinkt: z.array(text).optional().describe('What counts as no tick; default: nee, n, 0, onwaar, false, -.'),
    andere_schaal: z.boolean().optional().describe('The export uses another scale: never converted, counted as unknown.'),
  })
  .refine((field) => [field.kolom, field.kolommen, field.vinkjes, field.vast].filter((way) => way !== undefined).length === 1, {
    error: 'needs exactly one of kolom, kolommen, vinkjes, vast',
  });

const filter = z
  .strictObject({
    kolom: text,
    waarden: z.array(text).min(1).optional().describe('Rows with one of these labels do not count.'),
    behalve: z.array(text).min(1).optional().describe('Only rows with one of these labels count.'),
    telt: z.array(text).optional().describe('Labels beside waarden that are known to count; `mapping propose` does not ask about them again.'),
    reden: z.enum(filterReasons),
  })
  .refine((one) => (one.waarden === undefined) !== (one.behalve === undefined), { error: 'needs either waarden or behalve' });

export const mappingSchema = z.strictObject({
  organisatie: z.string().regex(/^[A-Z0-9_-]{2,40}$/, 'capitals, digits, - and _ only'),
  versie: z.number().int().min(1).default(1),
  codeboek: text.optional(),
  bronsysteem: text.default('onbekend'),
  lezen: z
    .strictObject({
      codering: text.optional(),
      scheiding: text.optional(),
      kopregel: z.number().int().min(1).optional(),
      tabbladen: z.array(text).min(1).optional(),
      datumstelsel: z.union([z.literal(1900), z.literal(1904)]).optional(),
    })
    .default({}),
  meldingsnummer: z.strictObject({ kolommen: texts.describe('The parts of the incident number, in order.') }),
  nieuwste: z
    .strictObject({
      kolom: text,
      volgorde: z.array(text).min(2).optional().describe('Of several rows with one number the last in this order counts.'),
      formaat: texts.optional().describe('The column is a date in this format; the latest counts.'),
    })
    .refine((one) => (one.volgorde === undefined) !== (one.formaat === undefined), { error: 'needs either volgorde or formaat' })
    .optional(),
  meerdere_regels: z
    .strictObject({
      medewerker: texts.optional().describe('Rows of one incident that differ here are further affected employees.'),
      acties: texts.optional().describe('Rows of one incident may differ here: actions, log lines.'),
      verenigen: z.array(text).optional().describe('Fields whose codes are taken together over the rows.'),
      vervolgregels: z.boolean().optional().describe('Rows without number and date belong to the row above.'),
    })
    .optional(),
  filters: z.array(filter).default([]),
  velden: z.record(text, fieldMapping),
  afwezig: z.array(text).default([]),
  vrije_tekst: z.array(text).default([]),
  weglaten: z.array(text).default([]),
  controletotaal: z.enum(['regels', 'nummers']).optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type FieldMapping = Mapping['velden'][string];

/** The JSON Schema of a mapping, for completion and checks in an editor. */
export function mappingJsonSchema(): object {
  return {
    title: 'agressiemonitor: koppeling van een organisatie',
    ...z.toJSONSchema(mappingSchema, { io: 'input', unrepresentable: 'any' }),
  };
}

/** The columns of the export that decide a field, in order. */
export function columnsOf(field: FieldMapping): string[] {
  if (field.kolom !== undefined) return [field.kolom];
  if (field.kolommen) return field.kolommen;
  if (field.vinkjes) return Object.keys(field.vinkjes);
  return [];
}

/** Every column whose text the mapping needs, without free text. */
export function neededColumns(mapping: Mapping): string[] {
  const several = mapping.meerdere_regels;
  const all = [
    ...mapping.meldingsnummer.kolommen,
    ...(mapping.nieuwste ? [mapping.nieuwste.kolom] : []),
    ...(several?.medewerker ?? []),
    ...(several?.acties ?? []),
    ...mapping.filters.map((one) => one.kolom),
    ...Object.values(mapping.velden).flatMap(columnsOf),
  ];
  return [...new Set(all)];
}
