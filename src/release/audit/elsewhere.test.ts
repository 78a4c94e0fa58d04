/** The other tables of a release: what follows from printed counts passes, anything finer is refused. */
import { describe, expect, it } from 'vitest';
import type { Layout } from '../layout.js';
import { unexplainedElsewhere } from './elsewhere.js';
import { printedFigures } from './printed.js';

const year = '2023';
const layout: Layout = {
  versie: 1, afronding: 5, stand: 'v', nul: [], achtergehouden: [], schattingen: [], verbanden: [],
  perioden: [{ id: year, soort: 'jaar', maanden: ['2023-01'] }],
  tabellen: [
    { id: 'totaal', indicator: 'I01', codes: ['ALLE'], sommen: {}, van: null, meervoudig: false, perioden: ['jaar'], verhouding: null, verborgen: [], drempel: { jaar: 10 } },
    { id: 'aangifte_status', indicator: 'I12', codes: ['J', 'N', '9'], sommen: { BEKEND: ['J', 'N'] }, van: ['totaal', 'ALLE'], meervoudig: false, perioden: ['jaar'], verhouding: null, verborgen: [], drempel: { jaar: 10 } },
  ],
};
const head = 'indicator,reeks,periode,periode_soort,dimensie,code,waarde,onder,boven,teller,noemer,eenheid,dekking,obs_status,conf_status,vintage';
const figure = (indicator: string, reeks: string, dimensie: string, code: string, waarde: number, teller: number, noemer: number | ''): string => [indicator, reeks, year, 'jaar', dimensie, code, waarde, '', '', teller, noemer, '', '', '', 'F', 'v'].join(',');
const cijfer = (share = 22.2): string => [
  head,
  figure('I01', 'voorvallen', 'totaal', 'ALLE', 100, 100, ''),
  ...[['J', 20], ['N', 70], ['9', 10]].map(([code, n]) => figure('I12', 'voorvallen', 'aangifte_status', String(code), Number(n), Number(n), '')),
  figure('I12', 'voorvallen', 'aangifte_status_som', 'BEKEND', 90, 90, ''),
  figure('I12', 'aandeel', 'aangifte_status', 'J', share, 20, 90),
  figure('I02', 'per_100_fte', 'totaal', 'ALLE', 1.2, 100, 100_000),
  '',
].join('\n');
const found = (tables: Readonly<Record<string, string>>, figures = cijfer(), earlier: readonly string[] = []): string[] => unexplainedElsewhere(new Map(Object.entries(tables)), figures, layout, printedFigures(figures, layout), earlier);
const steps = (van: number, bekend: number, onbekend: number, teller: number, aandeel: number): string => `periode,trede,naam,van,bekend,onbekend,teller,aandeel,onder,boven,obs_status,conf_status\n2023,1,strafbaar,${van},${bekend},${onbekend},${teller},${aandeel},1.1,9.9,,F\n`;

describe('tables beside cijfer', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['a step out of printed counts', { trechter: steps(100, 90, 10, 20, 22.2) }, []],
    ['a count that is printed nowhere', { trechter: steps(100, 90, 10, 23, 25.6) }, ['trechter:2 teller']],
    ['a share of exact counts', { trechter: steps(100, 90, 10, 20, 23.9) }, ['trechter:2 aandeel']],
    ['what is unknown by subtraction of exact counts', { trechter: steps(100, 90, 8, 20, 22.2) }, ['trechter:2 onbekend']],
    ['an interval finer than it is printed', { trechter: steps(100, 90, 10, 20, 22.2).replace('1.1', '1.1234') }, ['trechter:2 onder']],
    ['a trend in coarse steps', { trend: 'maat,code,periode,waarde\nindex,ALLE,2023,120\n' }, []],
    ['a trend that tells a sum of a hundred to within one', { trend: 'maat,code,periode,waarde\nindex,ALLE,2023,121\n' }, ['trend:2 waarde']],
    ['quality out of printed counts', { kwaliteit: 'periode,soort,onderwerp,aandeel,onder,boven\n2023,onbekend,aangifte_status,10,5.5,17.4\n2023,oordeel,valid,93,92,94\n' }, []],
    ['quality out of exact counts', { kwaliteit: 'periode,soort,onderwerp,aandeel,onder,boven\n2023,onbekend,aangifte_status,11.3,5.5,17.4\n2023,oordeel,valid,93.4,92,94\n' }, ['kwaliteit:2 aandeel', 'kwaliteit:3 aandeel']],
    ['cases in fives', { let: 'jaar,instroom\n2023,15\n' }, []],
    ['cases one by one', { let: 'jaar,instroom\n2023,14\n' }, ['let:2 instroom']],
    ['an expected number that is not rounded', { volledigheid: 'maand,aandeel,verwacht\n2023-01,94,103\n' }, ['volledigheid:2 verwacht']],
    ['a rate of the printed count', { regelkaart: 'indicator,maand,waarde\nI02,2023,1.2\n' }, []],
    ['a rate of another count', { regelkaart: 'indicator,maand,waarde\nI02,2023,1.24\n' }, ['regelkaart:2 waarde']],
    ['classes with their share', { herhaling: 'periode,eenheid,termijn,klasse,aantal,aandeel\n2023,gezin,jaar,1,40,66.7\n2023,gezin,jaar,2+,20,33.3\n' }, []],
    ['classes with the share of exact numbers', { herhaling: 'periode,eenheid,termijn,klasse,aantal,aandeel\n2023,gezin,jaar,1,40,64.9\n2023,gezin,jaar,2+,20,33.3\n' }, ['herhaling:2 aandeel']],
    ['a column that nobody declared', { dekking: 'maand,organisaties_verwacht,voorvallen\n2023-01,14,3\n' }, ['dekking:2 voorvallen']],
    ['a table that nobody declared', { extra: 'periode,aantal\n2023,3\n' }, ['extra:2 aantal']],
  ])('%s', (_, tables, expected) => expect(found(tables)).toEqual(expected));

  it('and a share of cijfer itself that its printed counts do not give', () => {
    expect(found({}, cijfer(23.1))).toEqual(['I12 aandeel 2023 aangifte_status J']);
  });

  it('an earlier figure as it was printed, and no other', () => {
    const vintage = (waarde: number): string => `vintage,indicator,reeks,periode,dimensie,code,waarde,conf_status,release,goedgekeurd\nv,I01,voorvallen,2023,totaal,ALLE,${waarde},F,r,2024-01-01\n`;
    expect(found({ vintage: vintage(100) }, cijfer(), [cijfer()])).toEqual([]);
    expect(found({ vintage: vintage(97) }, cijfer(), [cijfer()])).toEqual(['vintage:2 waarde']);
  });
});
