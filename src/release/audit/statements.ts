/** What an attacker knows of how the counts hang together, built from the published layout alone. */
import { type Layout, placeOf } from '../layout.js';

/** The sum of the parts minus the whole lies from low to high. */
export interface Statement {
  readonly parts: readonly string[];
  readonly whole: string | undefined;
  readonly low: number;
  readonly high: number;
}

/** Every sum that the layout of a release makes, over its tables and periods. */
export function statementsOf(layout: Layout): Statement[] {
  const found: Statement[] = [];
  const known = new Set(layout.tabellen.flatMap(({ id, codes, sommen }) => [...codes, ...Object.keys(sommen)].map((code) => `${id}|${code}`)));
  const kindsOf = new Map(layout.tabellen.map(({ id, perioden }) => [id, perioden]));
  for (const table of layout.tabellen) {
    for (const period of layout.perioden.filter(({ soort }) => table.perioden.includes(soort))) {
      const at = (code: string): string => placeOf(table.id, code, period.id);
      for (const [sum, codes] of Object.entries(table.sommen)) found.push(same(at(sum), codes.map(at)));
      if (table.van && kindsOf.get(table.van[0])?.includes(period.soort)) {
        const whole = placeOf(...table.van, period.id);
        if (!table.meervoudig) found.push(same(whole, table.codes.map(at)));
        else found.push({ whole, parts: table.codes.map(at), low: 0, high: Infinity }, ...table.codes.map((code): Statement => ({ whole, parts: [at(code)], low: -Infinity, high: 0 })));
      }
      if (period.soort !== 'maand' && table.perioden.includes('maand')) {
        for (const code of [...table.codes, ...Object.keys(table.sommen)]) found.push(same(at(code), period.maanden.map((month) => placeOf(table.id, code, month))));
      }
    }
  }
  for (const { totaal, delen } of layout.verbanden) {
    if (![totaal, ...delen].every(([table, code]) => known.has(`${table}|${code}`))) continue;
    for (const { id, soort } of layout.perioden) {
      if ([totaal, ...delen].every(([table]) => kindsOf.get(table)!.includes(soort))) found.push(same(placeOf(...totaal, id), delen.map((part) => placeOf(...part, id))));
    }
  }
  return found;
}

function same(whole: string, parts: readonly string[]): Statement {
  return { whole, parts, low: 0, high: 0 };
}
