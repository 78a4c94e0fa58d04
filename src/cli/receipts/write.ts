/** Writes the receipts of what was taken in: one a delivery, once and for all, with the same bytes whenever it is written. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../database/database.js';
import { writeFileAtomic } from '../../files/atomic.js';
import type { Verdict } from '../../levering/levering.js';
import { nationwide } from '../../levering/context.js';
import type { Intake } from '../intake/take-inbox.js';
import { places, type Workspace } from '../workspace/workspace.js';
import { associationKey } from './association-key.js';
import { type Receipt, receiptFormat, signReceipt } from './receipt.js';
import { receiptText } from './text.js';

interface Delivered {
  id: number;
  organisatie: string;
  soort: Receipt['soort'];
  periode: string | null;
  van_maand: string | null;
  tot_maand: string | null;
  geleverd: string;
  codeboek: string;
  koppeling_versie: number;
  bestand_sha256: string;
  inhoud_sha256: string;
  oordelen: string | null;
}

const deliveries = readFileSync(new URL('./deliveries.sql', import.meta.url), 'utf8');
/** Receipts written at a time. */
const together = 16;

/**
 * Writes the receipts that are not there yet, also of files that an interrupted run took in, and names each one in its
 * intake. Files about the whole sector come from the association itself and get none.
 */
export async function writeReceipts(db: Database, workspace: Workspace, taken: readonly Intake[]): Promise<void> {
  const received = taken.filter((one) => one.leveringId !== undefined && one.sha256 !== undefined && one.organisation !== nationwide);
  if (received.length === 0) return;
  const rows = await db.rows<Delivered>(deliveries);
  const stands = standings(rows);
  const known = new Map(rows.map((row) => [row.id, row]));
  let key: string | undefined;
  const write = async (one: Intake): Promise<void> => {
    const row = known.get(one.leveringId!);
    if (row === undefined || row.oordelen === null) return;
    const name = `${row.geleverd}_${row.soort}_${row.periode ?? row.van_maand ?? 'alles'}_${row.id}`;
    const place = `${places.receipts}/${row.organisatie}/${name}`;
    const path = join(workspace.folder, ...place.split('/'));
    one.receipt = `${place}.json`;
    if (existsSync(`${path}.json`) && existsSync(`${path}.txt`)) return;
    const receipt = receiptOf(row, one, stands.get(row.id)!, workspace.config.naam);
    const signed = signReceipt(receipt, key!);
    await writeFileAtomic(`${path}.txt`, receiptText(receipt, signed));
    await writeFileAtomic(`${path}.json`, signed);
  };
  key = await associationKey(workspace.folder);
  for (let at = 0; at < received.length; at += together) await Promise.all(received.slice(at, at + together).map(write));
}

function receiptOf(row: Delivered, one: Intake, stand: string, monitor: string): Receipt {
  const oordelen = Object.fromEntries((JSON.parse(row.oordelen!) as { oordeel: Verdict; aantal: number }[]).map(({ oordeel, aantal }) => [oordeel, aantal]));
  return {
    formaat: receiptFormat,
    monitor,
    organisatie: row.organisatie,
    soort: row.soort,
    levering: row.id,
    periode: row.periode,
    van_maand: row.van_maand,
    tot_maand: row.tot_maand,
    geleverd: row.geleverd,
    codeboek: row.codeboek,
    koppeling: row.koppeling_versie > 0 ? row.koppeling_versie : null,
    bestand_sha256: one.sha256!,
    ondertekend_met: one.signer ?? null,
    inhoud_sha256: row.inhoud_sha256,
    oordelen,
    voorvallen: row.soort === 'voorval' ? (oordelen['valid'] ?? 0) + (oordelen['signal'] ?? 0) : null,
    stand_sha256: stand,
  };
}

/** Per delivery the hash over it and all before it: a later change to any of them shows. */
export function standings(rows: readonly Omit<Delivered, 'oordelen'>[]): Map<number, string> {
  const stands = new Map<number, string>();
  let stand = '';
  for (const { id, organisatie, soort, periode, geleverd, codeboek, koppeling_versie, bestand_sha256, inhoud_sha256 } of rows) {
    stand = createHash('sha256')
      .update(JSON.stringify([stand, id, organisatie, soort, periode, geleverd, codeboek, koppeling_versie, bestand_sha256, inhoud_sha256]))
      .digest('hex');
    stands.set(id, stand);
  }
  return stands;
}

/** What the store says now of the delivery of a receipt. */
export async function standingNow(db: Database, receipt: Receipt): Promise<'same' | 'other' | 'absent'> {
  const rows = await db.rows<Delivered>(deliveries);
  const row = rows.find(({ id }) => id === receipt.levering);
  if (row === undefined) return 'absent';
  return row.organisatie === receipt.organisatie && row.inhoud_sha256 === receipt.inhoud_sha256 && standings(rows).get(row.id) === receipt.stand_sha256 ? 'same' : 'other';
}
