export const contextMessages = {
  'context.columnMissing': {
    nl: 'Verplichte kolommen ontbreken: {columns}. Gebruik de kolomnamen van het codeboek.',
    en: 'Required columns are missing: {columns}. Use the column names of the codebook.',
  },
  'context.columnTwice': {
    nl: 'De kolom {column} staat er twee keer in.',
    en: 'Column {column} occurs twice.',
  },
  'context.N01': {
    nl: 'Geen getal, of geen heel getal waar dat moet. Schrijf 1.234,5 of laat de cel leeg als het onbekend is.',
    en: 'Not a number, or not a whole number where one is needed. Write 1.234,5 or leave the cell empty when unknown.',
  },
  'context.N02': {
    nl: 'Geen maand of periode. Schrijf 2024-06, 2024H1 of 2024.',
    en: 'Not a month or period. Write 2024-06, 2024H1 or 2024.',
  },
  'context.N03': {
    nl: 'Dezelfde sleutel staat ook in rij {other}.',
    en: 'The same key also stands in row {other}.',
  },
  'context.N04': {
    nl: 'De cel is leeg, maar verplicht. Leeg telt als onbekend, niet als nul.',
    en: 'The cell is empty, but required. Empty counts as unknown, not as zero.',
  },
  'context.N05': {
    nl: 'Het einde ligt voor het begin.',
    en: 'The end is before the start.',
  },
  'context.N06': {
    nl: 'Kolom {number} kent het codeboek niet en is overgeslagen.',
    en: 'Column {number} is not in the codebook and was skipped.',
  },
  'context.N07': {
    nl: 'De tekst is langer dan {longest} tekens.',
    en: 'The text is longer than {longest} characters.',
  },
  'context.N08': {
    nl: 'Een code bestaat uit hooguit 40 letters, cijfers, streepjes en lage streepjes.',
    en: 'A code has at most 40 letters, digits, hyphens and underscores.',
  },
  'context.R22': {
    nl: 'De code of organisatie is niet bekend, of niet van deze aanleveraar.',
    en: 'The code or organisation is not known, or not of this deliverer.',
  },
  'context.R30': {
    nl: 'Onmogelijke noemer: moet {bound} zijn.',
    en: 'Impossible denominator: must be {bound}.',
  },
} as const;
