import { expect, test } from 'vitest';
import { publishedGroups } from './published.js';

test('what a release shows as counts becomes groups in the words of the gate; withheld and foreign rows do not', () => {
  const csv = [
    'indicator,reeks,periode,periode_soort,dimensie,code,waarde', 'I01,voorvallen,2024-06,maand,totaal,ALLE,1015', 'I22,voorvallen,2023-07/2024-06,12maanden,relatie,OUDER,500',
    'I05,voorvallen,2024-06,maand,vorm,BEDR,40', 'I22,voorvallen,2024-06,maand,relatie,PLEEG,', 'I22,aandeel,2024-06,maand,relatie,OUDER,0.5', 'I06,voorvallen,2024-06,maand,ernst,BEKEND,900', '',
  ].join('\r\n');
  expect(publishedGroups(csv)).toEqual(['maand=2023-07..2024-06 relatie=OUDER', 'maand=2024-06', 'maand=2024-06 vorm_bedr=J']);
});
