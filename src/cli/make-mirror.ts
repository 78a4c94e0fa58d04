import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { loadCodebook } from '../codebook/codebook.js';
import { exitCodes, UserError } from '../error.js';
import type { Lang } from '../i18n/message.js';
import { compileMirror } from '../national/mirror.js';
import type { Form } from '../public/report/form.js';
import { composeReport } from '../public/report/report.js';
import { latestRelease } from '../release/list.js';
import { mirrorKind, type MirrorTables } from '../release/mirror.js';
import { openRelease, type Release } from '../release/read.js';
import { type ReleaseTables, releaseTables } from '../release/tables.js';
import { writeRelease } from '../release/write.js';
import { reportDefinition, writeForms } from './make-report.js';
import { withStore } from './store.js';
import { places, unknownOrganisation, type Workspace } from './workspace/workspace.js';

export interface MirrorChoice {
  workspace: Workspace;
  organisation: string;
  /** Default the month of the newest release. */
  month?: string | undefined;
  lang: Lang;
  /** Folder of the public release; default the newest of the month. */
  folder?: string | undefined;
  out?: string | undefined;
  /** Also beside a public release that was not approved. */
  concept: boolean;
  forms?: readonly Form[];
}

/** Makes the mirror release of an organisation beside a public release, renders its report from it, and gives the paths. */
export async function makeMirror({ workspace, organisation, month, lang, folder, out, concept, forms = ['html'] }: MirrorChoice): Promise<string[]> {
  const agreed = workspace.config.organisaties[organisation];
  if (!agreed) throw unknownOrganisation(organisation, workspace);
  const from = folder ?? (await latestRelease(join(workspace.folder, places.releases), month))?.folder;
  if (from === undefined) throw new UserError('cli.release.none', { month: month ?? '–' });
  const open = await openRelease(from, workspace.config.goedkeurders);
  const tables = await publicTables(open).finally(() => open.close());
  if (!open.approval && !concept) throw new UserError('gate.notApproved', { release: basename(from) }, exitCodes.approval);
  const { maand, codeboek } = open.kenmerk as { maand: string; codeboek: string };
  const codebook = loadCodebook(codeboek);
  const own = await withStore(workspace, (db) =>
    compileMirror(db, { organisatie: organisation, maand, codebook, config: workspace.config.bescherming, cijfer: tables.cijfer, codelijst: tables.codelijst, kwaliteit: tables.kwaliteit ?? [], spreiding: tables.spreiding ?? [] }),
  );
  const about = [
    { sleutel: 'voor', waarde: organisation },
    { sleutel: 'voor_naam', waarde: agreed.naam || organisation },
    { sleutel: 'openbaar', waarde: open.manifest.release },
  ];
  const contents: MirrorTables = { ...tables, kenmerk: [...tables.kenmerk, ...about], ...own };
  const place = join(workspace.folder, places.reports, 'mirror', organisation, maand);
  const release = join(place, 'release');
  const configuration = createHash('sha256').update(workspace.configText.replaceAll('\r\n', '\n')).digest('hex');
  await writeRelease(release, { tables: contents, deliveries: open.manifest.leveringen, configuration }, mirrorKind(organisation, maand));
  const mirror = await openRelease(release);
  try {
    const document = await composeReport(mirror, await reportDefinition('mirror', workspace), { lang, concept: open.approval === undefined });
    return await writeForms(document, forms, out, (form) => join(place, `spiegel-${organisation}-${maand}.${lang}.${form}`));
  } finally {
    mirror.close();
  }
}

/** The tables of the public release as they were published. */
async function publicTables(release: Release): Promise<ReleaseTables> {
  const tables: Record<string, unknown> = {};
  for (const { name } of releaseTables) tables[name] = await release.rows(`SELECT * FROM ${name} ORDER BY ALL`);
  return tables as unknown as ReleaseTables;
}
