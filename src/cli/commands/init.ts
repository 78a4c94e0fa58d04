import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCodes } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { message } from '../../i18n/message.js';
import { mappingJsonSchema } from '../../organisation/map/mapping.js';
import type { Io } from '../io.js';
import { configJsonSchema, parseConfig } from '../workspace/config.js';
import { exampleConfig, exampleIgnore, exampleMapping } from '../workspace/example.js';
import { associationKey } from '../receipts/association-key.js';
import { createKey } from '../workspace/keys.js';
import { createSecret } from '../workspace/secret.js';
import { places } from '../workspace/workspace.js';

/** Makes a workspace, or completes one: what is there already is never overwritten. */
export async function init(folder: string, io: Io): Promise<number> {
  const root = resolve(io.cwd(), folder);
  const made: string[] = [];
  const lay = async (place: string, text: string) => {
    if (existsSync(join(root, place))) return;
    await writeFileAtomic(join(root, place), text);
    made.push(place);
  };
  const fresh = !existsSync(join(root, places.config));
  await lay(places.config, exampleConfig);
  if (fresh) await lay(`${places.mappings}/VOORBEELD.yaml`, exampleMapping);
  await lay('.gitignore', exampleIgnore);
  await writeFileAtomic(join(root, '.schema', 'monitor.schema.json'), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  await writeFileAtomic(join(root, '.schema', 'koppeling.schema.json'), `${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
  const config = parseConfig(await readFile(join(root, places.config), 'utf8'), places.config, io.lang);
  for (const place of [places.mappings, places.releases, places.reports, `${places.inbox}/landelijk`]) await mkdir(join(root, place), { recursive: true });
  for (const organisation of Object.keys(config.organisaties)) {
    await mkdir(join(root, places.inbox, organisation), { recursive: true });
    if (await createKey(root, organisation)) made.push(`${places.keys}/${organisation}.key`);
  }
  if (await createSecret(root)) made.push(`${places.keys}/bescherming.json`);
  await associationKey(root);
  io.out(message(io.lang, 'cli.init.done', { folder: root, made: made.length === 0 ? '–' : made.join(', ') }));
  return exitCodes.done;
}
