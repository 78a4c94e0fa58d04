/** The national monthly rate on a u′ chart, from printed counts only. */
import type { RegelkaartRow } from '../../release/statistical-rows.js';
import { laneyChart } from '../../statistics/control-chart.js';
import { rateMultiplier } from '../../statistics/rate-bases.js';
import { roundDecimal } from '../../statistics/rounding.js';
import { periodExposure } from '../aggregate/exposure.js';
import type { Period } from '../aggregate/period.js';
import type { Figures } from './figure.js';

/** Fewest months that limits are drawn from. */
const fewest = 3;

/** Every month; the limits rest on the first months up to the first one that is still provisional or thinly covered. */
export function controlChart(periods: readonly Period[], figures: Figures): RegelkaartRow[] {
  const months = periods.filter(({ soort }) => soort === 'maand').map((month) => ({ month, count: figures.value('fte', 'MET', month), exposure: periodExposure(month, figures.exposures, 'fte'), status: figures.notes.get(month.id)!.status }));
  const drawn = months.filter(({ count, exposure }) => count !== undefined && exposure > 0);
  const firstOpen = drawn.findIndex(({ status }) => /[pu]/.test(status));
  const baseline = firstOpen < 0 ? drawn.length : firstOpen;
  if (baseline < fewest || drawn.slice(0, baseline).every(({ count }) => count === 0)) return [];
  const chart = laneyChart(drawn.map(({ count }) => count!), drawn.map(({ exposure }) => exposure), { baseline });
  const scale = (value: number): number => roundDecimal(rateMultiplier('fte', 'maand') * value, 2);
  return months.map(({ month, count, status }): RegelkaartRow => {
    const at = drawn.findIndex((one) => one.month === month);
    const point = chart.points[at];
    const limits = point && { midden: scale(chart.centre), onder: scale(point.lower), boven: scale(point.upper), nabij_onder: scale(point.nearLower), nabij_boven: scale(point.nearUpper) };
    return {
      indicator: 'I02',
      maand: month.id,
      waarde: point ? scale(point.value) : null,
      ...(limits ?? { midden: null, onder: null, boven: null, nabij_onder: null, nabij_boven: null }),
      signaal: point && point.cause !== 'GEEN' ? point.cause : null,
      basis: point && at < baseline ? 'J' : 'N',
      proef: chart.trial ? 'J' : 'N',
      obs_status: status,
      conf_status: count === undefined ? 'C' : 'F',
    };
  });
}
