/** How long things last, by Kaplan and Meier, from printed counts of classes; running cases are censored where their cohort was followed to. */
import type { DuurRow } from '../../release/statistical-rows.js';
import { type Duration, survival } from '../../statistics/kaplan-meier.js';
import type { Period } from '../aggregate/period.js';
import { type Figures, rounded } from './figure.js';

interface Measurement {
  readonly meting: DuurRow['meting'];
  /** Classes of ended cases by the day at which they end; those beyond the last day. */
  readonly classes: readonly (readonly [code: string, days: number])[];
  readonly table: string;
  readonly beyond: string;
  /** Cases that had not ended when they were last seen. */
  readonly running: readonly (readonly [table: string, code: string])[];
}

const measurements: readonly Measurement[] = [
  { meting: 'aangifte', table: 'aangifte_doorlooptijd', classes: [['<14', 14], ['14-90', 90], ['91-180', 180]], beyond: '>180', running: [['aangifte_doorlooptijd', 'LOPEND']] },
  {
    meting: 'verwijdering', table: 'verwijder_doorlooptijd', classes: [['0-1', 1], ['2-7', 7], ['8-30', 30], ['31-90', 90]], beyond: '>90',
    // what was refused or never answered is still there
    running: [['verwijder_uitkomst', 'LOPEND'], ['verwijder_uitkomst', 'GEWEIGERD'], ['verwijder_uitkomst', 'GEEN_REACTIE']],
  },
];

const forever = 100_000;

/** Curves of the calendar years that were followed up to the end of the first class at least; `state` is the day of the latest delivery. */
export function durations(periods: readonly Period[], figures: Figures, state: string): DuurRow[] {
  return periods.filter(({ soort }) => soort === 'jaar').flatMap((period) => {
    const followed = Math.floor((Date.parse(`${state}T00:00:00Z`) - Date.parse(`${period.id}-12-31T00:00:00Z`)) / 86_400_000);
    return measurements.flatMap((measurement) => (followed >= measurement.classes[0]![1] ? curve(measurement, period, followed, figures) : []));
  });
}

function curve({ meting, table, classes, beyond, running }: Measurement, period: Period, followed: number, figures: Figures): DuurRow[] {
  const ended = classes.map(([code]) => figures.value(table, code, period));
  const late = figures.value(table, beyond, period);
  const open = running.map(([from, code]) => figures.value(from, code, period));
  const status = (days: number): string => `${figures.notes.get(period.id)!.status}${followed < days ? 'u' : ''}`;
  if ([...ended, late, ...open].includes(undefined)) {
    return classes.map(([, dagen]) => ({ meting, periode: period.id, dagen, gevolgd: null, beeindigd: null, lopend: null, waarde: null, onder: null, boven: null, mediaan: 'N', obs_status: status(dagen), conf_status: 'C' }));
  }
  const lopend = open.reduce<number>((sum, one) => sum + one!, 0);
  const times: Duration[] = [
    ...classes.map(([, time], i) => ({ time, ended: true, count: ended[i]! })),
    { time: forever, ended: true, count: late! },
    { time: Math.min(followed, forever), ended: false, count: lopend },
  ];
  const { points, median } = survival(times.filter(({ count }) => count! > 0));
  let last = { value: 1, lower: 1, upper: 1, atRisk: 0, ended: 0 };
  return classes.map(([, dagen], i): DuurRow => {
    last = points.find(({ time }) => time === dagen) ?? { ...last, ended: 0 };
    const shown = rounded({ value: 100 * last.value, lower: 100 * last.lower, upper: 100 * last.upper }, 0);
    const atRisk = times.reduce((sum, { time, count }) => sum + (time >= dagen ? count! : 0), 0);
    return { meting, periode: period.id, dagen, gevolgd: atRisk, beeindigd: ended[i]!, lopend, ...shown, mediaan: median.value === dagen ? 'J' : 'N', obs_status: status(dagen), conf_status: 'F' };
  });
}
