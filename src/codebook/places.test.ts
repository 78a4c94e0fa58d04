import { describe, expect, test } from 'vitest';
import { loadCodebook } from './codebook.js';

const codebook = loadCodebook();
const municipalities = codebook.plaatsen.filter((p) => p.soort === 'gemeente');

describe('municipalities of 2025', () => {
  test('342, each in exactly one region, every region has at least one', () => {
    expect(municipalities).toHaveLength(342);
    expect(municipalities.every((p) => p.regios.length === 1)).toBe(true);
    expect(new Set(municipalities.flatMap((p) => p.regios)).size).toBe(42);
  });

  // CBS counts 40, 82, 133 and 87 municipalities by part of the country. Food Valley holds three municipalities of
  // the province of Utrecht and Rijk van Nijmegen one of Limburg; both regions lie in the east.
  test('by part of the country', () => {
    const part = new Map(codebook.jeugdregios.map((r) => [r.code, r.landsdeel]));
    const counts = { noord: 0, oost: 0, west: 0, zuid: 0 };
    for (const { regios } of municipalities) counts[part.get(regios[0]!)!] += 1;
    expect(counts).toEqual({ noord: 40, oost: 82 + 3 + 1, west: 133 - 3, zuid: 87 - 1 });
  });
});

const byName = new Map(codebook.plaatsen.map((p) => [p.naam.toLowerCase(), p.regios]));

describe('from a name to youth regions', () => {
  test.each([
    ['Zwolle', ['JZ07']],
    ['Den Haag', ['JZ24']],
    ["'s-Gravenhage", ['JZ24']],
    ['’s-Gravenhage', ['JZ24']],
    ['Den Bosch', ['JZ33']],
    ['Sudwest-Fryslan', ['JZ02']],
    ['Súdwest-Fryslân', ['JZ02']],
    ['Fryslân', ['JZ02']],
    ['Hoofddorp', ['JZ15']],
    ['Zuidoost-Brabant', ['JZ39']],
    ['Bergen', ['JZ06', 'JZ37']],
    ['Bergen (NH.)', ['JZ06']],
    ['Bergen (L.)', ['JZ37']],
    ['Bergen op Zoom', ['JZ36']],
    ['Overijssel', ['JZ07', 'JZ14']],
    ['Hengelo', ['JZ14']],
    ['Hengelo (Gld)', ['JZ25']],
    ['Zuiderkade', undefined],
  ])('%s', (label, regions) => {
    expect(byName.get(label.toLowerCase())).toEqual(regions);
  });

  // Memberships that do not follow from the province or from an older classification.
  test.each([
    ['Zeewolde', 'JZ12'], ['Eemnes', 'JZ20'], ['Nijkerk', 'JZ21'], ['Wageningen', 'JZ28'], ['Voorschoten', 'JZ18'],
    ['Mook en Middelaar', 'JZ32'], ['Baarle-Nassau', 'JZ35'], ['Alphen-Chaam', 'JZ35'], ['Uitgeest', 'JZ06'],
    ['Vijfheerenlanden', 'JZ26'], ['Hattem', 'JZ17'], ['Weesp', 'JZ13'],
  ])('%s lies in %s', (label, region) => {
    expect(byName.get(label.toLowerCase())).toEqual([region]);
  });
});
