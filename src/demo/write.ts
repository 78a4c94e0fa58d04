/** Writes the whole demo sector into a workspace: exports, mappings, denominators and context, and the truth beside the inbox. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { stringify } from 'yaml';
import { dayOf, isoDay } from './calendar.js';
import { contextFactors, denominators, sectorTables, zeroDeclarations, type Table } from './context.js';
import { deliveriesOf, demoMonths, fileName, type Delivery } from './delivery.js';
import type { Facts } from './facts.js';
import { incidentsOf } from './incidents.js';
import { afas } from './layouts/afas.js';
import { absentFields, type Layout, type Row } from './layouts/layout.js';
import { register } from './layouts/register.js';
import { tabel } from './layouts/tabel.js';
import { topdesk } from './layouts/topdesk.js';
import { tpsc } from './layouts/tpsc.js';
import { triasweb } from './layouts/triasweb.js';
import { werkboek } from './layouts/werkboek.js';
import { zenya } from './layouts/zenya.js';
import { registrable, rowsOf, type Counter } from './rows.js';
import { organisations, type Organisation } from './sector.js';
import { truthOfFile, truthOfMonths, type Truth } from './truth.js';

export interface SectorOptions {
  seed: number;
  /** The workspace: `inbox/`, `mappings/` and `truth.json` are written in it. */
  folder: string;
  /** Last so many months up to 2024-06; at most, and normally, 36. */
  months?: number;
  /** Size of the sector: 1 is about 4,500 FTE and 15,000 incidents a year. */
  scale?: number;
  /** Leaves out what is delivered after this day (YYYY-MM-DD), so that a sector can grow month by month. */
  deliveredUntil?: string;
}

export interface Sector {
  organisaties: { code: string; naam: string; sinds: string; tot: string | null }[];
  /** Paths within the folder, in the order written. */
  files: string[];
  truth: Truth;
}

export { plantedSecrets } from './people.js';

const byMonth = werkboek({ datumstelsel: 1904, per: 'maand' });
const byQuarter = werkboek({ datumstelsel: 1900, per: 'kwartaal' });

/** The layout of an organisation's exports. */
export function layoutOf(organisation: Organisation): Layout {
  const layouts = { triasweb, zenya, topdesk, afas, tpsc, register, tabel, werkboek: organisation.code === 'WADPAREL' ? byMonth : byQuarter };
  return layouts[organisation.layout];
}

/** Generates the demo sector: the same options give the same bytes, whatever the clock, the time zone or the language of the machine. */
export async function generateSector(options: SectorOptions): Promise<Sector> {
  const { seed, folder, scale = 1 } = options;
  const months = demoMonths(options.months ?? 36);
  const until = options.deliveredUntil === undefined ? Infinity : dayOf(...(options.deliveredUntil.split('-').map(Number) as [number, number, number]));
  const truth: Truth = { seed, schaal: scale, maanden: [], cellen: [], bestanden: [], regels: [] };
  const files: string[] = [];
  const write = async (path: string, data: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), data);
    files.push(path);
  };
  for (const organisation of organisations) {
    const layout = layoutOf(organisation);
    await write(`mappings/${organisation.code}.yaml`, mappingText(organisation, layout));
    await writeDeliveries(organisation, layout, months, until, options, truth, write);
    const tables = [...denominators(organisation, layout.product, months, seed, scale), ...zeroDeclarations(organisation, months), ...contextFactors(organisation, months, seed, scale)];
    for (const table of tables) if (table.geleverd <= until) await writeTable(table, organisation.code === 'BERKENDAL', write);
  }
  for (const table of sectorTables(seed)) await writeTable({ ...table, geleverd: Math.min(table.geleverd, until) }, false, write);
  await write('truth.json', `${JSON.stringify(truth)}\n`);
  return { organisaties: organisations.map(({ code, naam, sinds, tot }) => ({ code, naam, sinds, tot })), files, truth };
}

type Write = (path: string, data: string | Uint8Array) => Promise<void>;

async function writeDeliveries(organisation: Organisation, layout: Layout, months: readonly string[], until: number, options: SectorOptions, truth: Truth, write: Write): Promise<void> {
  const { seed, scale = 1 } = options;
  const procedures = absentFields(layout.koppeling()['velden'] as Record<string, unknown>).includes('procedures_gelijktijdig');
  const incidents: Facts[] = incidentsOf(organisation, months, seed, scale).filter((facts) => registrable(facts, !procedures));
  const counter: Counter = { extra: 0, vuil: organisations.indexOf(organisation) };
  const newest = new Map<string, readonly Row[]>();
  for (const delivery of deliveriesOf(organisation, months)) {
    const rows = rowsOf(organisation, layout, delivery, incidents, seed, counter);
    if (delivery.geleverd > until || rows.length === 0) continue;
    const path = `inbox/${organisation.code}/${fileName(layout.naam, delivery.periode, delivery.geleverd, layout.extensie)}`;
    const written = await render(organisation, layout, delivery, rows);
    await write(path, written.bytes);
    const { file, rows: dirty } = truthOfFile(organisation, layout, delivery, path, written.places);
    truth.bestanden.push(file);
    truth.regels.push(...dirty);
    for (const month of delivery.maanden) newest.set(month, rows);
  }
  const zero = new Set(zeroDeclarations(organisation, months).filter((table) => table.geleverd <= until).map((table) => table.path.slice(-7)));
  const own = truthOfMonths(organisation, layout, months, newest, zero, incidents, seed, scale);
  truth.maanden.push(...own.maanden);
  truth.cellen.push(...own.cellen);
}

function render(organisation: Organisation, layout: Layout, delivery: Delivery, rows: readonly Row[]) {
  const about = { organisatie: organisation.code, naam: organisation.naam, periode: delivery.periode, maanden: delivery.maanden, geleverd: delivery.geleverd };
  return layout.schrijf(layout.opmaak(rows, about), about);
}

/** The mapping of an organisation as YAML. */
export function mappingText(organisation: Pick<Organisation, 'code' | 'naam'>, layout: Layout): string {
  const mapping = layout.koppeling();
  const absent = absentFields(mapping['velden'] as Record<string, unknown>);
  const whole = { organisatie: organisation.code, versie: 1, codeboek: '0.1', bronsysteem: layout.product, ...mapping, ...(absent.length > 0 ? { afwezig: absent } : {}) };
  return `# Koppeling van ${organisation.naam}: kolommen en labels van de export, vertaald naar het codeboek.\n${stringify(whole, { lineWidth: 0 })}`;
}

async function writeTable(table: Table, asWorkbook: boolean, write: Write): Promise<void> {
  const path = `inbox/${table.path}_geleverd-${isoDay(table.geleverd)}`;
  if (!asWorkbook) {
    const line = (cells: readonly string[]) => cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
    await write(`${path}.csv`, `${[table.kop, ...table.rijen].map(line).join('\r\n')}\r\n`);
    return;
  }
  const then = new Date(0);
  const value = (cell: string) => (/^\d+(,\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell === '' ? null : cell);
  await write(`${path}.xlsx`, await writeXlsx({
    sheets: [{ name: 'Noemers', rows: [[...table.kop], ...table.rijen.map((row) => row.map(value))] }],
    properties: { creator: 'Rapportage', created: then, modified: then },
  }));
}
