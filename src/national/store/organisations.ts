/** The agreement: which organisations deliver, from and to which month. */
import type { Database } from '../../database/database.js';
import { exitCodes, UserError } from '../../error.js';
import { isMonth } from '../../levering/period.js';

export interface Agreement {
  code: string;
  /** First month, 'YYYY-MM'. */
  sinds: string;
  /** Last month; null while it runs. */
  tot: string | null;
}

/**
 * Makes the store's agreement equal to the configuration's. An organisation that has disappeared from it, or a month
 * outside its agreement, no longer counts anywhere; what it delivered stays until it is purged.
 */
export async function syncOrganisations(db: Database, agreements: readonly Agreement[]): Promise<void> {
  for (const { code, sinds, tot } of agreements) {
    if (!isMonth(sinds) || (tot !== null && (!isMonth(tot) || tot < sinds))) {
      throw new UserError('store.badAgreement', { organisation: code }, exitCodes.usage);
    }
  }
  const wanted = [...agreements].sort((a, b) => (a.code < b.code ? -1 : 1));
  const current = await db.rows<Agreement>('SELECT code, sinds, tot FROM organisatie ORDER BY code');
  if (JSON.stringify(current) === JSON.stringify(wanted.map(({ code, sinds, tot }) => ({ code, sinds, tot })))) return;
  await db.transaction(async () => {
    await db.run('DELETE FROM organisatie WHERE NOT list_contains($codes, code)', { codes: wanted.map(({ code }) => code) });
    for (const { code, sinds, tot } of wanted) {
      await db.run(
        'INSERT INTO organisatie VALUES ($code, $sinds, $tot) ON CONFLICT (code) DO UPDATE SET sinds = excluded.sinds, tot = excluded.tot',
        { code, sinds, tot },
      );
    }
  });
}

/** The agreement of an organisation; UserError when there is none. */
export async function agreementOf(db: Database, organisation: string): Promise<Agreement> {
  const [agreement] = await db.rows<Agreement>('SELECT code, sinds, tot FROM organisatie WHERE code = $organisation', { organisation });
  if (!agreement) throw new UserError('store.unknownOrganisation', { organisation }, exitCodes.usage);
  return agreement;
}

/** UserError when a month of the period lies outside the agreement of the organisation. */
export async function requireAgreement(db: Database, organisation: string, vanMaand: string, totMaand: string): Promise<void> {
  const { sinds, tot } = await agreementOf(db, organisation);
  if (vanMaand >= sinds && (tot === null || totMaand <= tot)) return;
  throw new UserError('store.outsideAgreement', { organisation, from: vanMaand, to: totMaand, since: sinds, until: tot ?? '…' }, exitCodes.usage);
}
