/** Differences between organisations without showing any: a funnel without points. */
import type { FunnelgrensRow, SpreidingRow } from '../../release/statistical-rows.js';
import { expectedEvents, funnel, overdispersedFunnel, poissonFunnel } from '../../statistics/funnel.js';
import { roundDecimal } from '../../statistics/rounding.js';
import type { Interval } from '../../statistics/interval.js';
import type { OrganisationPeriod } from '../aggregate/organisations.js';
import { periodExposure } from '../aggregate/exposure.js';
import type { Period } from '../aggregate/period.js';
import { fewestOthers, thirds } from '../comparable.js';
import type { ProtectionConfig } from '../protect/config.js';
import type { Figures } from './figure.js';

/** Months of twelve that an organisation must have reported, so that a rate is not made of single months. */
const fewestMonths = 9;
/** Sizes for which limits are drawn, in FTE. */
const sizes = [25, 50, 100, 200, 400, 800] as const;
/** Fewest organisations on either side of a limit before their number is told. */
const fewestToTell = 3;

export interface Spread {
  readonly spreiding: SpreidingRow[];
  readonly funnelgrens: FunnelgrensRow[];
}

/** The spread of every year, around the printed rate. */
export function spreadFigures(periods: readonly Period[], figures: Figures, organisations: (period: Period) => readonly OrganisationPeriod[], config: ProtectionConfig): Spread {
  const spread: Spread = { spreiding: [], funnelgrens: [] };
  for (const period of periods.filter(({ soort }) => soort !== 'maand')) {
    const units = organisations(period).filter(({ months, exposure }) => months >= fewestMonths && exposure > 0);
    const count = figures.value('fte', 'MET', period);
    const exposure = periodExposure(period, figures.exposures, 'fte');
    const nothing = { midden: null, methode: null, phi: null, tau2: null, buiten_95: null, buiten_998: null, laagste_derde: null, middelste_derde: null, hoogste_derde: null };
    const about = { periode: period.id, organisaties: units.length, obs_status: figures.notes.get(period.id)!.status };
    if (count === undefined || count === 0 || units.length < fewestOthers || units.every((unit) => unit.count === 0)) {
      spread.spreiding.push({ ...about, ...nothing, conf_status: 'C' });
      continue;
    }
    const rate = (1200 * count) / exposure;
    const { points, overdispersion: found } = funnel(expectedEvents(units));
    const outside = (positions: readonly string[]): number | null => {
      const n = points.filter(({ position }) => positions.includes(position)).length;
      return n >= fewestToTell && units.length - n >= fewestToTell ? n : null;
    };
    const [low = null, middle = null, high = null] = thirds(units.map((unit) => ({ organisatie: unit.unit, aantal: unit.count, fte_maanden: unit.exposure })), config.minimum).map((one) => Math.round(one));
    const tau2 = found ? roundDecimal(found.tau2, 3) : 0;
    spread.spreiding.push({
      ...about,
      midden: roundDecimal(rate, 1),
      methode: found ? 'CQC' : 'POISSON',
      phi: found ? roundDecimal(found.phi, 1) : null,
      tau2: found ? tau2 : null,
      buiten_95: outside(['BUITEN_95', 'BUITEN_998']),
      buiten_998: outside(['BUITEN_998']),
      laagste_derde: low, middelste_derde: middle, hoogste_derde: high,
      conf_status: 'F',
    });
    const limits = (fte: number, confidence: number): Interval => {
      const expected = (rate / 100) * fte;
      return tau2 > 0 ? overdispersedFunnel(expected, tau2, 'CQC', confidence) : poissonFunnel(expected, confidence);
    };
    for (const fte of sizes) {
      const [near, far] = [limits(fte, 0.95), limits(fte, 0.998)];
      const scale = (ratio: number): number => roundDecimal(rate * ratio, 1);
      spread.funnelgrens.push({ periode: period.id, fte, midden: roundDecimal(rate, 1), onder_95: scale(near.lower), boven_95: scale(near.upper), onder_998: scale(far.lower), boven_998: scale(far.upper), obs_status: about.obs_status, conf_status: 'F' });
    }
  }
  return spread;
}
