/** The known truth of the demo, kept apart from the exports: what the store, the release and every verdict should say. */
import { halfYearOf, isoDay } from './calendar.js';
import { isNoise, absentFields, verdicts, type Layout, type Line, type Row, type Verdict } from './layouts/layout.js';
import { levelOne, onlyProcedures, type Facts } from './facts.js';
import { fteOf, isMember, type Organisation } from './sector.js';
import type { Delivery } from './delivery.js';

/** Count of countable incidents in one cell, as the national record shows them ('-8' not asked, '9' severity on another scale). */
export interface TruthCell {
  organisatie: string;
  maand: string;
  dimensie: string;
  code: string;
  /** Without incidents that are procedures only. */
  voorvallen: number;
  alleen_procedure: number;
}

export interface TruthMonth {
  organisatie: string;
  maand: string;
  status: 'geleverd' | 'nul' | 'ontbreekt' | 'niet_verwacht';
  voorvallen: number;
  alleen_procedure: number;
  medewerkers: number;
  fte: number;
  /** Incidents ever reported about this month, delivered or not. */
  gebeurd: number;
}

export interface TruthFile {
  organisatie: string;
  bestand: string;
  periode: string;
  geleverd: string;
  oordelen: Record<Verdict, number>;
  voorvallen: number;
  medewerkers: number;
}

export interface TruthRow { bestand: string; blad: string | null; rij: number; soort: string; oordeel: Verdict; ook?: readonly Verdict[] }

export interface Truth {
  seed: number;
  schaal: number;
  maanden: TruthMonth[];
  cellen: TruthCell[];
  bestanden: TruthFile[];
  /** Every row that is dirty, further or no record at all; rows not listed are valid. */
  regels: TruthRow[];
}

export const dimensions = [
  'vorm', 'kanaal', 'relatie', 'locatie', 'ernst', 'regio', 'politie_uitkomst', 'aangifte_status', 'verwijder_uitkomst', 'nazorg', 'huisbezoek_risico_info',
] as const;
export type Dimension = (typeof dimensions)[number];

/** True when a row is the one row that stands for a countable incident. */
export function counts(row: Row): boolean {
  return row.oordeel === 'valid' || row.oordeel === 'signal';
}

export function affected(layout: Layout, facts: Facts): number {
  return layout.teltMedewerkers ? facts.medewerkers.length : 1;
}

/** What a delivery adds to the truth about its file and rows. */
export function truthOfFile(organisation: Organisation, layout: Layout, delivery: Delivery, path: string, lines: ReadonlyMap<Line, { blad: string | null; rij: number }>): { file: TruthFile; rows: TruthRow[] } {
  const oordelen = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const rows: TruthRow[] = [];
  let voorvallen = 0;
  let medewerkers = 0;
  for (const [line, place] of lines) {
    const oordeel = isNoise(line) ? 'not_a_record' : line.oordeel;
    oordelen[oordeel] += 1;
    const soort = isNoise(line) ? line.ruis : line.vuil;
    const ook = isNoise(line) ? undefined : line.ook;
    if (soort !== undefined) rows.push({ bestand: path, ...place, soort, oordeel, ...(ook ? { ook } : {}) });
    if (isNoise(line) || !counts(line)) continue;
    voorvallen += 1;
    medewerkers += affected(layout, line.facts);
  }
  const file = { organisatie: organisation.code, bestand: path, periode: delivery.periode, geleverd: isoDay(delivery.geleverd), oordelen, voorvallen, medewerkers };
  return { file, rows };
}

/** Months and cells of one organisation, from the rows of the newest delivery of each month. */
export function truthOfMonths(organisation: Organisation, layout: Layout, months: readonly string[], newest: ReadonlyMap<string, readonly Row[]>, declaredZero: ReadonlySet<string>, happened: readonly Facts[], seed: number, scale: number): Pick<Truth, 'maanden' | 'cellen'> {
  const absent = new Set(absentFields(layout.koppeling()['velden'] as Record<string, unknown>));
  const otherScale = 'andere_schaal' in ((layout.koppeling()['velden'] as Record<string, object>)['ernst'] ?? {});
  const maanden: TruthMonth[] = [];
  const cellen: TruthCell[] = [];
  for (const maand of months) {
    const rows = (newest.get(maand) ?? []).filter((row) => row.facts.maand === maand && counts(row));
    const fte = fteOf(organisation, halfYearOf(maand), seed, scale);
    const apart = rows.filter((row) => onlyProcedures(row.facts)).length;
    maanden.push({
      organisatie: organisation.code, maand,
      status: !isMember(organisation, maand) ? 'niet_verwacht' : newest.has(maand) ? 'geleverd' : declaredZero.has(maand) ? 'nul' : 'ontbreekt',
      voorvallen: rows.length - apart, alleen_procedure: apart,
      medewerkers: rows.reduce((sum, row) => sum + affected(layout, row.facts), 0),
      fte: isMember(organisation, maand) ? Math.round((fte.jb + fte.jr) * 10) / 10 : 0,
      gebeurd: happened.filter((facts) => facts.maand === maand).length,
    });
    for (const dimensie of dimensions) cellen.push(...cellsOf(organisation.code, maand, dimensie, rows, absent, otherScale));
  }
  return { maanden, cellen };
}

function cellsOf(organisatie: string, maand: string, dimensie: Dimension, rows: readonly Row[], absent: ReadonlySet<string>, otherScale: boolean): TruthCell[] {
  const cells = new Map<string, TruthCell>();
  for (const { facts } of rows) {
    for (const code of codes(facts, dimensie, absent, otherScale)) {
      const cell = cells.get(code) ?? { organisatie, maand, dimensie, code, voorvallen: 0, alleen_procedure: 0 };
      cells.set(code, cell);
      if (onlyProcedures(facts)) cell.alleen_procedure += 1;
      else cell.voorvallen += 1;
    }
  }
  return [...cells.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const remote: ReadonlySet<string> = new Set(['TELEFOON', 'VIDEO', 'EMAIL_APP', 'ONLINE', 'PROCEDURE']);

function codes(facts: Facts, dimension: Dimension, absent: ReadonlySet<string>, otherScale: boolean): string[] {
  // The codebook's derivation F04: contact that was remote only has no location, also where the form does not ask for it.
  if (dimension === 'locatie' && absent.has('locatie')) return [remote.has(facts.kanaal) ? 'NVT' : '-8'];
  if (absent.has(dimension)) return ['-8'];
  if (dimension === 'vorm') return levelOne(facts.vormen);
  if (dimension === 'ernst' && otherScale) return ['9'];
  const code = facts[dimension];
  return code === null ? [] : [code];
}
