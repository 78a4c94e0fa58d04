/** datapackage.json against the Frictionless v2 profiles, and the catalogue entry against what DCAT-AP-NL 3.0 demands. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageSchema } from './datapackage.test-support.js';
import { sha256Hex } from './manifest.js';
import { sampleKind, sampleRelease } from './sample.test-support.js';
import { releaseTables } from './tables.js';
import { writeRelease } from './write.js';

const root = mkdtempSync(join(tmpdir(), 'catalogue-'));
const folder = join(root, 'release');
const read = (name: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
beforeAll(async () => {
  await writeRelease(folder, { tables: sampleRelease(), deliveries: [], configuration: 'c' }, sampleKind);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('datapackage.json', () => {
  const validate = new Ajv({ allErrors: true, strict: true }).compile(packageSchema);

  it('is a Data Package of version 2', () => {
    const valid = validate(read('datapackage.json'));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each([
    ['no resources', (text: string) => text.replace('"resources"', '"bronnen"')],
    ['a field type that does not exist', (text: string) => text.replace('"type": "integer"', '"type": "getal"')],
    ['a hash that is none', (text: string) => text.replace(/"hash": "sha256:/, '"hash": "som ')],
    ['a resource name with a capital', (text: string) => text.replace('"name": "cijfer"', '"name": "Cijfer"')],
  ])('is refused with %s', (_, change) => {
    const text = readFileSync(join(folder, 'datapackage.json'), 'utf8');
    expect(change(text)).not.toBe(text);
    expect(validate(JSON.parse(change(text)))).toBe(false);
  });

  it('describes every column of every table, in order', () => {
    const resources = read('datapackage.json')['resources'] as { name: string; schema?: { fields: { name: string }[]; primaryKey: string[] } }[];
    for (const table of releaseTables) {
      const { schema } = resources.find(({ name }) => name === table.name)!;
      expect(schema!.fields.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
      expect(schema!.primaryKey).toEqual(table.key);
    }
  });
});

describe('dcat.jsonld', () => {
  it('has what DCAT-AP-NL 3.0 makes mandatory for a dataset and its distributions', () => {
    const dataset = read('dcat.jsonld');
    for (const property of ['dct:accessRights', 'dcat:contactPoint', 'dct:creator', 'dct:description', 'dct:identifier', 'dct:publisher', 'dcat:theme', 'dct:title']) expect(dataset[property], property).toBeTruthy();
    const distributions = dataset['dcat:distribution'] as Record<string, unknown>[];
    expect(distributions).toHaveLength(2 * releaseTables.length);
    for (const one of distributions) for (const property of ['dcat:accessURL', 'dct:license']) expect(one[property], property).toBeTruthy();
  });

  it('gives size and checksum of every file as it lies there', () => {
    for (const one of read('dcat.jsonld')['dcat:distribution'] as { '@id': string; 'dcat:byteSize': number; 'spdx:checksum': Record<string, unknown> }[]) {
      const data = readFileSync(join(folder, one['@id']));
      expect([one['dcat:byteSize'], one['spdx:checksum']['spdx:checksumValue']]).toEqual([data.length, sha256Hex(data)]);
    }
  });
});
