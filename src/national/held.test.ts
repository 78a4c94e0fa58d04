import { describe, expect, it } from 'vitest';
import { UnsafeRelease } from '../release/audit/certificate.js';
import { loadProgramme } from './aggregate/programme.js';
import { type Held, heldMore, heldText, isHeld, nothingHeld, untilSafe } from './held.js';
import { DisclosureError } from './protect/disclosure-error.js';

const programme = loadProgramme();
const refused = (held: Held, ...places: string[]): Held => heldMore(held, places, programme)!;

describe('what a refusal holds back', () => {
  it('begins with the line, goes on with its table and all that follows from it, and ends with everything new', () => {
    const line = refused(nothingHeld, 'aangifte_status|NEE|2024-05');
    expect([[...line.lines], [...line.tables], line.all]).toEqual([['aangifte_status|NEE'], [], false]);
    const table = refused(line, 'aangifte_status|NEE|2024-05');
    expect([...table.tables].sort()).toEqual(['aangifte_doorlooptijd', 'aangifte_status', 'reden_geen_aangifte', 'strafvervolg', 'vpt_code']);
    expect(isHeld(table, 'strafvervolg', 'SEPOT')).toBe(true);
    expect(isHeld(table, 'ernst', '3')).toBe(false);
    const all = refused(table, 'aangifte_status|GEDAAN|2024-04');
    expect([all.all, isHeld(all, 'ernst', '3')]).toEqual([true, true]);
    expect(heldMore(all, ['ernst|3|2024-05'], programme)).toBeUndefined();
  });

  it('takes tables along that an equation of the programme ties to the table', () => {
    const { tables } = refused(refused(nothingHeld, 'prive|ALLEEN_NAASTE|2024-05'), 'prive|ALLEEN_NAASTE|2024-05');
    expect([...tables].sort()).toEqual(['gericht_op', 'prive', 'privesfeer']);
  });

  it('is said by table and code', () => {
    expect(heldText(nothingHeld)).toBe('');
    expect(heldText(refused(nothingHeld, 'vorm|PROC|2024-05', 'vorm|ONLN|2024-05', 'ernst|9|2024-05'))).toBe('ernst (9); vorm (ONLN, PROC)');
    expect(heldText({ ...nothingHeld, tables: new Set(['platform']), lines: new Set(['platform|X']) })).toBe('platform');
    expect(heldText({ ...nothingHeld, all: true })).toBe('*');
  });
});

describe('a release that is made until it is safe', () => {
  const gate = (places: readonly string[]) => async (held: Held): Promise<string> => {
    const left = places.filter((place) => !isHeld(held, place.split('|')[0]!, place.split('|')[1]!));
    if (left.length > 0) throw new UnsafeRelease(left);
    return heldText(held);
  };

  it('passes with what the gate named held back', async () => {
    expect(await untilSafe(gate(['ernst|9|2021-07', 'platform|X|2024-05']), programme)).toMatchObject({ made: 'ernst (9); platform (X)', attempts: 2 });
    expect(await untilSafe(gate([]), programme)).toMatchObject({ made: '', attempts: 1 });
  });

  it('never ends before everything new is held back, however often it is refused', async () => {
    const seen: string[] = [];
    const stubborn = async (held: Held): Promise<string> => {
      seen.push(heldText(held));
      if (!held.all) throw new UnsafeRelease(['ernst|9|2021-07']);
      return 'all';
    };
    expect(await untilSafe(stubborn, programme)).toMatchObject({ made: 'all', attempts: 4 });
    expect(seen).toEqual(['', 'ernst (9)', 'ernst', '*']);
    await expect(untilSafe(async () => Promise.reject(new UnsafeRelease(['ernst|9|2021-07'])), programme)).rejects.toThrow(UnsafeRelease);
  });

  it('goes on where the engine finds no protection, and leaves it to the gate', async () => {
    const lost = async (held: Held): Promise<string[]> => {
      if (!held.given.has('ernst|9|2021-07')) throw new DisclosureError(1, ['ernst|9|2021-07']);
      return [...held.given];
    };
    expect((await untilSafe(lost, programme)).made).toEqual(['ernst|9|2021-07']);
    await expect(untilSafe(async () => Promise.reject(new DisclosureError(1, [])), programme)).rejects.toThrow(DisclosureError);
  });
});
