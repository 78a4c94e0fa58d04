const plain = /^[!-~]+(?: [!-~]+)*$/;
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?![\t\n\r\v\f])\p{Cc}/gu;

/** Text for comparing and showing: NFKC, invisible and control characters removed, white space collapsed and trimmed. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return text.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** Whether nothing can be seen in the cell. */
export function isBlank(text: string): boolean {
  return text === '' || (!startsVisible(text) && cleanText(text) === '');
}

/** Whether the first character is a printable ASCII one; the SQL of the regular way asks the same. */
export function startsVisible(text: string): boolean {
  const code = text.charCodeAt(0);
  return code > 0x20 && code < 0x7f;
}

/** Whether the text is a number, date, time, amount or percentage. */
export function isNumeric(text: string): boolean {
  return /^[-+€ ]*\d[\d.,:/ %-]*$/.test(cleanText(text));
}

export function isDate(text: string): boolean {
  return /^(\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})(\D.*)?$/.test(cleanText(text));
}

/** The build of a key: letters to A, digits to 9, repeats collapsed ('TW-24043' gives 'A-9'). */
export function shape(text: string): string {
  return cleanText(text).replace(/\p{L}+/gu, 'A').replace(/\d+/g, '9');
}

const longestGlimpse = 500;

/** As much of a cell as tells what its column holds: a sample is searched with patterns that get slow on very long texts. */
export function glimpse(cell: string): string {
  return cell.length > longestGlimpse ? cell.slice(0, longestGlimpse) : cell;
}
