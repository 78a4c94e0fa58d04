import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './bench.js';
import { best, type Measure, measured } from './measured.js';
import { delivered, mappingText, organisation, period, writeExport, writeIrregular } from './sample/export.js';

/**
 * A large export through read, map, validate and pseudonymise into the store, against the time in which DuckDB itself
 * loads the same file as text into a database file; and an irregular one in rows a second.
 */
export async function exportFiles({ folder, rows, say }: Settings): Promise<void> {
  const regular = join(folder, 'regelmatig.csv');
  const irregular = join(folder, 'onregelmatig.csv');
  await writeExport(regular, { rows, seed: 1, quotes: 'minimal' });
  const [load, take] = (await best(3, [() => loaded(folder, regular), () => taken(folder, regular)])) as [Measure, Measure];
  say(`\nA regular CSV of ${rows} rows x 20 columns, best of 3 alternating runs`);
  say('                                seconds   cpu s      MB');
  say(`  DuckDB loads it as text    ${line(load)}`);
  say(`  the program takes it in    ${line(take)}`);
  say(`  ratio ${(take.seconds / load.seconds).toFixed(2)} on the clock, ${(take.cpu / load.cpu).toFixed(2)} of the processors (limit 1.8); memory ${take.memory < 2048 ? 'below' : 'OVER'} 2048 MB`);

  const some = Math.min(rows, 200_000);
  const small = join(folder, 'deel.csv');
  await writeExport(small, { rows: some, seed: 2, quotes: 'minimal' });
  await writeIrregular(small, irregular, 5_000);
  const [patient] = (await best(2, [() => taken(folder, irregular)])) as [Measure];
  say(`\nAn irregular file (Windows-1252, title lines, stray quotes) of ${some} rows`);
  say(`  the program takes it in    ${line(patient)}`);
  say(`  ${Math.round(some / patient.seconds)} rows a second (at least 50000), ${Math.round(some / patient.cpu)} a second of processor time`);
}

function line({ seconds, cpu, memory }: Measure): string {
  return `${seconds.toFixed(2).padStart(10)}${cpu.toFixed(2).padStart(8)}${memory.toFixed(0).padStart(8)}`;
}

async function loaded(folder: string, csv: string): Promise<Measure> {
  const database = join(folder, 'tekst.duckdb');
  await rm(database, { force: true });
  return measured('load', [csv, database]);
}

/** The whole way of an analyst: a workspace with an empty store, and `ingest`. */
async function taken(folder: string, csv: string): Promise<Measure> {
  const workspace = join(folder, 'werkmap');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(join(workspace, 'mappings'), { recursive: true });
  await writeFile(join(workspace, 'monitor.yaml'), `organisaties: { ${organisation}: { sinds: 2023-01 } }\n`);
  await writeFile(join(workspace, 'mappings', `${organisation}.yaml`), mappingText());
  await measured('command', ['init', workspace]);
  const measure = await measured('command', ['ingest', csv, '--organisation', organisation, '--period', period, '--delivered', delivered, '--workspace', workspace]);
  if (measure.code > 1) throw new Error(`bench: ingest ended with ${measure.code}`);
  return measure;
}
