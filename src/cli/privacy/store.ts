/** The privacy officer's report of a store: what came in, what is held, who is nearly alone in it. */
import type { Database } from '../../database/database.js';
import { message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import { recordColumns } from '../../levering/columns.js';
import { classColumns, defaultK } from '../../organisation/deliver/classes.js';
import type { Io } from '../io.js';
import { version } from '../version.js';
import { loweredThresholds } from '../workspace/config.js';
import { readReceiver, readTrusted } from '../workspace/keyring.js';
import type { Workspace } from '../workspace/workspace.js';
import { keySection, lowered, type OwnKey, storeYears } from './delivery.js';
import type { Document } from './document.js';

export interface StoreReport {
  deliveries: { organisation: string; kind: string; period: string; delivered: string; codebook: string; mapping: number | null; records: number; texts: number }[];
  classes: { organisation: string; incidents: number; smallest: number; below: number }[];
  keys: OwnKey[];
}

/** Everything the report says, from the store and the keyring; public names of keys only. */
export async function storeReport(db: Database, { folder }: Workspace): Promise<StoreReport> {
  const deliveries = await db.rows<StoreReport['deliveries'][number]>(
    `SELECT l.organisatie AS organisation, l.soort AS kind, coalesce(l.periode, '') AS period, strftime(l.geleverd, '%Y-%m-%d') AS delivered, l.codeboek AS codebook, l.koppeling_versie AS mapping,
       (SELECT count(*) FROM voorval v WHERE v.levering_id = l.levering_id)::INTEGER AS records,
       (SELECT coalesce(sum(aantal), 0) FROM bevinding b WHERE b.levering_id = l.levering_id AND b.regel = 'R25')::INTEGER AS texts
     FROM levering l ORDER BY l.organisatie, l.geleverd, l.levering_id`,
  );
  const classes = await db.rows<StoreReport['classes'][number]>(
    `SELECT organisatie AS organisation, sum(n)::INTEGER AS incidents, min(n)::INTEGER AS smallest, coalesce(sum(n) FILTER (n < ${defaultK}), 0)::INTEGER AS below
     FROM (SELECT organisatie, count(*) AS n FROM huidig_voorval GROUP BY organisatie, ${classColumns.join(', ')}) GROUP BY organisatie ORDER BY organisatie`,
  );
  const receiver = await readReceiver(folder).catch(() => undefined);
  const trusted = await readTrusted(folder);
  return {
    deliveries, classes,
    keys: [
      ...(receiver ? [{ kind: 'receiver', key: receiver.recipient, state: 'active' }] : []),
      ...trusted.map(({ sleutel, ingetrokken }) => ({ kind: 'trusted', key: sleutel, state: ingetrokken ? 'revoked' : 'active' })),
    ],
  };
}

/** The report as data. */
export function storeJson(report: StoreReport, workspace: Workspace): object {
  return {
    version, ...report, held: recordColumns.map(({ naam }) => naam), k: defaultK,
    overrides: { lowered: loweredThresholds(workspace.config), reason: workspace.config.verlaging ?? null }, retention: { store_years: storeYears(workspace) },
  };
}

/** The report as a document in the reader's language. */
export function storeDocument({ deliveries, classes, keys }: StoreReport, workspace: Workspace, io: Io): Document {
  const t = (key: MessageKey, params?: MessageParams) => message(io.lang, key, params);
  const years = storeYears(workspace);
  const changed = lowered(workspace, t);
  return {
    title: t('privacy.title.store'),
    about: [t('privacy.about', { delivered: io.today(), codebook: workspace.config.codeboek, version }), t('privacy.nature')],
    sections: [
      {
        title: t('privacy.store.deliveries'),
        sentences: deliveries.length === 0 ? [t('privacy.store.none')] : [],
        table: {
          head: [t('privacy.column.organisation'), t('privacy.column.kind'), t('privacy.column.period'), t('privacy.column.delivered'), t('privacy.column.mapping'), t('privacy.column.records'), t('privacy.column.texts')],
          rows: deliveries.map(({ organisation, kind, period, delivered, mapping, records, texts }) => [organisation, kind, period, delivered, mapping ?? '', records, texts]),
        },
      },
      { title: t('privacy.store.held'), sentences: [recordColumns.map(({ naam }) => naam).join(', ')] },
      {
        title: t('privacy.classes'),
        sentences: [t('privacy.store.classes')],
        table: { head: [t('privacy.column.organisation'), t('privacy.column.records'), t('privacy.column.smallest'), t('privacy.column.alone', { k: defaultK })], rows: classes.map(({ organisation, incidents, smallest, below }) => [organisation, incidents, smallest, below]) },
      },
      { title: t('privacy.overrides'), sentences: changed.length === 0 ? [t('privacy.overrides.none')] : changed },
      keySection(keys, t),
      { title: t('privacy.retention'), sentences: [years === null ? t('privacy.retention.open') : t('privacy.retention.years', { years }), t('privacy.retention.keys')] },
    ],
  };
}
