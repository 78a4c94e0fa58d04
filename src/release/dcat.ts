/** The release as a dataset in a catalogue: DCAT-AP-NL 3.0 (Geonovum) as JSON-LD, with one distribution a file. */
import type { PackageFacts } from './datapackage.js';
import type { Table } from './tables.js';

export interface Catalogued {
  /** '2024-06', or '2023' of an annual release. */
  readonly month: string;
  readonly version: string;
  readonly facts: PackageFacts;
  /** Who publishes; the name of the monitor when nobody is named. */
  readonly publisher: string;
  /** First and last day that the figures are about. */
  readonly from: string;
  readonly to: string;
  readonly tables: readonly Table[];
  readonly files: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;
}

const authority = 'http://publications.europa.eu/resource/authority';
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  spdx: 'http://spdx.org/rdf/terms#',
  adms: 'http://www.w3.org/ns/adms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** The content of `dcat.jsonld`. Addresses are relative to the folder in which the release is placed: nobody knows yet where that is. */
export function catalogue({ month, version, facts, publisher, from, to, tables, files }: Catalogued): Record<string, unknown> {
  const both = (nl: string, en: string): object[] => [{ '@language': 'nl', '@value': nl }, { '@language': 'en', '@value': en }];
  const agent = { '@type': 'foaf:Agent', 'foaf:name': { '@language': 'nl', '@value': publisher } };
  const licence = (facts.licenses?.[0] as { path?: string } | undefined)?.path;
  return {
    '@context': context,
    '@id': './',
    '@type': 'dcat:Dataset',
    'dct:identifier': `${facts.name}-${month}`,
    'dct:title': both(facts.title, facts.title_en),
    'dct:description': both(facts.description, facts.description_en),
    'dct:publisher': agent,
    'dct:creator': agent,
    'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': publisher },
    'dct:accessRights': { '@id': `${authority}/access-right/PUBLIC` },
    'dcat:theme': [{ '@id': `${authority}/data-theme/SOCI` }, { '@id': `${authority}/data-theme/JUST` }],
    'dct:language': [{ '@id': `${authority}/language/NLD` }, { '@id': `${authority}/language/ENG` }],
    'dct:spatial': { '@id': `${authority}/country/NLD` },
    'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': { '@type': 'xsd:date', '@value': from }, 'dcat:endDate': { '@type': 'xsd:date', '@value': to } },
    'dct:accrualPeriodicity': { '@id': `${authority}/frequency/${month.length === 4 ? 'ANNUAL' : 'MONTHLY'}` },
    'dcat:keyword': [...['agressie', 'jeugdbescherming', 'jeugdreclassering', 'voorvallen'].map((word) => ({ '@language': 'nl', '@value': word }))],
    'dcat:version': version,
    'dcat:distribution': tables.flatMap((table) => [
      distribution(`${table.name}.csv`, table, files, { media: 'text/csv', type: 'CSV', licence }),
      distribution(`${table.name}.parquet`, table, files, { media: 'application/vnd.apache.parquet', type: 'PARQUET', licence }),
    ]),
  };
}

interface Form {
  readonly media: string;
  readonly type: string;
  readonly licence: string | undefined;
}

function distribution(name: string, table: Table, files: Catalogued['files'], { media, type, licence }: Form): Record<string, unknown> {
  const file = files.get(name);
  return {
    '@id': name,
    '@type': 'dcat:Distribution',
    'dct:title': [{ '@language': 'nl', '@value': `${table.name} (${type})` }],
    'dct:description': [{ '@language': 'nl', '@value': table.about.nl }, { '@language': 'en', '@value': table.about.en }],
    'dcat:accessURL': { '@id': './' },
    'dcat:downloadURL': { '@id': name },
    ...(licence && { 'dct:license': { '@id': licence } }),
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${media}` },
    'dct:format': { '@id': `${authority}/file-type/${type}` },
    ...(file && { 'dcat:byteSize': file.bytes, 'spdx:checksum': { '@type': 'spdx:Checksum', 'spdx:algorithm': { '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256' }, 'spdx:checksumValue': file.sha256 } }),
  };
}
