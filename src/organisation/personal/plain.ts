/** Text as it reads, whatever signs it was written with: what only looks like digits, hyphens or spaces becomes them. */

const simple = /^[\t\n\r -~]*$/;
/** Signs that show nothing and part what belongs together: soft hyphens, zero widths, directions, selectors, controls. */
const invisible = /\p{Cf}|[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0]|[\u{e0100}-\u{e01ef}]|(?![\t\n\r\v\f])\p{Cc}/gu;
const dash = /[\p{Pd}\u2212\u2043]/gu;
const foreignDigit = /(?![0-9])\p{Nd}/gu;
/** Strokes and rings over digits. */
const dressed = /(?<=[0-9])\p{M}+/gu;

/** NFKC without what cannot be seen, with ASCII digits, hyphens and spaces. */
export function plainText(text: string): string {
  if (simple.test(text)) return text;
  return text.normalize('NFKC').replace(invisible, '').replace(dash, '-').replace(/\p{Zs}/gu, ' ').replace(foreignDigit, digitValue).replace(dressed, '');
}

/** Decimal digits stand in tens, in every script: the value is the distance to the first of them. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

/** RE2 class of the signs that `plainText` may change, and of those it hardly ever meets: a text with one is always searched. */
export const unusualSign = '[^\\t\\n\\r -~\u00a0-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u2018-\u201a\u201c-\u201e\u20ac\u2022]';
