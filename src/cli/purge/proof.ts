/** The proof of a purge: what went, how much there was before and after, and the hash of the store on both sides. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../database/database.js';
import { writeFileAtomic } from '../../files/atomic.js';
import { signBytes } from '../../files/signature.js';
import { pastPurges, type PastPurge, type PurgePlan } from '../../national/store/purge.js';
import { removeSnapshots } from '../guard/snapshot.js';
import { places, type Workspace } from '../workspace/workspace.js';

export const proofFormat = 'agressiemonitor-wisbewijs/1';

export interface PurgeProof {
  formaat: typeof proofFormat;
  monitor: string;
  nummer: number;
  op: string;
  reden: 'bewaartermijn' | 'verzoek';
  organisatie: string | null;
  van_maand: string | null;
  tot_maand: string | null;
  tabellen: { tabel: string; voor: number; na: number }[];
  /** Deliveries that lost rows, by number, and their slices. */
  leveringen: number[];
  delen: number;
  inhoud_voor_sha256: string;
  inhoud_na_sha256: string;
}

export interface ProofFacts {
  nummer: number;
  op: string;
  before: string;
  after: string;
}

/** The signed proof as the text of its file. */
export function composeProof(plan: PurgePlan, { nummer, op, before, after }: ProofFacts, monitor: string, privateKey: string): string {
  const { reden, organisatie, vanMaand, totMaand } = plan.choice;
  const bewijs: PurgeProof = {
    formaat: proofFormat, monitor, nummer, op, reden, organisatie, van_maand: vanMaand, tot_maand: totMaand,
    tabellen: plan.tabellen,
    leveringen: [...new Set(plan.delen.map(({ levering_id }) => levering_id))],
    delen: plan.delen.filter(({ maand }) => maand !== null).length,
    inhoud_voor_sha256: before,
    inhoud_na_sha256: after,
  };
  const handtekening = signBytes(privateKey, new TextEncoder().encode(JSON.stringify(bewijs)));
  return `${JSON.stringify({ bewijs, handtekening }, null, 1)}\n`;
}

export function proofPlace({ wissing_id, op }: Pick<PastPurge, 'wissing_id' | 'op'>): string {
  return `${places.proofs}/wissing-${wissing_id}_${op}.json`;
}

/** Lays down the proofs that are not there: of a purge that was interrupted after the store had changed. Gives all purges. */
export async function layProofs(db: Database, workspace: Workspace): Promise<PastPurge[]> {
  const purges = await pastPurges(db);
  for (const purge of purges) {
    const path = join(workspace.folder, ...proofPlace(purge).split('/'));
    if (existsSync(path)) continue;
    await removeSnapshots(workspace.folder);
    await writeFileAtomic(path, purge.bewijs);
  }
  return purges;
}
