/** Figures, months and intervals as Dutch or English text. Rounding happens here and nowhere else. */
import type { Lang } from '../../i18n/message.js';

const signs = {
  nl: { decimal: ',', group: '.', to: 'tot' },
  en: { decimal: '.', group: ',', to: 'to' },
} as const;

export const monthNames = {
  nl: ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

export const shortMonthNames = {
  nl: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

/** The CBS sign for a figure that is unknown, unreliable or kept secret. */
export const noFigure = '.';

/** A number without its sign, in units of its last digit, rounded half away from zero in decimal: 1.005 with two digits gives 101. */
function scaledUp(value: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  return Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
}

/** The number that `formatNumber` shows, for forms that hold numbers. */
export function rounded(value: number, digits: number): number {
  const scaled = scaledUp(value, digits);
  return scaled === 0 ? 0 : Math.sign(value) * Number(`${scaled}e-${digits}`);
}

/** A number rounded half away from zero in decimal (1.005 gives 1,01), with the separators of the language. */
export function formatNumber(value: number, digits: number, lang: Lang): string {
  const scaled = scaledUp(value, digits);
  const text = String(scaled).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, signs[lang].group);
  const minus = value < 0 && scaled !== 0 ? '\u2212' : '';
  return minus + whole + (digits > 0 ? signs[lang].decimal + text.slice(-digits) : '');
}

/** Limits as "1,8 tot 2,5": a word between them, because a Dutch decimal comma leaves no comma to separate with. */
export function formatLimits(lower: string, upper: string, lang: Lang): string {
  return `${lower} ${signs[lang].to} ${upper}`;
}

/** '2024-06' as "juni 2024". */
export function formatMonth(month: string, lang: Lang, names: typeof monthNames | typeof shortMonthNames = monthNames): string {
  const match = /^(\d{4})-(\d{2})/.exec(month);
  const name = match && names[lang][Number(match[2]) - 1];
  return name ? `${name} ${match[1]}` : month;
}

/** '2023-07/2024-06' as "juli 2023 tot en met juni 2024"; a month or a year as it is. */
export function formatPeriod(period: string, lang: Lang): string {
  const [from, to] = period.split('/');
  if (!to) return formatMonth(period, lang);
  return `${formatMonth(from!, lang)} ${lang === 'nl' ? 'tot en met' : 'to'} ${formatMonth(to, lang)}`;
}

/** '2024-07-15' as "15 juli 2024". Any other text stays as it is. */
export function formatDay(day: string, lang: Lang): string {
  const match = /^\d{4}-\d{2}-(\d{2})$/.exec(day);
  return match ? `${Number(match[1])} ${formatMonth(day, lang)}` : day;
}
