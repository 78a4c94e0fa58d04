/** When each organisation delivers what: half-years until the end of 2023, months in 2024, some months again in July 2024. */
import { addMonths, dayOf, halfYearOf, isoDay, lastDay, monthsFrom } from './calendar.js';
import { firstMonth, isMember, lastMonth, type Organisation } from './sector.js';

export interface Delivery {
  /** `2023H2` or `2024-03`. */
  periode: string;
  maanden: readonly string[];
  geleverd: number;
  /** The same period delivered a second time. */
  opnieuw: boolean;
}

const monthlyFrom = '2024-01';
const againOn = dayOf(2024, 7, 18);

/** Deliveries of one organisation within the given months, in order of delivery; a half-year that is not whole is delivered by month. */
export function deliveriesOf(organisation: Organisation, months: readonly string[]): Delivery[] {
  const own = months.filter((month) => isMember(organisation, month));
  const deliveries: Delivery[] = [];
  for (const month of own) {
    const last = deliveries[deliveries.length - 1];
    if (last?.maanden.includes(month)) continue;
    const half = halfYearOf(month);
    const whole = own.filter((one) => halfYearOf(one) === half);
    if (month < monthlyFrom && whole.length === 6) {
      deliveries.push({ periode: half, maanden: whole, geleverd: lastDay(whole[5]!) + organisation.leverdagen.halfjaar, opnieuw: false });
    } else if (!organisation.ontbreekt.includes(month) && !organisation.nul.includes(month)) {
      deliveries.push({ periode: month, maanden: [month], geleverd: lastDay(month) + organisation.leverdagen.maand, opnieuw: false });
    }
  }
  for (const month of organisation.herlevering.filter((one) => own.includes(one))) {
    deliveries.push({ periode: month, maanden: [month], geleverd: againOn, opnieuw: true });
  }
  return deliveries;
}

/** The last months of the demo, as many as asked. */
export function demoMonths(count: number): string[] {
  const first = addMonths(lastMonth, 1 - count);
  return monthsFrom(first < firstMonth ? firstMonth : first, lastMonth);
}

/** `meldingen_2024-06_geleverd-2024-07-05.csv` */
export function fileName(name: string, periode: string, geleverd: number, extension: string): string {
  return `${name}_${periode}_geleverd-${isoDay(geleverd)}.${extension}`;
}
