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
  'map.change.head': { nl: '\nDeze export is anders dan toen versie {version} van de koppeling werd gemaakt:', en: '\nThis export differs from what it was when version {version} of the mapping was made:' },
  'map.change.gone': { nl: 'kolom "{column}" is er niet meer; dat veld is nu niet gevraagd', en: 'column "{column}" is no longer there; its field now counts as not asked' },
  'map.change.goneRequired': { nl: 'kolom "{column}" is er niet meer; zonder die kolom kan niets worden beoordeeld', en: 'column "{column}" is no longer there; without it nothing can be judged' },
  'map.change.like': { nl: '. Heet zij nu "{like}"?', en: '. Is it called "{like}" now?' },
  'map.change.fresh': { nl: 'kolom "{header}" (nr. {index}) is nieuw en is niet gelezen', en: 'column "{header}" (no. {index}) is new and was not read' },
  'map.change.freshUnnamed': { nl: 'kolom nr. {index} is nieuw en is niet gelezen; de kop wordt hier niet getoond', en: 'column no. {index} is new and was not read; its header is not shown here' },
  'map.change.labels': { nl: 'kolom "{column}" heeft waarden die de koppeling niet kent; aantal regels: {rows}', en: 'column "{column}" has values that the mapping does not know; number of rows: {rows}' },
  'map.change.repair': {
    nl: 'Wat nog past, blijft werken; de volgorde van kolommen maakt niet uit. Deze opdracht vraagt alleen wat nieuw is en maakt versie {next}:\n  {command}',
    en: 'What still fits keeps working; the order of columns does not matter. This command asks only what is new and makes version {next}:\n  {command}',
  },
} as const;
