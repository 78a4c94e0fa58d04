/** Who delivered what: delivered, declared zero, missing, not expected. */
import type { Database } from '../../database/database.js';

export interface SliceStatus {
  organisatie: string;
  /** 'YYYY-MM' */
  maand: string;
  status: 'geleverd' | 'nul' | 'ontbreekt' | 'niet_verwacht' | 'gewist';
  /** More than one delivery covers the month. */
  herlevering: boolean;
  leveringId: number | null;
  /** Countable incidents; null when nothing was delivered or declared. */
  incidenten: number | null;
}

/** The matrix of organisations and months, both ends included, in that order. */
export async function deliveryStatus(db: Database, from: string, to: string): Promise<SliceStatus[]> {
  return db.rows<SliceStatus>(
    `SELECT s.organisatie, s.maand, s.status, s.herlevering, s.levering_id AS leveringId,
      CASE WHEN s.status IN ('geleverd', 'nul') THEN coalesce(v.aantal, 0) END AS incidenten
    FROM levering_status_tussen($from, $to) s
    LEFT JOIN (SELECT organisatie, maand, count(*) AS aantal FROM huidig_voorval GROUP BY organisatie, maand) v
      ON v.organisatie = s.organisatie AND v.maand = s.maand
    ORDER BY s.organisatie, s.maand`,
    { from, to },
  );
}

export interface StoreFinding {
  regel: 'R29' | 'R30';
  oorzaak: 'ontbreekt' | 'geen_voorvallen_geen_nulverklaring' | 'nulverklaring_met_voorvallen' | 'geen_fte_met_voorvallen';
  organisatie: string;
  maand: string;
}

/** What only the store can see is wrong: R29 (missing, zero without a declaration) and R30 (incidents without FTE). */
export async function storeFindings(db: Database, from: string, to: string): Promise<StoreFinding[]> {
  return db.rows<StoreFinding>('SELECT regel, oorzaak, organisatie, maand FROM opslag_bevinding_tussen($from, $to) ORDER BY ALL', { from, to });
}
