import { expect, it } from 'vitest';
import { protectionConfig } from './config.js';

it('has a default for every setting', () => {
  expect(protectionConfig.parse({})).toEqual({ minimum: 10, afronding: 5, minimumMaandtotaal: 5, minimumPersonen: 5, organisaties: 3, dominantie: 80, voorlopigMaanden: 3, definitiefNa: 6, betrouwbareDekking: 0.8, betrouwbaarAantal: 10 });
});

it.each([{ minimum: 0 }, { minimum: 9.5 }, { dominantie: 101 }, { organisaties: '3' }, { betrouwbareDekking: 80 }, { drempel: 5 }])('refuses %j', (settings) => {
  expect(protectionConfig.safeParse(settings).success).toBe(false);
});
