/** The privacy officer's report of files that are refused: what was found all the same, by kind and column. */
import { basename } from 'node:path';
import type { Codebook } from '../../codebook/schema.js';
import { openDuckDB } from '../../database/duckdb.js';
import { UserError } from '../../error.js';
import { parsePeriod } from '../../levering/period.js';
import { message, type MessageKey, type MessageParams } from '../../i18n/message.js';
import { type Detection, detections } from '../../organisation/deliver/detections.js';
import { fileLabel } from '../../organisation/personal/label.js';
import { judgeExport } from '../../organisation/prepare.js';
import { refusedColumns } from '../../organisation/refused.js';
import { inspectExport } from '../../organisation/read/read.js';
import { personalOf, type PersonalColumn, type Source } from '../deliver.js';
import type { Io } from '../io.js';
import { version } from '../version.js';
import { detectionSection, personalSection } from './delivery.js';
import type { Document } from './document.js';

interface RefusedFile {
  file: string;
  personal: (PersonalColumn & { stops: boolean })[];
  /** Finds in free texts and in columns that are read; null when the file does not get as far as its rows. */
  detections: Detection[] | null;
}

export interface RefusedReport {
  organisation: string;
  delivered: string;
  codebook: Codebook;
  refusal: UserError;
  files: RefusedFile[];
}

/** Looks at every export by itself, as far as it can be read. Nothing of it is kept. */
export async function refusedReport(sources: readonly Source[], about: Omit<RefusedReport, 'files'>): Promise<RefusedReport> {
  const files: RefusedFile[] = [];
  for (const source of sources) if (source.kind === 'voorval') files.push(await lookAt(source, about));
  return { ...about, files };
}

async function lookAt({ path, mapping, period }: Extract<Source, { kind: 'voorval' }>, { organisation, delivered, codebook }: Omit<RefusedReport, 'files'>): Promise<RefusedFile> {
  const file = fileLabel(basename(path));
  const inspection = await readable(() => inspectExport(path, mapping.lezen));
  if (inspection === null) return { file, personal: [], detections: null };
  const stopping = new Set(refusedColumns(inspection.suspicious, mapping).map(({ index, sheet }) => `${index} ${sheet ?? ''}`));
  const personal = inspection.suspicious.map((one) => ({ ...personalOf([one])[0]!, stops: stopping.has(`${one.index} ${one.sheet ?? ''}`) }));
  const db = await openDuckDB(':memory:', { memoryLimit: '1800MB' });
  try {
    const found = await readable(async () => {
      await judgeExport(db, { path, organisation, mapping, codebook, period: parsePeriod(period), delivered });
      return detections(db, inspection.headers, mapping);
    });
    return { file, personal, detections: found };
  } finally {
    db.close();
  }
}

async function readable<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The report as data. */
export function refusedJson({ organisation, delivered, codebook, refusal, files }: RefusedReport): object {
  return { organisation, delivered, codebook: codebook.versie, version, refused: refusal.key, files };
}

/** The report as a document in the reader's language. */
export function refusedDocument({ organisation, delivered, codebook, refusal, files }: RefusedReport, io: Io): Document {
  const t = (key: MessageKey, params?: MessageParams): string => message(io.lang, key, params);
  return {
    title: t('privacy.title', { organisation }),
    about: [t('privacy.about', { delivered, codebook: codebook.versie, version }), t('privacy.refused.nature')],
    sections: [
      { title: t('privacy.refused'), sentences: [message(io.lang, refusal.key, refusal.params)] },
      ...files.flatMap(({ file, personal, detections: found }) => [
        personalSection(file, personal, t),
        ...(found === null ? [{ title: t('privacy.detections', { file }), sentences: [t('privacy.refused.unread')] }] : [detectionSection(file, found, t)]),
      ]),
    ],
  };
}
