/** The example of the manual, worked by the program itself in a folder that is gone afterwards. */
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lang } from '../../i18n/message.js';
import { answered, printed, type Typed } from './terminal.js';

export interface Screen {
  command: string;
  text: string;
}

const names = ['init', 'propose', 'question', 'file', 'mappingCheck', 'check', 'repaired', 'changed', 'keys', 'inspect', 'prepare'] as const;
export type Screens = Record<(typeof names)[number], Screen>;

const organisation = 'LINDEVELD';
const today = '2024-07-05';
const down = '\u001b[B';

/** Runs every step of the manual on the example export and gives what each prints. Keys are left out of it. */
export async function workExample(lang: Lang): Promise<Screens> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'handleiding-')));
  try {
    return await steps(folder, lang);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function steps(folder: string, lang: Lang): Promise<Screens> {
  const cwd = join(folder, 'werkmap');
  const association = join(folder, 'vereniging');
  const step: Typed = { cwd, lang, today };
  const file = 'meldingen_2024-06.csv';
  const source = await readFile(new URL('./voorbeeld.csv', import.meta.url), 'utf8');
  await Promise.all([mkdir(cwd), mkdir(association)]);
  const run = async (...argv: string[]): Promise<Screen> => ({ command: command(argv), text: masked(await printed(argv, step), folder) });

  await printed(['init', association], { ...step, cwd: folder });
  const recipient = /age1[0-9a-z]+/.exec(await printed(['key', 'create', '--receiver'], { ...step, cwd: association }))?.[0] ?? '';
  const init = { command: command(['init', 'werkmap']), text: masked(await printed(['init', 'werkmap'], { ...step, cwd: folder }), folder) };
  await writeFile(join(cwd, 'monitor.yaml'), `organisaties:\n  ${organisation}: { naam: Lindeveld, sinds: "2024-01" }\n`);
  await writeFile(join(cwd, file), source);

  const propose = await run('mapping', 'propose', file, '-o', organisation);
  await rm(join(cwd, 'mappings', `${organisation}.yaml`));
  const asked = await answered(['mapping', 'propose', file, '-o', organisation], ['datasteward\r', `${down.repeat(10)}\r`], step);
  const mapping = await readFile(join(cwd, 'mappings', `${organisation}.yaml`), 'utf8');
  const mappingCheck = await run('mapping', 'check', `mappings/${organisation}.yaml`);
  const check = await run('check', file, '-o', organisation);
  await writeFile(join(cwd, file), repair(source));
  const repaired = await run('check', file, '-o', organisation);
  await writeFile(join(cwd, 'meldingen_2024-07.csv'), repair(source).replace('Waar vond het plaats?', 'Waar gebeurde het?').replaceAll('-06-2024', '-07-2024'));
  const changed = await run('check', 'meldingen_2024-07.csv', '-o', organisation);
  const keys = await run('key', 'create', '-o', organisation);
  await writeFile(join(cwd, 'keys', 'ontvanger.txt'), `${recipient}\n`);
  const inspect = await run('prepare', file, '-o', organisation, '--inspect');
  const prepare = await run('prepare', file, '-o', organisation);
  return {
    init, propose,
    question: { command: '', text: asked.at(-1) ?? '' },
    file: { command: `mappings/${organisation}.yaml`, text: mapping },
    mappingCheck, check, repaired, changed, keys, inspect, prepare,
  };
}

/** What a steward repairs in the source: the date that does not exist, the empty cell, the channel that cannot be. */
function repair(source: string): string {
  return source
    .replace('31-06-2024', '01-06-2024')
    .split('\n')
    .map((line) => (/Fysiek geweld;(?:Telefonisch|E-mail\/WhatsApp|Social media);/.test(line) ? line.replace('Fysiek geweld', 'Bedreiging') : line.replace(/(Telefonisch|Kantoor|Huisbezoek|E-mail\/WhatsApp|Social media);;/, '$1;Ouder;')))
    .join('\n');
}

function command(argv: readonly string[]): string {
  return ['agressiemonitor', ...argv].join(' ');
}

/** Without the place of this example and without keys, which differ from machine to machine. */
function masked(text: string, folder: string): string {
  return text.replaceAll(folder, '…').replace(/ed25519-[0-9a-f]{8,}/g, 'ed25519-…').replace(/age1[0-9a-z]{20,}/g, 'age1…').replace(/…[\\/]/g, '');
}
