/** Deliveries made up for tests: any number of national records, the same for the same seed. */
import { createHash } from 'node:crypto';
import { literal, type Database } from '../../database/database.js';
import { recordColumns, storedType } from '../../levering/columns.js';
import type { Levering, Manifest } from '../../levering/levering.js';
import { parsePeriod } from '../../levering/period.js';

export interface Sample {
  organisatie?: string;
  periode?: string;
  geleverd?: string;
  rows?: number;
  seed?: number;
  koppelingVersie?: number;
  codeboek?: string;
  /** Make the columns in the store's own types, as a fast organisation side would. */
  storeTypes?: boolean;
  bestandSha256?: string;
}

const choices: Record<string, readonly (string | null)[]> = {
  dagdeel: ['NACHT', 'OCHTEND', 'MIDDAG', 'AVOND', 'ONBEKEND'],
  vormen: ['VERB', 'BEDR', 'FYS', 'ONLN', 'PROC'],
  vormen2: ['BEDR.DREIG', 'FYS.LICHT', 'VERB.SCHELD'],
  kanaal: ['LIVE', 'TELEFOON', 'ONLINE', 'EMAIL_APP'],
  kanalen: ['LIVE', 'TELEFOON', 'ONLINE', 'EMAIL_APP'],
  locatie: ['KANTOOR', 'HUISBEZOEK', 'NVT', null],
  regio: ['JZ01', 'JZ02', 'LANDELIJK', 'ONBEKEND'],
  relatie: ['OUDER', 'JEUGDIGE', 'FAMILIE', 'ONBEKEND'],
  aantal_medewerkers: ['1', '2', '3+'],
  ernst: ['1', '2', '3', '4', '9'],
  aangifte_status: ['NEE', 'GEDAAN', 'GEWEIGERD', '-7', null],
};

let made = 0;

/** A delivery whose records stand in the attached in-memory database `werk`. */
export async function sampleLevering(db: Database, sample: Sample = {}): Promise<Levering> {
  const { organisatie = 'LINDEVELD', periode = '2024-06', geleverd = '2024-07-05', rows = 20, seed = 1, codeboek = '0.1' } = sample;
  const { koppelingVersie = 1, storeTypes = false } = sample;
  const { vanMaand, totMaand, maanden } = parsePeriod(periode);
  const name = `voorval_${++made}`;
  await db.run(`ATTACH IF NOT EXISTS ':memory:' AS werk`);
  const columns = recordColumns.map((column) => {
    const value = valueSql(column.naam, column.type, seed, organisatie, codeboek, maanden);
    return `CAST(${value} AS ${storeTypes ? storedType(column) : column.type}) AS ${column.naam}`;
  });
  await db.run(`CREATE TABLE werk.${name} AS SELECT ${columns.join(', ')} FROM range(${rows}) r(i)`);
  await db.run(`CREATE TABLE werk.herhaling_${made} AS SELECT 'gezin' AS eenheid, 1 AS f, ${rows + 1} AS aantal`);
  const manifest: Manifest = {
    organisatie,
    soort: 'voorval',
    periode,
    vanMaand,
    totMaand,
    geleverd,
    codeboek,
    koppelingVersie,
    bronsysteem: 'TriasWeb',
    bestandSha256: sample.bestandSha256 ?? sha256([organisatie, periode, geleverd, rows, seed].join('|')),
    aantallen: { valid: rows, signal: 0, rejected: 2, excluded: 1, duplicate: 0, merged: 0, not_a_record: 3 },
    incidenten: rows,
    medewerkers: rows,
    bevindingen: [{ regel: 'R02', veld: 'incident_datum', ernst: 'error', aantal: 2 }],
  };
  return { manifest, relations: { voorval: `werk.${name}`, herhaling: `werk.herhaling_${made}` } };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function valueSql(name: string, type: string, seed: number, organisation: string, codebook: string, months: readonly string[]): string {
  if (name === 'organisatie') return literal(organisation);
  if (name === 'codeboek') return literal(codebook);
  if (name === 'incident_id') return `'v1.voorval.' || md5(${literal(`${organisation}/${seed}/`)} || i)`;
  if (name === 'maand') return `[${months.map(literal).join(', ')}][1 + i % ${months.length}]`;
  const codes = choices[name];
  if (!codes) return type === 'VARCHAR' ? `'-8'` : `['-8']`;
  const list = `[${codes.map((code) => (code === null ? 'NULL' : literal(code))).join(', ')}]`;
  const chosen = `${list}[1 + CAST(hash(i, ${seed}, ${literal(name)}) % ${codes.length} AS INTEGER)]`;
  return type === 'VARCHAR' ? chosen : `[${chosen}]`;
}
