import { describe, expect, test } from 'vitest';
import { changeIsSafe } from './change.js';

const rules = { organisaties: 3, dominantie: 80, p: 15, insiders: true };
const parts = (counts: Readonly<Record<string, number>>) => Object.entries(counts).map(([unit, value]) => ({ unit, value }));
const safe = (minimum: number, before: Record<string, number>, after: Record<string, number>, then: [number, number], now: [number, number]) =>
  changeIsSafe({ id: 'x', minimum, contributions: parts(after) }, parts(before), { then: { low: then[0], high: then[1] }, now: { low: now[0], high: now[1] } }, rules);

describe('a count may be revised', () => {
  test.each<[string, number, Record<string, number>, Record<string, number>, [number, number], [number, number], boolean]>([
    ['when enough came from enough organisations', 10, { A: 10, B: 10, C: 10 }, { A: 14, B: 14, C: 14 }, [28, 32], [38, 42], true],
    ['not when nine came', 10, { A: 10, B: 10, C: 10 }, { A: 13, B: 13, C: 13 }, [28, 32], [38, 42], false],
    ['not when all came from one', 10, { A: 10, B: 10, C: 10 }, { A: 22, B: 10, C: 10 }, [28, 32], [38, 42], false],
    ['not when two brought them, who would know each other', 10, { A: 10, B: 10, C: 10 }, { A: 17, B: 17, C: 10 }, [30, 30], [44, 44], false],
    ['when rounding keeps the two from knowing each other closely', 10, { A: 10, B: 10, C: 10 }, { A: 17, B: 17, C: 10 }, [28, 32], [43, 47], true],
    ['not when one brought nearly all', 10, { A: 10, B: 10, C: 10 }, { A: 30, B: 11, C: 11 }, [28, 32], [48, 52], false],
    ['where few came but the printed step leaves open whether it were many', 5, { A: 20, B: 10, C: 10 }, { A: 23, B: 10, C: 10 }, [38, 42], [43, 47], true],
    ['not where it does not', 5, { A: 20, B: 10, C: 10 }, { A: 21, B: 11, C: 11 }, [40, 40], [43, 43], false],
    ['when enough went away', 10, { A: 14, B: 14, C: 14 }, { A: 10, B: 10, C: 10 }, [38, 42], [28, 32], true],
    ['not when an organisation left', 10, { A: 14, B: 14, C: 14 }, { B: 14, C: 14 }, [38, 42], [28, 32], false],
    ['not when an organisation joined', 10, { A: 14, B: 14 }, { A: 14, B: 14, C: 14 }, [28, 32], [38, 42], false],
    ['not when few came and few went', 10, { A: 10, B: 10, C: 10 }, { A: 15, B: 8, C: 10 }, [28, 32], [33, 37], false],
    ['when nothing changed', 10, { A: 10, B: 10, C: 10 }, { A: 10, B: 10, C: 10 }, [28, 32], [28, 32], true],
  ])('%s', (_, minimum, before, after, then, now, expected) => expect(safe(minimum, before, after, then, now)).toBe(expected));
});
