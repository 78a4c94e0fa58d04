/** A small snapshot of invented records for tests of the gate, and a gate on it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifier, literal } from '../../../database/database.js';
import { openDuckDB } from '../../../database/duckdb.js';
import { blank, offered, vocabulary } from './dimensions.js';
import type { Guard, Researcher } from './guard.js';
import { type GuardOptions, openGuard } from './open.js';

/** An invented record: an organisation's number, a month, and codes of some columns; forms as a list. */
export interface SampleRecord {
  readonly org: number;
  readonly maand: string;
  readonly key?: number;
  readonly vormen?: readonly string[];
  readonly [column: string]: unknown;
}

export const eva: Researcher = { name: 'eva', project: 'proef', purpose: 'test', until: '2099-12-31', verifier: '' };

export const options = (folder: string): GuardOptions => ({
  snapshot: join(folder, 'momentopname.duckdb'), ledger: join(folder, 'grootboek.jsonl'), secret: new Uint8Array(32).fill(7),
  noise: { largest: 5, variance: 3, threshold: 2, stay: 0 }, rules: { minimum: 10, organisaties: 3, dominantie: 80, p: 15, personen: 5 },
  budget: { researcher: 100_000, project: 200_000 }, limits: { seconds: 30, memory: '256MB', rows: 10_000, processes: 1, threads: 1 },
  now: () => '2026-01-01T00:00:00Z',
});

/** A whole-number generator with a seed (Park and Miller). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => ((state = (state * 48_271) % 2_147_483_647), state % below);
}

/** Records of 6 organisations over 2023 and 2024, with the codes of a few columns. */
export function sampleRecords(count: number, seed = 11): SampleRecord[] {
  const draw = seeded(seed);
  return Array.from({ length: count }, () => ({
    org: draw(6), maand: `${2023 + draw(2)}-${String(1 + draw(12)).padStart(2, '0')}`, key: draw(2_147_483_646),
    functie: ['JB', 'JB', 'JB', 'JR', 'OVERIG'][draw(5)]!, ernst: ['1', '1', '2', '2', '3', '4', '9'][draw(7)]!, kanaal: ['LIVE', 'LIVE', 'TELEFOON', 'EMAIL_APP', 'ONLINE'][draw(5)]!,
    politie_uitkomst: ['NIET_GEVRAAGD', 'NIET_GEVRAAGD', 'VERLEEND', 'NIET_VERLEEND'][draw(4)]!, vormen: [['BEDR'], ['VERB'], ['BEDR', 'VERB'], ['FYS']][draw(4)]!,
  }));
}

/** Writes a snapshot of records into a fresh folder. */
export async function sampleFolder(records: readonly SampleRecord[], organisations = 6): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'poort-'));
  const { axes, forms } = vocabulary([]);
  const db = await openDuckDB(options(folder).snapshot, { spill: false });
  const codes = [...new Set([...[...axes].flatMap(([axis, all]) => (axis === 'maand' ? [] : all)), ...forms.keys()])].sort();
  await db.run(`CREATE TYPE kode AS ENUM (${codes.map(literal).join(', ')})`);
  await db.run(`CREATE TABLE organisatie AS SELECT CAST(i AS USMALLINT) AS org, 'ORG' || i AS code FROM range(${organisations}) r(i)`);
  const flags = [...forms.values()];
  const columns = [...offered, ...flags].map((name) => `${identifier(name)} kode`);
  await db.run(`CREATE TABLE voorval (m SMALLINT, org USMALLINT, sleutel UINTEGER, gezin UTINYINT, medewerker UTINYINT, ${columns.join(', ')})`);
  const rows = records.map((record, i) => {
    const m = Number(record.maand.slice(0, 4)) * 12 + Number(record.maand.slice(5)) - 1;
    const held = [...forms].map(([code]) => literal((record.vormen ?? []).includes(code) ? 'J' : 'N'));
    const values = offered.map((name) => literal(String(record[name] ?? blank)));
    return `(${[m, record.org, record.key ?? i * 7919, record['gezin'] ?? 1, 1, ...values, ...held].join(', ')})`;
  });
  for (let from = 0; from < rows.length; from += 500) await db.run(`INSERT INTO voorval VALUES ${rows.slice(from, from + 500).join(', ')}`);
  await db.run(`CREATE TABLE voorval_vorm AS ${[...forms].map(([code, axis]) => `SELECT CAST(${literal(code)} AS kode) AS vorm, * FROM voorval WHERE ${identifier(axis)} = 'J'`).join(' UNION ALL ')}`);
  await db.run("CREATE TABLE stand AS SELECT 'proef' AS stand, min(m) AS eerste, max(m) AS laatste FROM voorval");
  await db.run("CREATE TABLE noemer AS SELECT '2024-01' AS maand, 2024 AS jaar, 500 AS fte, 400 AS fte_jb, 100 AS fte_jr, 1000 AS jeugdigen, NULL::INTEGER AS huisbezoeken");
  await db.run("CREATE TABLE codelijst AS SELECT 'ernst' AS lijst, '1' AS code, 'Licht' AS label_nl, 'Mild' AS label_en, NULL::VARCHAR AS ouder");
  db.close();
  return folder;
}

export async function sampleGuard(records: readonly SampleRecord[], change: Partial<GuardOptions> = {}): Promise<{ guard: Guard; folder: string }> {
  const folder = await sampleFolder(records);
  return { guard: await openGuard({ ...options(folder), ...change }), folder };
}
