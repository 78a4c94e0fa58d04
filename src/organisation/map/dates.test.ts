import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate, compileDateFormat, parseSerial, parseTime } from './dates.js';

const parse = (format: string, text: string) => compileDateFormat(format)?.parse(text);

describe('date formats of a mapping', () => {
  test.each([
    ['dd-mm-jjjj', '04-05-2024', { date: '2024-05-04' }],
    ['dd-mm-jjjj', '31-04-2024', 'impossible'],
    ['dd-mm-jjjj', '12-13-2024', 'impossible'],
    ['dd-mm-jjjj', '29-02-2024', { date: '2024-02-29' }],
    ['dd-mm-jjjj', '29-02-2023', 'impossible'],
    ['dd-mm-jjjj', '2024-05-04', undefined],
    ['dd-mm-jjjj', '4-5-2024', undefined],
    ['d-m-jjjj', '4-5-2024', { date: '2024-05-04' }],
    ['dd/mm/jjjj uu:mm', '03/25/2024 10:15', 'impossible'],
    ['dd/mm/jjjj uu:mm', '25/03/2024 10:15', { date: '2024-03-25', time: '10:15' }],
    ['dd/mm/jjjj uu:mm', '25/03/2024 24:15', 'impossible'],
    ['dd-mm-jjjj u:mm:ss', '25-03-2024 9:05:59', { date: '2024-03-25', time: '09:05' }],
    ['dd-mm-jj', '25-03-24', { date: '2024-03-25' }],
    ['d mmm jjjj', '4 mrt 2024', { date: '2024-03-04' }],
    ['d mmmm jjjj', '4 maart 2024', { date: '2024-03-04' }],
    ['d mmm jjjj', '4 xyz 2024', 'impossible'],
    ['jjjjmmdd', '20240304', { date: '2024-03-04' }],
    ['mm-jjjj', '03-2024', { date: '2024-03-01' }],
    ['iso', '2024-03-04T23:30:00Z', { date: '2024-03-04', time: '23:30' }],
    ['iso-utc', '2024-03-04T23:30:00Z', { date: '2024-03-05', time: '00:30' }],
    ['iso-utc', '2024-07-04T22:30:00Z', { date: '2024-07-05', time: '00:30' }],
    ['iso-utc', '2024-03-31T00:59:00Z', { date: '2024-03-31', time: '01:59' }],
    ['iso-utc', '2024-03-31T01:00:00Z', { date: '2024-03-31', time: '03:00' }],
    ['serie', '45366', { date: '2024-03-15' }],
    ['serie', '45366,75', { date: '2024-03-15', time: '18:00' }],
    ['serie', '60', 'impossible'],
  ])('%s reads %s', (format, text, expected) => expect(parse(format, text)).toEqual(expected));

  test.each(['kwartaal', 'dd-dd-jjjj', 'xx-mm-jjjj', 'dd-mm'])('%s is no format', (format) => expect(compileDateFormat(format)).toBeUndefined());

  test('the 1904 system starts 1,462 days later', () => expect(parseSerial('43904', 1904)).toEqual({ date: '2024-03-15' }));

  test('the fast way in SQL has the length of the text', () =>
    expect(compileDateFormat('dd/mm/jjjj uu:mm')!.strptime).toEqual({ format: '%d/%m/%Y %H:%M', length: 16 }));

  test('every calendar day is read back from its own format', () =>
    fc.assert(
      fc.property(fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2069-12-31T00:00:00Z'), noInvalidDate: true }), (day) => {
        const [y, m, d] = day.toISOString().slice(0, 10).split('-') as [string, string, string];
        expect(parse('dd-mm-jjjj', `${d}-${m}-${y}`)).toEqual({ date: `${y}-${m}-${d}` });
        expect(parse('dd-mm-jj', `${d}-${m}-${y.slice(2)}`)).toEqual({ date: `${y}-${m}-${d}` });
        expect(calendarDate(Number(y), Number(m), Number(d))).toBe(`${y}-${m}-${d}`);
      }),
    ));
});

test.each([
  ['14:05', '14:05'], ['9.30', '09:30'], ['0905', '09:05'], ['14:05:59', '14:05'], ['1899-12-30 15:40', '15:40'], ['14u30', '14:30'],
  ['14 uur', '14:00'], ['0,5', '12:00'], ['24:00', undefined], ['12:60', undefined], ['middag', undefined], ['', undefined],
])('time %s is %s', (text, expected) => expect(parseTime(text)).toBe(expected));
