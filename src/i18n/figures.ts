export const figureMessages = {
  'release.period': {
    nl: '"{period}" is geen maand en geen jaar. Schrijf een maand als 2024-06 of een jaar als 2023.',
    en: '"{period}" is not a month and not a year. Write a month such as 2024-06 or a year such as 2023.',
  },
  'correct.option': { nl: 'herstel de nieuwste vrijgave van deze maand of dit jaar', en: 'correct the newest release of this month or year' },
  'correct.option.reason': { nl: 'wat er fout was; staat op elk rapport', en: 'what was wrong; stands on every report' },
  'correct.both': {
    nl: '--correct en --reason horen bij elkaar. Zeg wat er fout was, bijvoorbeeld: release 2024-06 --correct --reason "Dubbel geleverde maand van één organisatie verwijderd"',
    en: '--correct and --reason belong together. Say what was wrong, for example: release 2024-06 --correct --reason "Removed a month that one organisation had delivered twice"',
  },
  'correct.reason': {
    nl: 'De reden van een correctie staat op het rapport: schrijf één regel van 10 tot 1000 tekens.',
    en: 'The reason of a correction stands on the report: write one line of 10 to 1000 characters.',
  },
  'correct.nothing': {
    nl: 'Er is geen vrijgave {month} om te herstellen. Maak er eerst een met: agressiemonitor release {month}',
    en: 'There is no release {month} to correct. Make one first with: agressiemonitor release {month}',
  },
} as const;
