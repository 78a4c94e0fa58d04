import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadCodebook } from '../codebook/codebook.js';
import type { Database } from '../database/database.js';
import { openDuckDB } from '../database/duckdb.js';
import { recordColumns } from '../levering/columns.js';
import { compileRelease } from '../national/publish.js';
import { protectionConfig } from '../national/protect/config.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import type { Settings } from './bench.js';

export const organisations = Array.from({ length: 14 }, (_, i) => `ORG${String(i).padStart(2, '0')}`);

/** What incidents in the store cost: filling it, and a release of it, from ten thousand to the largest. */
export async function growth({ folder, largest, say }: Settings): Promise<void> {
  say('\nGrowth: incidents in the store, seconds to fill it, seconds to aggregate and protect a month');
  say('   incidents      fill   release   release per million');
  for (let incidents = 10_000; incidents <= largest; incidents *= 10) {
    const path = join(folder, 'groei.duckdb');
    await rm(path, { force: true });
    const db = await openDuckDB(path, { memoryLimit: '4GB' });
    try {
      await openStore(db);
      await syncOrganisations(db, organisations.map((code) => ({ code, sinds: '2021-07', tot: null })));
      const fill = await timed(() => filled(db, incidents));
      const release = await timed(async () => void (await compileRelease(db, { maand: '2024-06', codebook: loadCodebook(), config: protectionConfig.parse({}), p: 15 })));
      say(`${String(incidents).padStart(12)}${fill.toFixed(2).padStart(10)}${release.toFixed(2).padStart(10)}${((release * 1e6) / incidents).toFixed(2).padStart(22)}`);
    } finally {
      db.close();
    }
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** What is filled: by default the organisations above and the three years that end in June 2024. */
export interface Span {
  readonly organisations: readonly string[];
  readonly months: number;
  /** Last month. */
  readonly last: string;
}

/** One delivery an organisation over all months, with the spread of codes that incidents have. */
export async function filled(db: Database, incidents: number, span: Span = { organisations, months: 36, last: '2024-06' }): Promise<void> {
  const codes: Record<string, string[]> = {
    kanaal: ['LIVE', 'TELEFOON', 'EMAIL_APP', 'ONLINE', 'VIDEO'], locatie: ['KANTOOR', 'HUISBEZOEK', 'NVT', 'RECHTBANK'], relatie: ['OUDER', 'JEUGDIGE', 'FAMILIE', 'PARTNER', 'ONBEKEND'],
    ernst: ['1', '2', '3', '4', '9'], politie_uitkomst: ['NIET_GEVRAAGD', 'VERLEEND', 'NIET_VERLEEND'], aangifte_status: ['NEE', 'GEDAAN', 'VOORNEMEN'], nazorg: ['GEKREGEN_3D', 'NIET_AANGEBODEN', 'ONBEKEND'],
  };
  const one = (list: readonly string[], salt: string) => `[${list.map((code) => `'${code}'`).join(', ')}][1 + (hash(i, '${salt}') % ${list.length})::INTEGER]`;
  const month = (back: string): string => `strftime(DATE '${span.last}-01' - to_months(CAST(${back} AS INTEGER)), '%Y-%m')`;
  const special: Record<string, string> = {
    organisatie: `o.code`, codeboek: `'0.1'`, incident_id: `'v1.voorval.' || printf('%032d', i)`, maand: month(`hash(i, 'm') % ${span.months}`),
    vormen: `[${one(['VERB', 'BEDR', 'FYS', 'ONLN', 'DISC'], 'v')}]`, vormen2: `[]`, kanalen: `['LIVE']`, regio: `'LANDELIJK'`,
  };
  const columns = recordColumns.map(({ naam, type }) => special[naam] ?? (codes[naam] ? one(codes[naam], naam) : type === 'VARCHAR[]' ? `['-8']` : `'-8'`));
  const list = span.organisations.map((code, i) => `(${i}, '${code}')`).join(', ');
  await db.run(`INSERT INTO levering SELECT nr + 1, code, 'voorval', '2024', ${month(`${span.months} - 1`)}, '${span.last}', DATE '${span.last}-28', '0.1', 1, 'b' || code, 'i' || code, 'bench', NULL, NULL FROM (VALUES ${list}) o(nr, code)`);
  await db.run(`INSERT INTO levering_maand SELECT nr + 1, code, ${month('m')} FROM (VALUES ${list}) o(nr, code), range(${span.months}) r(m)`);
  await db.run(`INSERT INTO voorval SELECT o.nr + 1, ${columns.join(', ')} FROM range(${incidents}) r(i) JOIN (VALUES ${list}) o(nr, code) ON o.nr = (hash(i, 'o') % ${span.organisations.length})::INTEGER`);
  await db.run('CHECKPOINT');
}
