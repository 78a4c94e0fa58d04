/** The machine-readable description of a release: Frictionless Data Package v2 with a Table Schema for every table. */
import type { Column, Table } from './tables.js';

export interface CsvFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a kind of release says of itself in its description. */
export interface PackageFacts {
  readonly name: string;
  readonly title: string;
  readonly title_en: string;
  readonly description: string;
  readonly description_en: string;
  readonly licenses?: readonly object[];
}

/** The content of `datapackage.json`, without any moment of making: the same tables give the same text. */
export function dataPackage(month: string, version: string, files: ReadonlyMap<Table, CsvFile>, facts: PackageFacts): Record<string, unknown> {
  const { licenses, ...said } = facts;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    ...said,
    id: `${facts.name}-${month}`,
    version,
    keywords: ['agressie', 'jeugdbescherming', 'jeugdreclassering', 'voorvallen', ...(licenses ? ['openbare statistiek'] : [])],
    ...(licenses && { licenses }),
    resources: [...files].flatMap(([table, file]) => [csvResource(table, file), parquetResource(table)]),
  };
}

/** What a public release says of itself; `rounding` is the base of its counts. */
export function publicFacts(month: string, rounding: number): PackageFacts {
  return {
    name: 'agressiemonitor-jeugdbescherming',
    title: `Agressie tegen jeugdbeschermers, stand ${month}`,
    title_en: `Aggression against youth-protection professionals, as of ${month}`,
    description:
      'Geregistreerde voorvallen van agressie tegen jeugdbeschermers en jeugdreclasseerders. Kleine aantallen zijn onderdrukt. ' +
      (rounding > 1 ? 'Aantallen zijn afgerond op vijftallen; aandelen en verhoudingen zijn daaruit berekend. ' : '') +
      'Geregistreerde aantallen stijgen ook als er beter wordt gemeld; ze zijn niet te vergelijken met enquêtecijfers.',
    description_en:
      'Registered incidents of aggression against youth-protection and juvenile-probation professionals. Small numbers are suppressed. ' +
      (rounding > 1 ? 'Counts are rounded to multiples of five; shares and rates are computed from these. ' : '') +
      'Registered numbers also rise when reporting improves; they cannot be compared with survey figures.',
    licenses: [{ name: 'CC-BY-4.0', title: 'Creative Commons Naamsvermelding 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }],
  };
}

function csvResource(table: Table, file: CsvFile): Record<string, unknown> {
  return {
    name: table.name,
    type: 'table',
    path: `${table.name}.csv`,
    title: table.about.nl,
    title_en: table.about.en,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    dialect: {
      $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
    schema: schema(table),
  };
}

function parquetResource(table: Table): Record<string, unknown> {
  return {
    name: `${table.name}-parquet`,
    path: `${table.name}.parquet`,
    title: table.about.nl,
    title_en: table.about.en,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
  };
}

function schema(table: Table): Record<string, unknown> {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: table.columns.map((column) => field(table, column)),
    fieldsMatch: 'exact',
    missingValues: [''],
    primaryKey: [...table.key],
    ...(table.name === 'cijfer' && {
      foreignKeys: [{ fields: ['indicator'], reference: { resource: 'indicator', fields: ['indicator'] } }],
    }),
  };
}

function field(table: Table, column: Column): Record<string, unknown> {
  const constraints = {
    ...(!column.empty && { required: true }),
    ...(table.key.length === 1 && table.key[0] === column.name && { unique: true }),
    ...(column.values && { enum: [...column.values] }),
  };
  return {
    name: column.name,
    type: column.type,
    description: column.about.nl,
    description_en: column.about.en,
    ...(column.unit && { unit: column.unit }),
    // An empty text is a value of its own in a text column that is never missing (obs_status, the code of a total).
    ...(column.type === 'string' && !column.empty && { missingValues: [] }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}
