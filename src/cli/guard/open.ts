/** Opens the gate of a workspace: its store as a snapshot, its keys, its ledger, and what was published. */
import { join } from 'node:path';
import { loadCodebook } from '../../codebook/codebook.js';
import type { Guard } from '../../public/query/guarded/guard.js';
import { openGuard } from '../../public/query/guarded/open.js';
import { readLedger } from '../../release/ledger.js';
import { readSecret } from '../workspace/secret.js';
import { places, type Workspace } from '../workspace/workspace.js';
import { currentGuard, type Opened } from './current.js';
import { readGateKey } from './gate-key.js';
import { publishedGroups } from './published.js';
import { ensureSnapshot, storeState } from './snapshot.js';

export const ledgerFile = 'grootboek.jsonl';

/** The gate of a workspace, which follows its store. `now` gives the moment, ISO 8601; `processes` how many questions may be worked on at once. */
export async function openWorkspaceGuard(workspace: Workspace, now: () => string, processes = 1): Promise<Guard> {
  return currentGuard(() => storeState(workspace.folder), () => openOnce(workspace, now, processes));
}

async function openOnce(workspace: Workspace, now: () => string, processes: number): Promise<Opened> {
  const { folder, config } = workspace;
  const ledger = join(folder, places.research, ledgerFile);
  const [key, secret] = [await readGateKey(folder, ledger), await readSecret(folder)];
  const { minimum, organisaties, dominantie } = config.bescherming;
  const { cellen, cellenProject, personen, seconden, geheugen, rijen } = config.onderzoek;
  const rules = { minimum, organisaties, dominantie, p: secret.p, personen };
  const snapshot = await ensureSnapshot(workspace, key.recordsleutel, rules, loadCodebook(config.codeboek), now().slice(0, 10));
  const guard = await openGuard({
    snapshot: snapshot.path,
    ledger,
    secret: Buffer.from(key.ruissleutel, 'hex'),
    noise: { largest: key.ruis.grootste, variance: key.ruis.variantie, threshold: key.ruis.ondergrens, stay: key.ruis.blijft },
    rules,
    budget: { researcher: cellen, project: cellenProject },
    limits: { seconds: seconden, memory: geheugen, rows: rijen, processes, threads: 2 },
    published: [...new Set((await readLedger(join(folder, places.ledger))).releases.flatMap(({ csv }) => publishedGroups(csv)))],
    now,
  });
  return { guard, notes: snapshot.stale === undefined ? [] : [{ key: 'guard.noteStale', params: { day: snapshot.stale } }] };
}
