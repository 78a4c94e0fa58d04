/** What is killed: a command on a workspace that lies ready for it. */
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createKey } from '../../cli/workspace/keys.js';
import { createSecret } from '../../cli/workspace/secret.js';
import { places } from '../../cli/workspace/workspace.js';
import { generateSector } from '../../demo/write.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { finished } from './process.js';

export interface Scene {
  name: string;
  /** Lays the workspace as it is before the command. */
  lay(folder: string): Promise<void>;
  /** The command on that workspace. */
  args(folder: string): Promise<string[]>;
  /** Whether the store may also stand between two files; otherwise it is as before or as after. */
  stepwise: boolean;
}

const organisations = ['VEERHAVEN', 'MERELHOF', 'RIETOEVER'];
const month = '2024-06';

export const scenes: readonly Scene[] = [
  {
    name: 'ingest',
    lay,
    stepwise: true,
    args: async (folder) => {
      const inbox = join(folder, places.inbox, organisations[0]!);
      const files = (await readdir(inbox)).sort().map((name) => join(inbox, name));
      return ['ingest', ...files, '-o', organisations[0]!, '-w', folder];
    },
  },
  { name: 'run', lay, stepwise: true, args: async (folder) => ['run', month, '-w', folder] },
  {
    name: 'purge',
    stepwise: false,
    lay: async (folder) => {
      await lay(folder);
      const ran = await finished(['run', month, '-w', folder]);
      if (ran.code !== 0) throw new Error(`the run before the purge ended with ${ran.code}: ${ran.stderr}`);
    },
    args: async (folder) => ['purge', '--organisation', organisations[0]!, '--yes', '-w', folder],
  },
];

/** Three organisations with a month's files, their keys and settings. */
async function lay(folder: string): Promise<void> {
  const sector = await generateSector({ folder, seed: 11, scale: 0.05, months: 1 });
  const kept = sector.organisaties.filter(({ code }) => organisations.includes(code));
  for (const { code } of sector.organisaties) if (!organisations.includes(code)) await rm(join(folder, places.inbox, code), { recursive: true, force: true });
  const agreed = kept.map(({ code, naam, sinds, tot }) => [code, { naam, sinds, tot }] as const);
  await writeFileAtomic(join(folder, places.config), stringify({ organisaties: Object.fromEntries(agreed) }));
  for (const { code } of kept) await createKey(folder, code, createHash('sha256').update(code).digest());
  await createSecret(folder, createHash('sha256').update('bescherming').digest());
}
