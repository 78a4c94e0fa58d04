/**
 * The part of the Frictionless v2 profiles (datapackage, dataresource, tableschema, tabledialect; datapackage.org/profiles/2.0) that a release
 * uses, written out here because the program never calls the network: what the profiles require, and the values they allow.
 */
const fieldTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'list', 'datetime', 'date', 'time', 'year', 'yearmonth', 'duration', 'geopoint', 'geojson', 'any'];
const text = { type: 'string' };
const field = {
  type: 'object',
  required: ['name'],
  properties: {
    name: text,
    type: { enum: fieldTypes },
    description: text,
    missingValues: { type: 'array', items: text },
    constraints: { type: 'object', properties: { required: { type: 'boolean' }, unique: { type: 'boolean' }, enum: { type: 'array', minItems: 1, uniqueItems: true } }, additionalProperties: false },
  },
};
const keys = { type: 'array', minItems: 1, uniqueItems: true, items: text };
const schema = {
  type: 'object',
  required: ['fields'],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/tableschema.json' },
    fields: { type: 'array', minItems: 1, items: field },
    fieldsMatch: { enum: ['exact', 'equal', 'subset', 'superset', 'partial'] },
    missingValues: { type: 'array', items: text },
    primaryKey: keys,
    foreignKeys: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['fields', 'reference'], properties: { fields: keys, reference: { type: 'object', required: ['fields'], properties: { resource: text, fields: keys } } } },
    },
  },
};
const dialect = {
  type: 'object',
  properties: { $schema: { const: 'https://datapackage.org/profiles/2.0/tabledialect.json' }, delimiter: text, lineTerminator: text, quoteChar: text, doubleQuote: { type: 'boolean' }, header: { type: 'boolean' } },
  additionalProperties: false,
};
const resource = {
  type: 'object',
  required: ['name', 'path'],
  properties: {
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    type: { const: 'table' },
    path: { type: 'string', pattern: '^[^./~][^\\\\]*$' },
    title: text,
    format: text,
    mediatype: { type: 'string', pattern: '^(.+)/(.+)$' },
    encoding: text,
    bytes: { type: 'integer' },
    hash: { type: 'string', pattern: '^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$' },
    dialect,
    schema,
  },
};

export const packageSchema = {
  type: 'object',
  required: ['$schema', 'resources'],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    id: text,
    title: text,
    description: text,
    version: text,
    keywords: { type: 'array', minItems: 1, items: text },
    licenses: { type: 'array', minItems: 1, items: { type: 'object', properties: { name: text, title: text, path: text }, required: ['name', 'path'] } },
    resources: { type: 'array', minItems: 1, items: resource },
  },
};
