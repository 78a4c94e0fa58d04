import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { generateSector } from '../../demo/write.js';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { message } from '../../i18n/message.js';
import { signingKeyOf } from '../../files/signature.js';
import type { Io } from '../io.js';
import { associationKey } from '../receipts/association-key.js';
import { createKey } from '../workspace/keys.js';
import { createSecret } from '../workspace/secret.js';
import { places } from '../workspace/workspace.js';
import { run } from './run.js';

/** Says that a folder was made by the demo and may be made anew. */
const mark = '.demo';
const month = '2024-06';

/** Makes an invented sector and does the whole month's job on it. */
export async function demo(folder: string | undefined, options: { seed?: number; scale?: number; months?: number }, io: Io): Promise<number> {
  const started = performance.now();
  const root = folder === undefined ? fileURLToPath(new URL('../../../reports/out/demo', import.meta.url)) : resolve(io.cwd(), folder);
  const seed = options.seed ?? 2024;
  if (existsSync(root) && readdirSync(root).length > 0) {
    if (!existsSync(join(root, mark))) throw new UserError('cli.demo.notEmpty', { folder: root });
    await rm(root, { recursive: true, force: true });
  }
  await writeFileAtomic(join(root, mark), `${seed}\n`);
  const sector = await generateSector({ folder: root, seed, ...(options.scale ? { scale: options.scale } : {}), ...(options.months ? { months: options.months } : {}) });
  const organisations = Object.fromEntries(sector.organisaties.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }]));
  await writeFileAtomic(join(root, places.config), stringify({ naam: 'Agressiemonitor (demo, verzonnen cijfers)', codeboek: '0.1', organisaties: organisations }));
  for (const { code } of sector.organisaties) await createKey(root, code, demoKey(seed, code));
  await createSecret(root, demoKey(seed, 'bescherming'));
  await associationKey(root, signingKeyOf(demoKey(seed, '')));
  io.out(message(io.lang, 'cli.demo.made', { organisations: sector.organisaties.length, files: sector.files.length, seed }));
  const code = await run(month, { workspace: root }, io);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  io.out(message(io.lang, 'cli.demo.done', { report: join(root, places.reports, month, `monthly.${io.lang}.html`), seconds, folder: root }));
  return code;
}

/** Keys of invented organisations hang on the seed, so that two demos are the same to the byte. */
function demoKey(seed: number, organisation: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`agressiemonitor demo ${seed} ${organisation}`).digest());
}
