import type { Layout } from '../../release/layout.js';
import type { Period } from './period.js';
import type { Programme } from './programme.js';
import { type Minimums, summedCodes } from './tables.js';

/** The layout of a release: the tables of the programme with the codes and periods that occur. */
export function publishedLayout(programme: Programme, codes: ReadonlyMap<string, readonly string[]>, periods: readonly Period[], minimums: Minimums): Layout {
  return {
    versie: programme.versie,
    afronding: 1,
    perioden: periods.map(({ id, soort, maanden }) => ({ id, soort, maanden: [...maanden] })),
    tabellen: programme.tabellen.map((table) => ({
      id: table.id,
      indicator: table.indicator,
      codes: [...codes.get(table.id)!],
      sommen: Object.fromEntries(Object.keys(table.sommen).map((sum) => [sum, summedCodes(table, sum, codes.get(table.id)!)])),
      van: table.van ? [...table.van] : null,
      meervoudig: table.meervoudig,
      perioden: [...table.perioden],
      reeks: table.telling ? 'voorvallen' : 'per_100_fte',
      verborgen: [...table.verborgen],
      drempel: Object.fromEntries(table.perioden.map((soort) => [soort, table.minimum === 'maandtotaal' && soort === 'maand' ? minimums.minimumMaandtotaal : minimums.minimum])),
    })),
    verbanden: programme.verbanden.map(({ totaal, delen }) => ({ totaal: [...totaal], delen: delen.map(([table, code]) => [table, code]) })),
  };
}
