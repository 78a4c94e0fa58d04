/** The release is the same to the byte whatever the country, clock, number of threads and order in which files came. */
import { cp, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { loadCodebook } from '../codebook/codebook.js';
import { openDuckDB } from '../database/duckdb.js';
import { openStore } from '../national/store/open.js';
import { syncOrganisations } from '../national/store/organisations.js';
import { hashes, ownFolder, run } from './binary.test-support.js';
import { takeInbox } from './intake/take-inbox.js';
import { terminalIo } from './io.js';
import { makeRelease } from './make-release.js';
import { laySector } from './sector.test-support.js';
import { requireWorkspace } from './workspace/workspace.js';

const folder = await ownFolder('bytes');
const base = join(folder, 'base');
const month = '2024-06';
let wanted: Record<string, string>;

/** Every file but released.duckdb, whose content is fixed by its hash in the manifest. */
async function released(place: string): Promise<Record<string, string>> {
  const release = join(place, 'releases', `${month}-1`);
  const manifest = JSON.parse(await readFile(join(release, 'manifest.json'), 'utf8')) as { released_duckdb: string };
  const { 'released.duckdb': _, ...files } = await hashes(release);
  return { ...files, content: manifest.released_duckdb };
}

async function copy(name: string): Promise<string> {
  const place = join(folder, name);
  await cp(base, place, { recursive: true });
  return place;
}

beforeAll(async () => {
  await laySector({ folder: base, seed: 5, scale: 0.1, months: 2, only: ['VEERHAVEN', 'MERELHOF', 'RIETOEVER', 'DUINRAND'] });
  const place = await copy('plain');
  const ran = await run(['run', month, '-w', place], { env: { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' } });
  if (ran.code !== 0) throw new Error(`the run ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  wanted = await released(place);
  expect(wanted['content']).toMatch(/^[0-9a-f]{64}$/);
}, 120_000);

test.for([
  ['turkish, before the date line', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' }],
  ['arabic, half an hour off', { LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8', LC_NUMERIC: 'de_DE.UTF-8', TZ: 'America/St_Johns', UV_THREADPOOL_SIZE: '1' }],
  ['dutch, with a summer time', { LANG: 'nl_NL.UTF-8', LC_ALL: 'nl_NL.UTF-8', TZ: 'Europe/Amsterdam', AGRESSIEMONITOR_TAAL: 'en' }],
] as const)('in another country: %s', { timeout: 120_000 }, async ([name, env]) => {
  const place = await copy(name.split(',')[0]!);
  const ran = await run(['run', month, '-w', place], { env });
  expect(ran.code, ran.stderr).toBe(0);
  expect(await released(place)).toEqual(wanted);
});

test.for([1, 2, 4])('with %i threads', { timeout: 120_000 }, async (threads) => {
  const place = await copy(`threads-${threads}`);
  const io = { ...terminalIo('nl'), out: () => undefined, err: () => undefined, stderr: Object.assign(new PassThrough(), { isTTY: false }) };
  const workspace = await requireWorkspace(place, io);
  const codebook = loadCodebook(workspace.config.codeboek);
  const db = await openDuckDB(join(place, 'store.duckdb'), { threads });
  try {
    await openStore(db);
    await syncOrganisations(db, Object.entries(workspace.config.organisaties).map(([code, { sinds, tot }]) => ({ code, sinds, tot })));
    const { taken } = await takeInbox(db, { workspace, codebook, io });
    expect(taken.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(await db.rows(`SELECT current_setting('threads') AS threads`)).toEqual([{ threads }]);
    await makeRelease(db, workspace, month, codebook);
  } finally {
    db.close();
  }
  expect(await released(place)).toEqual(wanted);
});

test('with files that have other names and come in another order', { timeout: 120_000 }, async () => {
  const place = await copy('renamed');
  const inbox = join(place, 'inbox');
  for (const organisation of await readdir(inbox)) {
    const names = (await readdir(join(inbox, organisation))).sort();
    for (const [at, name] of names.entries()) {
      const [, stem, extension] = /^(.*)(\.\w+)$/.exec(name)!;
      await rename(join(inbox, organisation, name), join(inbox, organisation, `${stem} ${String(names.length - at).padStart(3, '0')}${extension}`));
    }
  }
  // Organisations last to first, files last to first; what remains is taken by the run.
  for (const organisation of (await readdir(inbox)).filter((name) => name !== 'landelijk').sort().reverse()) {
    const paths = (await readdir(join(inbox, organisation))).sort().reverse().map((name) => join(inbox, organisation, name));
    const taken = await run(['ingest', ...paths, '-o', organisation, '-w', place]);
    expect(taken.code, taken.stdout + taken.stderr).toBe(0);
  }
  const ran = await run(['run', month, '-w', place]);
  expect(ran.code, ran.stderr).toBe(0);
  expect(await released(place)).toEqual(wanted);
});
