export const mirrorMessages = {
  'mirror.option.month': { nl: 'de maand; bij mirror zonder maand die van de nieuwste release', en: 'the month; for mirror without a month that of the newest release' },
  'mirror.option.organisation': { nl: 'voor wie het spiegelrapport is', en: 'whom the mirror report is for' },
  'mirror.whose': { nl: 'Zeg voor welke organisatie het spiegelrapport is, met --organisation.', en: 'Say which organisation the mirror report is for, with --organisation.' },
  'mirror.only': { nl: 'Alleen het rapport mirror gaat over één organisatie; {name} niet.', en: 'Only the report mirror is about one organisation; {name} is not.' },
} as const;
