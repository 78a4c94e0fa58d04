import { describe, expect, test } from 'vitest';
import { isBsn, isIban, isPhone, passesElevenTest } from './numbers.js';

describe('check digits', () => {
  test.each([['111222333', true], ['123456782', true], ['12345678', false], ['999990019', true], ['123456789', false], ['000000000', false], ['1112223334', false], ['10000008', true], ['1234567', false]])('eleven test of %s: %s', (text, valid) => {
    expect(passesElevenTest(text)).toBe(valid);
  });
  test.each([['999.990.019', true], ['12345 6782', true], ['111222333', true], ['12-03-2014', false], ['2024-03-05', false], ['x111222333', false]])('%s as a cell is a BSN: %s', (text, valid) => expect(isBsn(text)).toBe(valid));
  test.each([['NL91ABNA0417164300', true], ['NL91 ABNA 0417 1643 00', true], ['NL91ABNA0417164301', false], ['DE89370400440532013000', true]])('%s is an IBAN: %s', (text, valid) => expect(isIban(text)).toBe(valid));
  test.each([['0612345678', true], ['06-12345678', true], ['+31612345678', true], ['0031 20 123 45 67', true], ['0800 1234', true], ['1234567890', false], ['061234567', false], ['000000000', false], ['05-12-2024 14', false]])('%s is a phone number: %s', (text, valid) => expect(isPhone(text)).toBe(valid));
});
