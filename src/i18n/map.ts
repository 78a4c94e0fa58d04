export const mapMessages = {
  'map.mistakes': {
    nl: 'De koppeling bevat {count} fout(en):\n{list}',
    en: 'The mapping has {count} mistake(s):\n{list}',
  },
  'map.fitsNothing': {
    nl: 'De koppeling van {organisatie} past niet op dit bestand: {missing} van de {needed} kolommen ontbreken. Verwacht: {columns}. Staat dit bestand bij de goede organisatie, en op het goede tabblad?',
    en: 'The mapping of {organisatie} does not fit this file: {missing} of its {needed} columns are missing. Expected: {columns}. Is this file with the right organisation, and on the right sheet?',
  },
  'map.requiredColumnMissing': {
    nl: 'Verplichte kolom ontbreekt in het bestand: {columns}. Voeg de kolom toe aan de export, of pas de koppeling aan als de kolom een andere naam kreeg.',
    en: 'A required column is missing from the file: {columns}. Add the column to the export, or change the mapping if the column was renamed.',
  },
} as const;
