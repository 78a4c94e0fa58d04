import { random } from '../../demo/random.js';
import type { ReadSettings } from '../../organisation/read/raw.js';
import type { GoodExport } from './base.js';
import { badText } from './text.js';
import { badWorkbook } from './workbook.js';

export interface Input {
  bytes: Buffer;
  kind: 'csv' | 'xlsx';
  from: GoodExport;
  /** Settings that stand in the mapping, right or wrong. */
  settings: ReadSettings;
  /** Read row by row in memory; loaded into the engine as its users load it; or all the way to verdicts. Each costs ten times the one before. */
  way: 'rows' | 'loaded' | 'judged';
}

/** Of so many inputs one is loaded, and one judged. */
export interface Shares {
  load: number;
  judge: number;
}

/** Bad input number `at` of a seed: always the same one, whatever is done with it. */
export function makeInput(exports: readonly GoodExport[], seed: number, at: number, { load, judge }: Shares): Input {
  const stream = random(seed, 'fuzz', at);
  const from = stream.pick(exports.filter(({ source }) => source.kind === (at % 4 === 0 ? 'xlsx' : 'csv')));
  const bytes = from.source.kind === 'csv' ? badText(from.source.text, stream) : badWorkbook(from.source.parts, stream);
  return { bytes, kind: from.source.kind, from, settings: stream.chance(0.15) ? settings() : from.mapping.lezen, way: one('judge', judge) ? 'judged' : one('load', load) ? 'loaded' : 'rows' };

  function one(what: string, of: number): boolean {
    return random(seed, what, at).below(of) === 0;
  }

  function settings(): ReadSettings {
    return stream.pick<ReadSettings>([
      { kopregel: 1 + stream.below(20) },
      { scheiding: stream.pick([';', ',', 'tab', '|', '"', 'x', '::', '']) },
      { codering: stream.pick(['utf-8', 'windows-1252', 'utf-16', 'utf-16le', 'latin1', 'klingon', '']) },
      { tabbladen: stream.pick([['Blad1'], ['Niet'], []]) },
      { datumstelsel: stream.pick([1900, 1904]) },
    ]);
  }
}
