/**
 * A text as a cell of a CSV or XLSX file: with an apostrophe before it where a spreadsheet would run it as a formula, also
 * behind white space that it would drop. Plain numbers such as -3 stay as
 * they are.
 */
export function safeCell(text: string): string {
  return /^(?:[\s\u0000\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\u0000])/.test(text) && !/^-(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^-Infinity$/.test(text) ? `'${text}` : text;
}
