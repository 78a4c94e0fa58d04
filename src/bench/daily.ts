import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { createKey } from '../cli/workspace/keys.js';
import { openDuckDB } from '../database/duckdb.js';
import { generateSector } from '../demo/write.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import type { Settings } from './bench.js';
import { filled } from './growth.js';
import { measured } from './measured.js';
import { mappingText, organisation as sampleCode, writeExport } from './sample/export.js';

/** Start-up: `--help` against a Node that does nothing, medians of alternating runs. */
export async function helpStart({ say }: Settings): Promise<void> {
  const bin = fileURLToPath(new URL('../../bin/agressiemonitor.js', import.meta.url));
  const time = (args: string[]) => {
    const started = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - started;
  };
  const [bare, help]: [number[], number[]] = [[], []];
  for (let i = 0; i < 15; i++) {
    bare.push(time(['-e', '0']));
    help.push(time([bin, '--help']));
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const [none, full] = [median(bare), median(help)];
  say(`\nStart-up, medians of 15: node -e 0 ${none.toFixed(0)} ms, --help ${full.toFixed(0)} ms, ratio ${(full / none).toFixed(2)} (limit 2.5)`);
}

/** The month's job: the demo sector, and ten years of twenty organisations. */
export async function monthRuns(settings: Settings): Promise<void> {
  await demoMonth(settings);
  await tenYears(settings);
}

/** The demo sector: everything at once, and a month's new files on a store that has the rest. */
async function demoMonth({ folder, say }: Settings): Promise<void> {
  const workspace = join(folder, 'demo');
  const seed = 2024;
  const lay = async (deliveredUntil: string) => {
    const started = performance.now();
    const sector = await generateSector({ folder: workspace, seed, deliveredUntil });
    const organisaties = Object.fromEntries(sector.organisaties.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }]));
    await writeFile(join(workspace, 'monitor.yaml'), stringify({ organisaties }));
    for (const { code } of sector.organisaties) await createKey(workspace, code, createHash('sha256').update(code).digest());
    return { seconds: (performance.now() - started) / 1000, files: sector.files.length };
  };
  const before = await lay('2024-06-30');
  const all = await measured('command', ['run', '2024-05', '--workspace', workspace]);
  const after = await lay('2024-07-17');
  const month = await measured('command', ['run', '2024-06', '--workspace', workspace]);
  const again = await measured('command', ['run', '2024-06', '--workspace', workspace]);
  say(`\nThe demo sector (14 organisations, 36 months)`);
  say(`  writing ${before.files} files            ${before.seconds.toFixed(1)} s`);
  say(`  run on an empty store         ${all.seconds.toFixed(1)} s (cpu ${all.cpu.toFixed(1)}; with the writing under 60)`);
  say(`  run with ${after.files - before.files} new files         ${month.seconds.toFixed(1)} s (cpu ${month.cpu.toFixed(1)}; under 10)`);
  say(`  run with nothing new          ${again.seconds.toFixed(1)} s`);
}

/** The month's job on ten years of twenty organisations: the store is filled at once, the last month comes in as twenty exports. */
export async function tenYears({ folder, say }: Settings): Promise<void> {
  const workspace = join(folder, 'tien-jaar');
  const codes = Array.from({ length: 20 }, (_, i) => `ORG${String(i).padStart(2, '0')}`);
  const incidents = 240_000;
  await mkdir(join(workspace, 'mappings'), { recursive: true });
  await writeFile(join(workspace, 'monitor.yaml'), stringify({ organisaties: Object.fromEntries(codes.map((code) => [code, { sinds: '2014-07' }])) }));
  const db = await openDuckDB(join(workspace, 'store.duckdb'));
  try {
    await openStore(db);
    await syncOrganisations(db, codes.map((code) => ({ code, sinds: '2014-07', tot: null })));
    await filled(db, incidents, { organisations: codes, months: 119, last: '2024-05' });
    await db.run(`INSERT INTO levering VALUES (1000, '${codes[0]!}', 'noemer', '2024', '2014-07', '2024-06', DATE '2024-05-28', '0.1', 0, 'n', 'n', 'bench', NULL, NULL)`);
    await db.run(`INSERT INTO noemer BY NAME SELECT 1000 AS levering_id, o.code AS organisatie, strftime(m, '%Y-%m') AS periode, periode AS van_maand, periode AS tot_maand, 200 + 20 * o.nr AS fte_jb, 30 AS fte_jr
      FROM (VALUES ${codes.map((code, i) => `(${i}, '${code}')`).join(', ')}) o(nr, code), generate_series(DATE '2014-07-01', DATE '2024-06-01', INTERVAL 1 MONTH) g(m)`);
  } finally {
    db.close();
  }
  for (const [i, code] of codes.entries()) {
    await createKey(workspace, code, createHash('sha256').update(code).digest());
    await writeFile(join(workspace, 'mappings', `${code}.yaml`), mappingText().replace(sampleCode, code));
    const year = join(folder, `${code}.csv`);
    await writeExport(year, { rows: 1_300, seed: i + 1, quotes: 'minimal' });
    const [head, ...lines] = (await readFile(year, 'utf8')).split('\n');
    await mkdir(join(workspace, 'inbox', code), { recursive: true });
    await writeFile(join(workspace, 'inbox', code, 'meldingen_2024-06_geleverd-2024-07-05.csv'), [head, ...lines.filter((line) => /;\d\d-06-2024;/.test(line) && line.split('"').length % 2 === 1), ''].join('\n'));
  }
  const month = await measured('command', ['run', '2024-06', '--workspace', workspace]);
  if (month.code > 1) throw new Error(`bench: run ended with ${month.code}`);
  say(`\nThe month's run on 20 organisations x 10 years (${incidents} incidents in the store, 20 new exports)`);
  say(`  run                           ${month.seconds.toFixed(1)} s (cpu ${month.cpu.toFixed(1)}; under 20)`);
}
