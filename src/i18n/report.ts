/** Sentences about reports: mistakes of who writes a definition, and words that every form puts in by itself. */
export const reportMessages = {
  'report.noDefinition': {
    nl: 'In {folder} staat geen rapportdefinitie: {file} ontbreekt.',
    en: 'There is no report definition in {folder}: {file} is missing.',
  },
  'report.syntax': {
    nl: '{file}, regel {line}, kolom {column}: {problem}',
    en: '{file}, line {line}, column {column}: {problem}',
  },
  'report.unknownPlaceholder': {
    nl: '{file}, regel {line}, kolom {column}: {{name}} bestaat niet. Bekende namen: {known}.',
    en: '{file}, line {line}, column {column}: {{name}} does not exist. Known names: {known}.',
  },
  'report.unknownText': {
    nl: '{file}, regel {line}, kolom {column}: er is geen tekst "{name}" in {texts}.',
    en: '{file}, line {line}, column {column}: there is no text "{name}" in {texts}.',
  },
  'report.sql': {
    nl: '{file}: de vraag past niet op deze release. DuckDB meldt: {problem}',
    en: '{file}: the query does not fit this release. DuckDB says: {problem}',
  },
  'report.tables': { nl: 'Tabellen bij de grafieken', en: 'Tables to the charts' },
} as const;
