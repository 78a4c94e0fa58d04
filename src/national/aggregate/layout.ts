import type { Layout } from '../../release/layout.js';
import type { Period } from './period.js';
import type { Programme } from './programme.js';
import { type CountTables, type Minimums, summedCodes } from './tables.js';

/** The layout of a release: the tables of the programme with the codes and periods that occur. */
export function publishedLayout(programme: Programme, { codes, cells }: CountTables, periods: readonly Period[], minimums: Minimums & { readonly afronding: number }, estimated: Layout['schattingen'], stand: string, held: readonly string[]): Layout {
  return {
    versie: programme.versie,
    afronding: minimums.afronding,
    stand,
    perioden: periods.map(({ id, soort, maanden }) => ({ id, soort, maanden: [...maanden] })),
    tabellen: programme.tabellen.map((table) => ({
      id: table.id,
      indicator: table.indicator,
      codes: [...codes.get(table.id)!],
      sommen: Object.fromEntries(Object.keys(table.sommen).map((sum) => [sum, summedCodes(table, sum, codes.get(table.id)!)])),
      van: table.van ? [...table.van] : null,
      meervoudig: table.meervoudig,
      perioden: [...table.perioden],
      verhouding: table.verhouding ? { reeks: table.verhouding.reeks, dimensie: table.verhouding.plaats[0], code: table.verhouding.plaats[1] } : null,
      verborgen: [...table.verborgen],
      drempel: Object.fromEntries(table.perioden.map((soort) => [soort, table.minimum === 'maandtotaal' && soort === 'maand' ? minimums.minimumMaandtotaal : minimums.minimum])),
    })),
    nul: cells.filter(({ hidden, value }) => hidden && value === 0).map(({ id }) => id).sort(),
    achtergehouden: [...held].sort(),
    schattingen: [{ indicator: programme.trend.indicator, reeks: programme.trend.reeks, dimensie: programme.trend.dimensie }, ...estimated],
    verbanden: programme.verbanden.map(({ totaal, delen }) => ({ totaal: [...totaal], delen: delen.map(([table, code]) => [table, code]) })),
  };
}
