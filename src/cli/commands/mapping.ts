import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import { exitCodes, UserError } from '../../error.js';
import { message } from '../../i18n/message.js';
import { parseMapping } from '../../organisation/map/load.js';
import { mappingJsonSchema } from '../../organisation/map/mapping.js';
import type { Io } from '../io.js';

/** Checks a mapping against its schema and the codebook. */
export async function checkMappingFile(file: string, io: Io): Promise<number> {
  const text = await readFile(resolve(io.cwd(), file), 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError('cli.file.missing', { file: basename(file) });
  const mapping = parseMapping(text, basename(file), loadCodebook(), io.lang);
  io.out(message(io.lang, 'cli.mapping.fine', { file: basename(file), fields: Object.keys(mapping.velden).length, version: mapping.versie }));
  return exitCodes.done;
}

/** Prints the JSON Schema of a mapping. */
export async function mappingSchemaCommand(io: Io): Promise<number> {
  io.out(`${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
  return exitCodes.done;
}
