import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Codebook } from '../codebook/schema.js';
import type { Database } from '../database/database.js';
import { UserError } from '../error.js';
import { clearUnfinished } from '../files/atomic.js';
import { addMonths } from '../levering/period.js';
import { type Held, heldText, untilSafe } from '../national/held.js';
import { compileRelease } from '../national/publish.js';
import { revisionFigures } from '../national/figures/completeness.js';
import { causeRows, changedSlices } from '../national/difference.js';
import { latestRelease, type ListedRelease, nextReleaseFolder } from '../release/list.js';
import { certify } from '../release/audit/certificate.js';
import { readLedger } from '../release/ledger.js';
import { revisions } from '../release/revisions.js';
import { releaseTables } from '../release/tables.js';
import { writeRelease } from '../release/write.js';
import { version } from './version.js';
import { parametersHash, readSecret } from './workspace/secret.js';
import { loweredThresholds } from './workspace/config.js';
import { places, type Workspace } from './workspace/workspace.js';

export interface MadeRelease {
  /** Folder name such as 2024-06-1, and its path. */
  name: string;
  folder: string;
  id: string;
  /** Published cells, and how many of them are suppressed. */
  cells: number;
  suppressed: number;
  /** Tables, and codes of them, of which nothing new could be told safely beside what was told before: as text, empty when there were none. */
  heldBack: string;
  /** The figures equal those of the newest release, which was kept. */
  same: boolean;
}

/**
 * Aggregates and protects what the store holds, and writes it as a draft release of a month or of a calendar year. A UserError
 * when no organisation has reported anything up to then, or when there is nothing to correct for the reason given. The caller
 * has the store open for writing, and so is the only one here.
 */
export async function makeRelease(db: Database, workspace: Workspace, of: string, codebook: Codebook, correction?: string): Promise<MadeRelease> {
  const { made } = await untilSafe((held) => attemptedRelease(held, db, workspace, of, codebook, correction));
  return made;
}

async function attemptedRelease(held: Held, db: Database, workspace: Workspace, of: string, codebook: Codebook, correction: string | undefined): Promise<MadeRelease> {
  const year = of.length === 4 ? of : undefined;
  const month = year ? `${year}-12` : of;
  await requireDeliveries(db, month, year);
  const secret = await readSecret(workspace.folder);
  const ledger = await readLedger(join(workspace.folder, places.ledger));
  const compiled = await compileRelease(db, { maand: month, scope: year ? 'jaar' : 'maand', gepubliceerd: ledger.releases, achter: held, codebook, config: workspace.config.bescherming, p: secret.p, genoemd: Object.entries(workspace.config.organisaties).flatMap(([code, { noemen }]) => (noemen ? [code] : [])) });
  const { layout, truth, protection, ...figures } = compiled;
  const root = join(workspace.folder, places.releases);
  await clearUnfinished(root);
  const previous = await latestRelease(root, of);
  if (correction !== undefined && !previous) throw new UserError('correct.nothing', { month: of });
  const before = await latestRelease(root, year ? String(Number(year) - 1) : addMonths(month, -1));
  const folder = await nextReleaseFolder(root, of);
  const lowered = loweredThresholds(workspace.config);
  const deliveries = await db.rows<{ hash: string }>(`SELECT DISTINCT inhoud_sha256 AS hash FROM levering
    WHERE levering_id NOT IN (SELECT levering_id FROM gewist) OR levering_id IN (SELECT levering_id FROM levering_maand) ORDER BY hash`);
  const [purged] = await db.rows<{ van: string | null; tot: string | null }>('SELECT min(maand) AS van, max(maand) AS tot FROM gewist WHERE maand <= $month', { month });
  const parameters = parametersHash(workspace, secret);
  const contents = {
    tables: {
      ...figures,
      vintage: revisions(figures.cijfer, ledger.releases),
      revisie: revisionFigures(figures.cijfer, month, ledger.releases),
      wijziging: causeRows(await changedSlices(db, await lastDelivery(previous ?? before), month)),
      kenmerk: [
        { sleutel: 'maand', waarde: month },
        { sleutel: 'jaar', waarde: year ?? '' },
        { sleutel: 'correctie', waarde: correction ?? '' },
        { sleutel: 'corrigeert', waarde: correction === undefined ? '' : previous!.id },
        { sleutel: 'codeboek', waarde: codebook.versie },
        { sleutel: 'programma', waarde: `agressiemonitor ${version}` },
        { sleutel: 'naam', waarde: workspace.config.naam },
        { sleutel: 'uitgever', waarde: workspace.config.uitgever },
        { sleutel: 'drempel', waarde: String(workspace.config.bescherming.minimum) },
        { sleutel: 'drempel_maand', waarde: String(workspace.config.bescherming.minimumMaandtotaal) },
        { sleutel: 'afronding', waarde: workspace.config.bescherming.afronding > 1 ? String(workspace.config.bescherming.afronding) : '' },
        { sleutel: 'achtergehouden', waarde: heldText(held) },
        { sleutel: 'vorige', waarde: before?.id ?? '' },
        { sleutel: 'gewist', waarde: purged!.van === null ? '' : purged!.van === purged!.tot ? purged!.van : `${purged!.van}/${purged!.tot}` },
        ...(lowered.length > 0 ? [{ sleutel: 'verlaging', waarde: `${lowered.join(', ')}: ${workspace.config.verlaging!.reden} (${workspace.config.verlaging!.door})` }] : []),
      ].filter(({ waarde }) => waarde !== ''),
    },
    deliveries: deliveries.map(({ hash }) => hash),
    configuration: createHash('sha256').update(workspace.configText.replaceAll('\r\n', '\n')).digest('hex'),
  };
  const manifest = await writeRelease(folder, contents, {
    tables: releaseTables,
    gate: { layout, audit: (release) => certify(release, { earlier: ledger.releases, ledgerHead: ledger.head, truth, parameters }) },
  });
  const same = previous?.id === manifest.release;
  if (same) await rm(folder, { recursive: true });
  const kept = same ? previous.folder : folder;
  return { name: basename(kept), folder: kept, id: manifest.release, cells: protection.cells, suppressed: protection.suppressed, heldBack: heldText(held), same };
}

/** Number of the last delivery behind a release; past all of them without one, so that nothing is a change. */
async function lastDelivery(release: ListedRelease | undefined): Promise<number> {
  if (!release) return 2_147_483_647;
  const csv = await readFile(join(release.folder, 'cijfer.csv'), 'utf8').catch(() => '');
  const numbers = [...csv.matchAll(/\d{4}-\d{2}-\d{2}\.(\d+)(?:\.w\d+)?$/gm)].map((found) => Number(found[1]));
  return numbers.length === 0 ? 2_147_483_647 : numbers.reduce((most, one) => Math.max(most, one));
}

async function requireDeliveries(db: Database, month: string, year: string | undefined): Promise<void> {
  const [reported] = await db.rows<{ n: number }>(
    '(SELECT count(*) AS n FROM levering_maand WHERE maand BETWEEN $from AND $month) UNION ALL (SELECT count(*) FROM nulverklaring WHERE maand BETWEEN $from AND $month) ORDER BY n DESC',
    { month, from: year ? `${year}-01` : '' },
  );
  if (reported!.n === 0) throw new UserError('cli.release.nothing', { month });
}
