/** Several named files as one: a zip of which every byte follows from its contents. */
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { exitCodes, UserError } from '../error.js';

export type Entries = Readonly<Record<string, Uint8Array>>;

const entryName = /^[a-z0-9]+(?:[-/.][a-z0-9]+)*$/;
const mostEntries = 400;
/** Of all entries together, unpacked. */
const mostBytes = 2 ** 30;

/** The entries by name order, with one time for all; nothing of the machine enters. */
export function packEntries(entries: Entries): Uint8Array {
  // A zip holds local time: this moment reads the same in every zone.
  const mtime = new Date(1980, 0, 1);
  const files: Zippable = {};
  for (const name of Object.keys(entries).sort()) {
    if (!entryName.test(name)) throw new Error('a name that the container does not take');
    files[name] = [entries[name]!, { mtime, level: 6, os: 0, attrs: 0 }];
  }
  return zipSync(files);
}

/** The entries of a container. UserError on anything that is none, repeats a name, or unpacks to more than 1 GiB. */
export function unpackEntries(bytes: Uint8Array): Record<string, Uint8Array> {
  const damaged = () => new UserError('levering.damaged', {}, exitCodes.unreadable);
  const seen = new Set<string>();
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (!entryName.test(name) || seen.has(name) || seen.size >= mostEntries || total > mostBytes) throw damaged();
        seen.add(name);
        return true;
      },
    });
  } catch {
    throw damaged();
  }
}
