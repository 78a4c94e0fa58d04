/** An organisation's keys for labels: a record key that never rotates, and a random secret for each year of incidents. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../error.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { deriveKey, type LabelKey } from '../../organisation/pseudonymise/pseudonym.js';
import { places } from './workspace.js';

const firstYear = 2000;
const lastYear = 2049;

/** What is known of a year: its secret, or when and as which key it was destroyed. */
export type YearSecret = { jaar: number; geheim: Uint8Array } | { jaar: number; vernietigd: string; sleutel: string };

/** The organisation's record key of 32 bytes, from keys/<organisation>.key: what hangs on it is drawn once and for all. */
export async function readKey(folder: string, organisation: string): Promise<Uint8Array> {
  const text = await readKeyFile(folder, organisation, `${organisation}.key`);
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw damaged(`${organisation}.key`);
  return new Uint8Array(Buffer.from(text.trim(), 'hex'));
}

/** Keys for the labels of incidents, by year. Asking for a year that was destroyed is a UserError. */
export async function readLabelKey(folder: string, organisation: string): Promise<LabelKey> {
  await readKey(folder, organisation);
  const years = new Map((await readYears(folder, organisation)).map((one) => [one.jaar, one]));
  return (kind, year) => {
    const found = years.get(year);
    if (found === undefined) throw new UserError('levering.key.noYear', { organisation, year, first: firstYear, last: lastYear });
    if ('vernietigd' in found) throw new UserError('levering.key.destroyed', { organisation, year, day: found.vernietigd });
    return deriveKey(found.geheim, organisation, kind, year);
  };
}

/** The secrets of keys/<organisation>.jaren, by year. */
export async function readYears(folder: string, organisation: string): Promise<YearSecret[]> {
  const name = `${organisation}.jaren`;
  const lines = (await readKeyFile(folder, organisation, name)).split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, jaar, geheim, vernietigd, sleutel] = /^(\d{4}) (?:([0-9a-f]{64})|vernietigd (\d{4}-\d{2}-\d{2}) (\S+))$/.exec(line) ?? [];
    if (jaar === undefined) throw damaged(name);
    return geheim !== undefined
      ? { jaar: Number(jaar), geheim: new Uint8Array(Buffer.from(geheim, 'hex')) }
      : { jaar: Number(jaar), vernietigd: vernietigd!, sleutel: sleutel! };
  });
}

/** Writes all years anew, readable by the owner only. */
export async function writeYears(folder: string, organisation: string, years: readonly YearSecret[]): Promise<void> {
  await writeFileAtomic(join(folder, places.keys, `${organisation}.jaren`), yearLines(years), 0o600);
}

/** Public name of a year's secret: tells two secrets apart and gives nothing of them away. */
export function yearKeyId(secret: Uint8Array, organisation: string, year: number): string {
  const digest = createHash('sha256').update(`agressiemonitor sleutelnaam ${organisation} ${year} `).update(secret).digest('hex');
  return `v1.voorval.${year}.${digest.slice(0, 16)}`;
}

/**
 * Makes the record key and the secrets of all years, readable by their owner only; an existing file is never touched.
 * Gives whether one was made. Given bytes are for invented organisations: all secrets then follow from them.
 */
export async function createKey(folder: string, organisation: string, bytes?: Uint8Array): Promise<boolean> {
  await mkdir(join(folder, places.keys), { recursive: true, mode: 0o700 });
  const record = await layKeyFile(folder, `${organisation}.key`, `${Buffer.from(bytes ?? randomBytes(32)).toString('hex')}\n`);
  const secret = (year: number) => (bytes ? new Uint8Array(hkdfSync('sha256', bytes, new Uint8Array(0), `jaar ${year}`, 32)) : randomBytes(32));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => ({ jaar: firstYear + i, geheim: secret(firstYear + i) }));
  const yearly = await layKeyFile(folder, `${organisation}.jaren`, yearLines(years));
  return record || yearly;
}

/** Writes a key file that is not there yet, for its owner only. Gives whether it was written. */
export async function layKeyFile(folder: string, name: string, text: string): Promise<boolean> {
  await mkdir(join(folder, places.keys), { recursive: true, mode: 0o700 });
  try {
    const file = await open(join(folder, places.keys, name), 'wx', 0o600);
    await file.writeFile(text);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readKeyFile(folder: string, organisation: string, name: string): Promise<string> {
  const text = await readFile(join(folder, places.keys, name), 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('cli.key.missing', { organisation, place: `${places.keys}/${name}` });
  return text;
}

function damaged(name: string): UserError {
  return new UserError('cli.key.damaged', { place: `${places.keys}/${name}` });
}

function yearLines(years: readonly YearSecret[]): string {
  const line = (one: YearSecret) => ('geheim' in one ? `${one.jaar} ${Buffer.from(one.geheim).toString('hex')}` : `${one.jaar} vernietigd ${one.vernietigd} ${one.sleutel}`);
  return `${[...years].sort((a, b) => a.jaar - b.jaar).map(line).join('\n')}\n`;
}
