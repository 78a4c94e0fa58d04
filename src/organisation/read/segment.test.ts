import { describe, expect, it } from 'vitest';
import { splitLenient } from './lenient.js';
import { maxLine, Segmenter } from './segment.js';

const cut = (text: string, width?: number, delimiter = ';') =>
  new Segmenter({ delimiter, newline: '\n', file: 'x.csv', ...(width ? { width } : {}) }).push(text, true).map(({ rij, cells, broken }) => [rij, broken ? '!' : '', ...cells]);

describe('records', () => {
  it.each<[string, string, number, (string | number)[][]]>([
    ['plain lines', 'a;b\n1;2\n', 2, [[1, '', 'a', 'b'], [2, '', '1', '2']]],
    ['CRLF and no line break at the end', 'a;b\r\n1;2', 2, [[1, '', 'a', 'b'], [2, '', '1', '2']]],
    ['blank lines', 'a;b\n\n1;2\n\n', 2, [[1, '', 'a', 'b'], [2, '', ''], [3, '', '1', '2'], [4, '', '']]],
    ['a line break, a delimiter and a doubled quote in quotes', '1;"x\r\ny;""z"""\n2;b', 2, [[1, '', '1', 'x\r\ny;"z"'], [3, '', '2', 'b']]],
    ['empty quoted cells', '"";"";""\n', 3, [[1, '', '', '', '']]],
    ['spaces after a closing quote', '"a" ;"b"  \n', 2, [[1, '', 'a', 'b']]],
    ['a quote within a bare cell', '1;5" pijp\n2;x', 2, [[1, '', '1', '5" pijp'], [2, '', '2', 'x']]],
    ['a quote that never closes', '1;"abc;x\n2;def;y\n3;g;z', 3, [[1, '!', '1', 'abc', 'x'], [2, '', '2', 'def', 'y'], [3, '', '3', 'g', 'z']]],
    ['a quote that closes in a later row', '1;"abc;x\n2;"d;f";y\n3;g;z', 3, [[1, '!', '1', 'abc', 'x'], [2, '', '2', 'd;f', 'y'], [3, '', '3', 'g', 'z']]],
    ['a quote that would close with the right width but swallow a record', '1;"abc;x\n2;def;y\n3;g";z', 3, [[1, '!', '1', 'abc', 'x'], [2, '', '2', 'def', 'y'], [3, '', '3', 'g"', 'z']]],
    ['bare quotes in a quoted cell', '1;"zei "jij; ja", boos"\n2;x', 2, [[1, '!', '1', 'zei "jij; ja", boos'], [2, '', '2', 'x']]],
    ['a short record over lines', '1;a;"x\ny"\n2;b;c;d;e\n', 5, [[1, '', '1', 'a', 'x\ny'], [3, '', '2', 'b', 'c', 'd', 'e']]],
    ['prose with commas on a line of its own in a cell', '1;"een\ntwee; drie; vier"; x;y', 4, [[1, '', '1', 'een\ntwee; drie; vier', ' x', 'y']]],
    ['NUL characters', '1;a\0b\n', 2, [[1, '', '1', 'ab']]],
  ])('%s', (_, text, width, expected) => {
    expect(cut(text, width)).toEqual(expected);
  });

  it('are the same however the text is cut into chunks', () => {
    const text = 'a;b;c\r\n1;"x\r\ny;""z""";t\r\n2;"open;t\r\n3;é;"u"\r\n\r\n4;"";""\r\n';
    const whole = cut(text, 3);
    for (let size = 1; size < text.length; size++) {
      const segmenter = new Segmenter({ delimiter: ';', newline: '\n', width: 3, file: 'x.csv' });
      const parts = [];
      for (let i = 0; i < text.length; i += size) parts.push(...segmenter.push(text.slice(i, i + size), false));
      parts.push(...segmenter.push('', true));
      expect(parts.map(({ rij, cells, broken }) => [rij, broken ? '!' : '', ...cells])).toEqual(whole);
    }
  });

  it('of a file with lone carriage returns', () => {
    expect(new Segmenter({ delimiter: ';', newline: '\r', file: 'x.csv' }).push('a;b\r1;2\r', true).map((record) => record.cells)).toEqual([['a', 'b'], ['1', '2']]);
  });

  it('refuses a line without end, and names its row', () => {
    const segmenter = new Segmenter({ delimiter: ';', newline: '\n', file: 'x.csv' });
    segmenter.push('a;b\n', false);
    expect(() => segmenter.push('x'.repeat(maxLine + 1), false)).toThrow(expect.objectContaining({ key: 'read.lineTooLong', params: { file: 'x.csv', row: 2, limit: maxLine } }));
  });

  it('reads a hundred thousand stray quotes in reasonable time', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `${i};"stuk;""";x`).join('\n');
    expect(cut(text, 4)).toHaveLength(100_000);
  }, 20_000);
});

describe('a broken line', () => {
  it.each([
    ['"M 1","Vader zei "jij, ja jij" en hing op, boos"', ['M 1', 'Vader zei "jij, ja jij" en hing op, boos']],
    ['1,"abc,x', ['1', 'abc', 'x']],
    ['1,"","a ""b"" c", "d', ['1', '', 'a "b" c', ' "d']],
    ['"', ['']],
    ['a,', ['a', '']],
  ])('%s', (line, cells) => {
    expect(splitLenient(line, ',')).toEqual(cells);
  });
});
