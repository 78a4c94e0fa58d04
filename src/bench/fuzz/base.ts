/** The good exports from which bad ones are made: the golden fixtures, and a workbook whose every part is known. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { Codebook } from '../../codebook/schema.js';
import { parsePeriod } from '../../levering/period.js';
import { parseMapping } from '../../organisation/map/load.js';
import type { Mapping } from '../../organisation/map/mapping.js';
import { plainParts } from './archive.js';

export interface GoodExport {
  mapping: Mapping;
  period: ReturnType<typeof parsePeriod>;
  delivered: string;
  source: { kind: 'csv'; text: string } | { kind: 'xlsx'; parts: Readonly<Record<string, Uint8Array>> };
}

const fixtures = fileURLToPath(new URL('../../../fixtures/exports/', import.meta.url));

/** Reads all of them, always in the same order. */
export function goodExports(codebook: Codebook): GoodExport[] {
  const cases = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected.json'))).sort();
  const golden = cases.map((name): GoodExport => {
    const { file, period, delivered } = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8')) as { file: string; period: string; delivered: string };
    const mapping = parseMapping(readFileSync(join(fixtures, name, 'mapping.yaml'), 'utf8'), name, codebook);
    const bytes = readFileSync(join(fixtures, name, file));
    const source = file.endsWith('.xlsx') ? ({ kind: 'xlsx', parts: unzipSync(bytes) } as const) : ({ kind: 'csv', text: decoded(bytes) } as const);
    return { mapping, period: parsePeriod(period), delivered, source };
  });
  const plain = golden.find(({ source }) => source.kind === 'xlsx')!;
  return [...golden, { ...plain, source: { kind: 'xlsx', parts: plainParts() } }];
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? iconv.decode(bytes, 'windows-1252') : text;
}
