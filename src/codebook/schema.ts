/** The shape of the codebook's data files; every version is checked against it when it is loaded. */
import { z } from 'zod';

const code = z.string().regex(/^[A-Za-z0-9_.<>+-]+$/);
const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const claimId = z.string().regex(/^[A-E]\d\d$/);
const indicatorId = z.string().regex(/^I\d\d$/);
const regionCode = z.string().regex(/^JZ\d\d$/);
const month = z.string().regex(/^\d{4}-\d\d$/);

export const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });

export const tables = ['voorval', 'noemer', 'let', 'nulverklaring', 'gebeurtenis', 'enquete', 'contextfactor'] as const;
export const requirements = ['verplicht', 'gewenst', 'conditioneel', 'optioneel', 'nooit'] as const;
export const kinds = [
  'sleutel', 'datum', 'tijd', 'maand', 'code', 'codes', 'getal', 'decimaal', 'janee', 'regio', 'klasse', 'tekst',
] as const;

/** Classes of whole numbers: `van` and `tot` are included, `tot` null is open upwards. */
const classes = z.strictObject({
  naar: name,
  lijst: name,
  eenheid: z.enum(['aantal', 'dagen', 'uur']),
  grenzen: z.array(z.strictObject({ code, van: z.int(), tot: z.int().nullable() })).min(2),
});

export const field = z.strictObject({
  naam: name,
  tabel: z.enum(tables),
  label: text,
  /** B stays with the organisation, L is in the national record (coarsened as `generalisatie` says). */
  niveau: z.enum(['B', 'L']),
  eis: z.enum(requirements),
  soort: z.enum(kinds),
  lijst: name.optional(),
  /** True for a field of the delivery as a whole, which no row of an export holds. */
  kop: z.boolean().default(false),
  /** Column of the coded table, when its name differs from the field's. */
  kolom: name.optional(),
  /** Column of the national record; null when nothing of the field leaves the organisation. */
  landelijk: name.nullable(),
  /** SQL predicate on the coded table; where it is FALSE an empty field means not applicable. */
  toepasselijk: z.string().optional(),
  onbekendLabel: z.enum(['fout', 'signaal']),
  generalisatie: text,
  klasse: classes.optional(),
  avg: text,
  publicatie: z.strictObject({
    niveau: text,
    minimum: z.int().positive().nullable(),
    nooit: z.boolean().optional(),
    jaar: z.boolean().optional(),
    nietKruisen: z.boolean().optional(),
  }),
});

export const codeList = z.strictObject({
  lijst: name,
  label: text,
  codes: z.array(
    z.strictObject({
      code,
      label: text,
      niveau: z.union([z.literal(1), z.literal(2)]),
      ouder: code.optional(),
      herkomst: z.string().optional(),
    }),
  ).min(1),
});

export const rule = z.strictObject({
  id: z.string().regex(/^[RL]\d\d$/),
  gevolg: z.enum(['fout', 'uitsluiten', 'signaal', 'dubbel', 'blokkade', 'bestand', 'noemer']),
  wijze: z.enum(['predicaat', 'lezen', 'koppeling', 'sleutel', 'filter', 'tekst', 'bestand', 'noemer']),
  /** SQL over the coded table and $geleverd, $van, $tot: TRUE fires, NULL is not checkable. */
  voorwaarde: z.string().optional(),
  /** Fields the export must have for the rule to be checkable at all (the predicate reads their emptiness). */
  nodig: z.array(name).default([]),
  /** Field the finding points at: a name, or `table.name` outside the incident record. */
  veld: z.string(),
  label: text,
  advies: text,
});

export const derivation = z.strictObject({
  id: z.string().regex(/^F\d\d$/),
  veld: name,
  /** SQL expression over the coded table that gives the new value of the field's column. */
  waarde: z.string(),
  label: text,
});

export const indicator = z.strictObject({
  id: indicatorId,
  naam: text,
  definitie: text,
  beperking: text,
  opmerking: text.optional(),
  wijze: z.enum(['telling', 'verhouding', 'aandeel', 'verdeling', 'trechter', 'duur', 'stand', 'trend', 'dekking', 'context']),
});

export const claim = z.strictObject({
  id: claimId,
  soort: text,
  claim: text,
  bron: z.string(),
  antwoord: z
    .strictObject({
      /** Field names; `table.name` outside the incident record. */
      velden: z.array(z.string()).default([]),
      indicatoren: z.array(indicatorId).default([]),
      reden: text.optional(),
    })
    .refine((a) => a.velden.length + a.indicatoren.length > 0 || a.reden !== undefined, 'a claim without an answer'),
});

export const youthRegions = z.strictObject({
  jaar: z.int(),
  regios: z.array(
    z.strictObject({ code: regionCode, naam: z.string(), landsdeel: z.enum(['noord', 'oost', 'zuid', 'west']) }),
  ),
});

export const place = z.strictObject({
  naam: z.string(),
  soort: z.enum(['gemeente', 'plaats', 'regio']),
  /** One code, or several when the name does not tell which of them is meant. */
  regios: z.array(regionCode).min(1),
});

export const about = z.strictObject({
  versie: z.string().regex(/^\d+\.\d+$/),
  geldigVanaf: month,
  titel: text,
  toelichting: text,
  /** The documents whose claims the codebook answers. */
  bronnen: z.array(z.strictObject({ bestand: z.string(), titel: text })).min(1),
  telregels: z.array(z.strictObject({ id: z.string().regex(/^T\d\d$/), naam: text, tekst: text })).min(1),
});

export const crosswalk = z.strictObject({
  vorm: code,
  azw: z.string(),
  nea: z.string(),
  vpt: z.string(),
  gir: z.string(),
  soasr: z.string(),
});

export type Text = z.infer<typeof text>;
export type Table = (typeof tables)[number];
export type Field = z.infer<typeof field> & { readonly claims: readonly string[] };
export type Classes = z.infer<typeof classes>;
export type CodeList = z.infer<typeof codeList>;
export type Code = CodeList['codes'][number];
export type Rule = z.infer<typeof rule>;
export type Derivation = z.infer<typeof derivation>;
export type Indicator = z.infer<typeof indicator>;
export type Claim = z.infer<typeof claim>;
export type YouthRegion = z.infer<typeof youthRegions>['regios'][number];
export type Place = z.infer<typeof place>;
export type About = z.infer<typeof about>;
export type Crosswalk = z.infer<typeof crosswalk>;

export interface Codebook extends About {
  readonly velden: readonly Field[];
  readonly codelijsten: readonly CodeList[];
  readonly regels: readonly Rule[];
  readonly afleidingen: readonly Derivation[];
  readonly indicatoren: readonly Indicator[];
  readonly claims: readonly Claim[];
  readonly regiojaar: number;
  readonly jeugdregios: readonly YouthRegion[];
  readonly plaatsen: readonly Place[];
  readonly vergelijking: readonly Crosswalk[];
}
