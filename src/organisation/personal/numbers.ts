/** Numbers that name a person by themselves, recognised by their check digits. */

/**
 * The eleven test of the burgerservicenummer: 9a+8b+7c+6d+5e+4f+3g+2h−i is a multiple of 11. Eight digits lost a leading
 * zero; nothing but zeros is no number.
 */
export function passesElevenTest(digits: string): boolean {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const nine = digits.padStart(9, '0');
  let sum = -Number(nine[8]);
  for (let i = 0; i < 8; i++) sum += (9 - i) * Number(nine[i]);
  return sum % 11 === 0;
}

/** A BSN as it stands alone in a cell, with dots, spaces or hyphens in it or not; a date is none, whatever the test says. */
export function isBsn(text: string): boolean {
  if (!/^\d[\d .-]{6,11}\d$/.test(text) || /^\d{1,2}[-.]\d{1,2}[-.]\d{4}$|^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const digits = text.replace(/[ .-]/g, '');
  return passesElevenTest(digits) && !isCompactDate(digits);
}

/** 20240305 is a day, whatever the eleven test says. */
export function isCompactDate(digits: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}

/** ISO 13616: the number, its first four signs moved to the end and letters as 10 to 35, is 1 modulo 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const sign of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Ten digits from a zero on, a country code, or a number of a free or paid line; spread over groups one digit more or less is a slip. */
export function isPhone(text: string): boolean {
  const body = text.replace(/^(?:\+|00)\d{2}[ -]?(?:\(0\))?/, '0');
  const digits = body.replace(/\D/g, '');
  if (/^\(?\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}/.test(text) || /^0+$/.test(digits)) return false;
  if (/^0[89]00/.test(digits)) return digits.length === 8 || digits.length === 11;
  if (!digits.startsWith('0') || digits[1] === '0') return false;
  const groups = body.match(/\d+/g)!;
  if (groups.length === 1) return digits.length === 10;
  return digits.length >= 9 && digits.length <= 11 && groups.length <= 5 && groups[0]!.length <= 6 && groups.every((group) => group.length >= 2);
}
