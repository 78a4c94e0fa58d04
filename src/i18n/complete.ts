export const completeMessages = {
  'complete.command': {
    nl: 'schrijf het script waarmee een shell opdrachten, opties en waarden aanvult: bash, zsh, fish of powershell',
    en: 'print the script with which a shell completes commands, options and values: bash, zsh, fish or powershell',
  },
  'complete.shell': { nl: 'Voor welke shell? Kies uit: {known}.', en: 'For which shell? Choose from: {known}.' },
  'cli.argument.file': { nl: 'de export: CSV, TXT of XLSX; bij prepare en ingest ook noemers, nulverklaringen en (ingest) leveringen', en: 'the export: CSV, TXT or XLSX; with prepare and ingest also denominators, zero declarations and (ingest) leveringen' },
  'cli.argument.folder': { nl: 'de map; zij wordt gemaakt als zij er niet is', en: 'the folder; made when it is not there' },
  'cli.argument.month': { nl: 'jaar en maand, zoals 2024-06', en: 'year and month, such as 2024-06' },
  'cli.argument.name': { nl: 'naam van het rapport, zoals monthly', en: 'name of the report, such as monthly' },
  'cli.argument.sql': { nl: 'de vraag in SQL, tussen aanhalingstekens', en: 'the query in SQL, between quotes' },
  'cli.argument.shell': { nl: 'bash, zsh, fish of powershell', en: 'bash, zsh, fish or powershell' },
  'cli.mapping.check.argument.file': { nl: 'het koppelbestand (YAML)', en: 'the mapping file (YAML)' },
  'levering.key.trust.argument.file': { nl: 'het bestand met de openbare sleutel (keys/<organisatie>.openbaar.json)', en: 'the file with the public key (keys/<organisation>.openbaar.json)' },
} as const;
