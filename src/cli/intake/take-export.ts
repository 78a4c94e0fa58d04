import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Codebook } from '../../codebook/schema.js';
import { codebookVersions } from '../../codebook/codebook.js';
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { parsePeriod } from '../../levering/period.js';
import { ingestLevering, knownDelivery } from '../../national/store/ingest.js';
import type { Mapping } from '../../organisation/map/mapping.js';
import { type JudgedExport, judgeExport } from '../../organisation/prepare.js';
import { type Verdict, verdicts } from '../../organisation/validate/verdict.js';

export interface ExportFile {
  path: string;
  organisation: string;
  period: string;
  delivered: string;
  mapping: Mapping;
}

export interface Taken {
  outcome: 'new' | 'herlevering' | 'unchanged';
  period: string;
  counts: Record<Verdict, number>;
  incidents: number;
  replaced: string[];
}

const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;

/**
 * Prepares an export in a private database beside the store and ingests what may pass the wall. A file that the store
 * already has is not read again.
 */
export async function takeExport(store: Database, file: ExportFile, codebook: Codebook, masterKey: Uint8Array): Promise<Taken> {
  const period = parsePeriod(file.period);
  const identity = {
    organisatie: file.organisation,
    periode: period.periode,
    bestandSha256: await fileSha256(file.path),
    koppelingVersie: file.mapping.versie,
    codeboek: codebook.versie,
  };
  if ((await knownDelivery(store, identity)) !== null) return { outcome: 'unchanged', period: period.periode, counts: none, incidents: 0, replaced: [] };

  const home = (await store.rows<{ name: string }>('SELECT current_catalog() AS name'))[0]!.name;
  await store.run(`ATTACH ':memory:' AS werk; USE werk`);
  try {
    const judged = await judgeExport(store, { ...file, codebook, period, masterKey });
    if (judged.blocked) throw new UserError('cli.take.blocked', {}, exitCodes.findings);
    await store.run(`ALTER TABLE voorval DROP COLUMN nr; USE "${home}"`);
    const ingested = await ingestLevering(
      store,
      {
        manifest: {
          ...identity,
          soort: 'voorval',
          vanMaand: period.vanMaand,
          totMaand: period.totMaand,
          geleverd: file.delivered,
          bronsysteem: file.mapping.bronsysteem,
          aantallen: judged.counts,
          incidenten: judged.incidents,
          medewerkers: judged.affected,
          bevindingen: findingCounts(judged),
        },
        relations: { voorval: 'werk.voorval', herhaling: 'werk.herhaling' },
      },
      codebookVersions(),
    );
    return { outcome: ingested.outcome, period: period.periode, counts: judged.counts, incidents: judged.incidents, replaced: ingested.replaced };
  } finally {
    await store.run(`USE "${home}"; DETACH werk`);
  }
}

/** How often each rule found something, by field of the codebook: headers of the file stay behind. */
function findingCounts(judged: JudgedExport) {
  const counts = new Map<string, { regel: string; veld: string | null; ernst: 'error' | 'signal' | 'info'; aantal: number }>();
  const add = (regel: string, veld: string | null, ernst: 'error' | 'signal' | 'info', aantal: number) => {
    const key = `${regel} ${veld} ${ernst}`;
    const known = counts.get(key) ?? { regel, veld, ernst, aantal: 0 };
    known.aantal += aantal;
    counts.set(key, known);
  };
  for (const { rule, field, severity, count } of judged.findings) add(rule, field, severity, count);
  for (const { rule, severity } of judged.fileFindings) add(rule, null, severity, 1);
  return [...counts.keys()].sort().map((key) => counts.get(key)!);
}

/** SHA-256 of a file's bytes, in hex. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  } catch {
    throw new UserError('cli.take.unreadable', {}, exitCodes.unreadable);
  }
  return hash.digest('hex');
}
