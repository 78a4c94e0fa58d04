/** Cases that begin and end, such as families with the LET or HRT: stock, inflow, outflow and duration. */
import { type Survival, survival } from './kaplan-meier.js';

export interface Case {
  /** Number of the first month, and of the last one in which it still ran; undefined while it runs. */
  readonly from: number;
  readonly to: number | undefined;
}

export interface MonthlyStock {
  readonly month: number;
  /** Cases that ran at some time in the month. */
  readonly stock: number;
  readonly inflow: number;
  /** Cases whose last month it was. */
  readonly outflow: number;
}

export interface StockAndFlow {
  readonly months: readonly MonthlyStock[];
  /** Mean number at the same time over the months. */
  readonly average: number;
  readonly inflow: number;
  readonly outflow: number;
  /** Durations in months (a case of one month lasts one) of all cases begun by the end, running ones censored at it. */
  readonly duration: Survival;
}

/** Stock and flow over the months `first` to `last`; the stock of a month is that of the month before, minus its outflow, plus the inflow. */
export function stockAndFlow(cases: readonly Case[], first: number, last: number): StockAndFlow {
  const count = (of: (one: Case) => boolean): number => cases.filter(of).length;
  const months = Array.from({ length: last - first + 1 }, (_, i): MonthlyStock => {
    const month = first + i;
    return { month, stock: count(({ from, to = Infinity }) => from <= month && to >= month), inflow: count(({ from }) => from === month), outflow: count(({ to }) => to === month) };
  });
  const sum = (of: (month: MonthlyStock) => number): number => months.reduce((total, month) => total + of(month), 0);
  const begun = cases.filter(({ from }) => from <= last);
  const duration = survival(begun.map(({ from, to = Infinity }) => ({ time: Math.min(to, last) - from + 1, ended: to <= last })));
  return { months, average: sum(({ stock }) => stock) / months.length, inflow: sum((month) => month.inflow), outflow: sum((month) => month.outflow), duration };
}
