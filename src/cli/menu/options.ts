/** Options that several commands share, and how their values are read. */
import { InvalidArgumentError, Option } from 'commander';
import { isDay } from '../workspace/period.js';
import type { Menu } from './menu.js';

export function workspace(t: Menu['t']): Option {
  return new Option('-w, --workspace <dir>', t('cli.option.workspace'));
}

export function organisation(t: Menu['t']): Option {
  return new Option('-o, --organisation <code>', t('cli.option.organisation'));
}

export function lang(t: Menu['t']): Option {
  return new Option('--lang <lang>', t('cli.option.lang')).choices(['nl', 'en']);
}

export function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('JJJJ-MM-DD / YYYY-MM-DD');
  return text;
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('0, 1, 2, …');
  return Number(text);
}

/** A day at most: a timer of Node cannot be set for more than 24 of them. */
export function seconds(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 86_400) throw new InvalidArgumentError('0 … 86400');
  return Number(text);
}

export function monthCount(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 36) throw new InvalidArgumentError('1 … 36');
  return Number(text);
}

export function factor(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) <= 0) throw new InvalidArgumentError('0.1, 1, 2.5, …');
  return Number(text);
}
