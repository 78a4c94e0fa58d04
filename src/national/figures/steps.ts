/** The funnel of reports to the police: every step out of printed counts, with its own denominator. */
import type { TrechterRow } from '../../release/statistical-rows.js';
import { proportion } from '../../statistics/proportions.js';
import type { Period } from '../aggregate/period.js';
import { type Figures, rounded } from './figure.js';

type Place = readonly [table: string, code: string];

/** What a step is about, of how many the answer is known, and how many pass. */
const steps: readonly { readonly naam: TrechterRow['naam']; readonly van: Place; readonly bekend: Place; readonly teller: Place }[] = [
  { naam: 'alle', van: ['totaal', 'ALLE'], bekend: ['totaal', 'ALLE'], teller: ['totaal', 'ALLE'] },
  { naam: 'strafbaar', van: ['totaal', 'ALLE'], bekend: ['strafbaar_feit', 'BEKEND'], teller: ['strafbaar_feit', 'J'] },
  { naam: 'geprobeerd', van: ['totaal', 'ALLE'], bekend: ['aangifte_status', 'BEKEND'], teller: ['aangifte_status', 'GEPROBEERD'] },
  { naam: 'opgenomen', van: ['aangifte_status', 'GEPROBEERD'], bekend: ['aangifte_status', 'GEPROBEERD'], teller: ['aangifte_status', 'GEDAAN'] },
  { naam: 'vpt', van: ['aangifte_status', 'GEDAAN'], bekend: ['vpt_code', 'BEKEND'], teller: ['vpt_code', 'J'] },
  { naam: 'vervolgd', van: ['aangifte_status', 'GEDAAN'], bekend: ['strafvervolg', 'BEKEND'], teller: ['strafvervolg', 'VERVOLGD'] },
  { naam: 'afgedaan', van: ['strafvervolg', 'VERVOLGD'], bekend: ['strafvervolg', 'VERVOLGD'], teller: ['strafvervolg', 'AFGEDAAN'] },
];

/** The steps of every year or twelve months. */
export function reportSteps(periods: readonly Period[], figures: Figures): TrechterRow[] {
  return periods.filter(({ soort }) => soort !== 'maand').flatMap((period) =>
    steps.map(({ naam, ...places }, at): TrechterRow => {
      const [van, bekend, teller] = [places.van, places.bekend, places.teller].map(([table, code]) => figures.value(table, code, period));
      const key = { periode: period.id, trede: at + 1, naam, obs_status: figures.notes.get(period.id)!.status };
      if (van === undefined || bekend === undefined || teller === undefined) return { ...key, van: van ?? null, bekend: null, onbekend: null, teller: null, aandeel: null, onder: null, boven: null, conf_status: 'C' };
      // counts are rounded one by one, so that a part may seem larger than its whole
      const share = proportion(Math.min(teller, bekend), bekend, 100);
      const { waarde: aandeel, onder, boven } = share ? rounded(share, 1) : { waarde: null, onder: null, boven: null };
      return { ...key, van, bekend, onbekend: Math.max(0, van - bekend), teller, aandeel, onder, boven, conf_status: 'F' };
    }),
  );
}
