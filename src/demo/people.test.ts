import { expect, test } from 'vitest';
import { passesElevenTest } from '../organisation/personal/numbers.js';
import { ibans, plantedSecrets, testBsns, writtenBsn } from './people.js';

test.each([['111222333', true], ['123456782', true], ['999990019', true], ['123456789', false], ['202400123', false], ['12345678', false]])('eleven test of %s', (digits, passes) => {
  expect(passesElevenTest(digits)).toBe(passes);
});

test('planted BSNs are test numbers that pass the eleven test, however they are written', () => {
  expect(testBsns).toHaveLength(40);
  expect(testBsns.every((bsn) => bsn.startsWith('9999') && passesElevenTest(bsn))).toBe(true);
  expect(Array.from({ length: 40 }, (_, at) => writtenBsn(at).replace(/\D/g, '')).every(passesElevenTest)).toBe(true);
});

test('planted bank accounts have right check digits', () => {
  for (const iban of ibans) {
    const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => (/\d/.test(sign) ? sign : String(sign.charCodeAt(0) - 55))).join('');
    expect(BigInt(digits) % 97n).toBe(1n);
  }
});

test('every planted string is long enough to be no coincidence', () => {
  expect(new Set(plantedSecrets).size).toBe(plantedSecrets.length);
  expect(plantedSecrets.filter((one) => one.length < 5)).toEqual([]);
});
