/** Groups of incidents whose numbers were published, in the words of the gate: an answer must not differ from them by too little either. */
import { boxText, canonical } from '../../public/query/guarded/box.js';
import { monthsBetween, type Vocabulary, vocabulary } from '../../public/query/guarded/dimensions.js';

/** Boxes, as canonical text, of the counts that the CSV of a release shows. */
export function publishedGroups(csv: string): string[] {
  const [head = '', ...lines] = csv.split(/\r?\n/);
  const names = head.split(',');
  const words = vocabulary([]);
  const found = new Set<string>();
  for (const line of lines) {
    const cells = line.split(',').map((cell) => cell.replace(/^"(.*)"$/, '$1'));
    const of = (name: string): string => cells[names.indexOf(name)] ?? '';
    if (of('reeks') !== 'voorvallen' || of('waarde') === '') continue;
    const own = condition(of('dimensie'), of('code'), words);
    const months = monthsOf(of('periode'));
    if (own && months) found.add(boxText(canonical(new Map([...own, ['maand', new Set(months)]]), words)));
  }
  return [...found].sort();
}

/** The condition behind a published row; undefined for one that the gate has no column for. */
function condition(dimension: string, code: string, { dimensions, forms }: Vocabulary): [string, Set<string>][] | undefined {
  if (dimension === 'totaal') return [];
  const axis = dimension === 'vorm' ? forms.get(code) : dimension;
  if (axis === undefined) return undefined;
  const value = dimension === 'vorm' ? 'J' : code;
  const codes = axis === 'maand' ? undefined : dimensions.get(axis)?.values.get(value);
  return codes ? [[axis, new Set(codes)]] : undefined;
}

function monthsOf(period: string): string[] | undefined {
  const [, from, to = from] = /^(\d{4}-\d\d)(?:\/(\d{4}-\d\d))?$/.exec(period) ?? [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return from === undefined ? undefined : monthsBetween(number(from), number(to!));
}
