/** Counts for the mirror report of one organisation; those of others serve only to decide what may be compared. */
import type { Database } from '../../database/database.js';
import { identifier, literal } from '../../database/database.js';
import { statement } from './count.js';

export interface OwnMonth {
  readonly maand: string;
  readonly status: string;
  readonly geleverd: string | null;
  readonly leveringen: number;
  readonly regels: number | null;
  readonly afgekeurd: number | null;
  readonly voorvallen: number | null;
  readonly fte: number | null;
}

/** Of a field of one organisation: incidents for which it was asked and applies, and those of them that leave it unknown. */
export interface Unknown {
  readonly organisatie: string;
  readonly veld: string;
  readonly gevraagd: number;
  readonly onbekend: number;
}

export interface MirrorCounts {
  readonly months: OwnMonth[];
  readonly delays: { readonly organisatie: string; readonly code: string; readonly aantal: number }[];
  readonly unknowns: Unknown[];
}

export interface MirrorRange {
  readonly organisatie: string;
  /** First month of the series, first of the last twelve, and the reference month. */
  readonly van: string;
  readonly jaarVan: string;
  readonly tot: string;
}

/** A column of the national record whose unknowns are counted. */
export interface QualityField {
  readonly kolom: string;
  readonly lijst: boolean;
  /** Codes that say unknown. */
  readonly onbekend: readonly string[];
}

/** Everything the mirror report of an organisation is made of. */
export async function countMirror(db: Database, { organisatie, van, jaarVan, tot }: MirrorRange, fields: readonly QualityField[]): Promise<MirrorCounts> {
  await db.run(statement('agressie'));
  try {
    return {
      months: await db.rows(statement('mirror/maanden'), { organisatie, van, tot }),
      delays: await db.rows(statement('mirror/vertraging'), { van: jaarVan, tot }),
      unknowns: await db.rows(unknownSql(fields), { van: jaarVan, tot }),
    };
  } finally {
    await db.run('DROP VIEW IF EXISTS temp.agressie');
  }
}

function unknownSql(fields: readonly QualityField[]): string {
  const parts = fields.map(({ kolom, lijst, onbekend }) => {
    const column = identifier(kolom);
    const value = lijst ? `CASE WHEN len(${column}) > 0 THEN ${column}[1] END` : column;
    const unknown = `${value} IS NULL${onbekend.length > 0 ? ` OR ${value} IN (${onbekend.map(literal).join(', ')})` : ''}`;
    return `SELECT organisatie, ${literal(kolom)} AS veld, count(*) FILTER (${value} IS NULL OR ${value} NOT IN ('-8', '-7')) AS gevraagd,
      count(*) FILTER (${unknown}) AS onbekend FROM agressie WHERE maand BETWEEN $van AND $tot GROUP BY organisatie`;
  });
  return `${parts.join(' UNION ALL ')} ORDER BY veld, organisatie`;
}
