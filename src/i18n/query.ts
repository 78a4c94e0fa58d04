export const queryMessages = {
  'query.noRelease': {
    nl: 'Er is geen release op {path}. Maak er een met „agressiemonitor release” of wijs een andere aan.',
    en: 'There is no release at {path}. Make one with "agressiemonitor release" or point at another.',
  },
  'query.notARelease': {
    nl: '{path} is geen release die dit programma kan openen.',
    en: '{path} is not a release that this program can open.',
  },
  'query.empty': {
    nl: 'Er staat geen SQL. Bijvoorbeeld: SELECT * FROM cijfer',
    en: 'There is no SQL. For example: SELECT * FROM cijfer',
  },
  'query.oneStatement': {
    nl: 'Eén opdracht per keer: hier staan er {count}.',
    en: 'One statement at a time: here are {count}.',
  },
  'query.readOnly': {
    nl: 'Alleen lezen mag: SELECT, WITH, FROM, VALUES, TABLE, PIVOT, UNPIVOT, DESCRIBE, SUMMARIZE, SHOW of EXPLAIN daarvan. Een release verandert niet.',
    en: 'Reading only: SELECT, WITH, FROM, VALUES, TABLE, PIVOT, UNPIVOT, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN of these. A release does not change.',
  },
  'query.noAccess': {
    nl: 'Een query leest alleen de tabellen van de release: geen bestanden, geen netwerk, geen uitbreidingen.',
    en: 'A query reads only the tables of the release: no files, no network, no extensions.',
  },
  'query.functionRefused': {
    nl: 'De functie {name} mag hier niet. Een query leest alleen de tabellen van de release: geen bestanden, geen netwerk, geen instellingen.',
    en: 'The function {name} is not allowed here. A query reads only the tables of the release: no files, no network, no settings.',
  },
  'query.failed': {
    nl: 'De SQL kan niet worden uitgevoerd: {detail}',
    en: 'The SQL cannot be run: {detail}',
  },
  'query.failedAt': {
    nl: 'De SQL kan niet worden uitgevoerd (regel {line}, kolom {column}): {detail}\n{excerpt}',
    en: 'The SQL cannot be run (line {line}, column {column}): {detail}\n{excerpt}',
  },
  'query.memory': {
    nl: 'Deze query heeft meer geheugen nodig dan is toegestaan. Beperk haar, bijvoorbeeld met WHERE of LIMIT.',
    en: 'This query needs more memory than is allowed. Narrow it, for example with WHERE or LIMIT.',
  },
  'query.cancelled': {
    nl: 'De query is afgebroken.',
    en: 'The query was stopped.',
  },
  'query.timeout': {
    nl: 'De query is gestopt: zij duurde langer dan {seconds} seconden. Beperk haar, bijvoorbeeld met WHERE of LIMIT, of geef meer tijd met --timeout (0 is zonder grens).',
    en: 'The query was stopped: it took longer than {seconds} seconds. Narrow it, for example with WHERE or LIMIT, or allow more time with --timeout (0 is no limit).',
  },
  'query.option.timeout': {
    nl: 'tijdgrens van een vraag aan een vrijgave, in seconden (60; 0 is zonder grens)',
    en: 'time limit of a query to a release, in seconds (60; 0 is no limit)',
  },
  'query.timeoutOpenOnly': {
    nl: '--timeout geldt voor vragen aan een vrijgave. Voor de poort staat de tijdgrens in monitor.yaml, onder onderzoek, seconden.',
    en: '--timeout is for queries to a release. The time limit of the gate is set in monitor.yaml, under onderzoek, seconden.',
  },
  'query.cannotWrite': {
    nl: 'Naar {path} kan niet worden geschreven ({code}). Controleer de map en de rechten.',
    en: 'Cannot write to {path} ({code}). Check the folder and its permissions.',
  },
  'query.parquetNeedsFile': {
    nl: 'Parquet is geen tekst: geef een bestand op om naar te schrijven.',
    en: 'Parquet is not text: name a file to write to.',
  },
  'query.insideRelease': {
    nl: 'Schrijf niet in de map van de release: die is vastgelegd met controlegetallen. Kies een andere plaats dan {path}.',
    en: 'Do not write into the folder of the release: it is sealed by checksums. Choose another place than {path}.',
  },
  'query.tooManyRows': {
    nl: 'De uitkomst heeft meer dan {rows} rijen. Beperk haar met LIMIT, of schrijf haar als Parquet.',
    en: 'The result has more than {rows} rows. Narrow it with LIMIT, or write it as Parquet.',
  },
  'query.rows': {
    nl: '({rows} rijen)',
    en: '({rows} rows)',
  },
  'query.oneRow': {
    nl: '(1 rij)',
    en: '(1 row)',
  },
  'query.firstRows': {
    nl: '(de eerste {rows} rijen; er zijn er meer)',
    en: '(the first {rows} rows; there are more)',
  },
  'query.columnsLeftOff': {
    nl: '({shown} van {all} kolommen passen; noem de kolommen die u wilt zien of kies een ander formaat)',
    en: '({shown} of {all} columns fit; name the columns you want or choose another format)',
  },
  'query.written': {
    nl: 'Geschreven naar {path}: {rows} rij(en)',
    en: 'Written to {path}: {rows} row(s)',
  },
  'query.welcome': {
    nl: 'SQL op de release, alleen lezen. \\? geeft hulp, \\q stopt.',
    en: 'SQL on the release, reading only. \\? gives help, \\q ends.',
  },
  'query.welcomeRelease': {
    nl: 'SQL op de release van {month} ({status}, codeboek {codebook}), alleen lezen. \\? geeft hulp, \\q stopt.',
    en: 'SQL on the release of {month} ({status}, codebook {codebook}), reading only. \\? gives help, \\q ends.',
  },
  'query.help': {
    nl: [
      'SQL eindigt met een puntkomma en mag over meer regels gaan.',
      '  \\d              tabellen van de release',
      '  \\d TABEL        kolommen van een tabel',
      '  \\l              indicatoren',
      '  \\f FORMAAT      table, csv, json, ndjson of markdown',
      '  \\o BESTAND      de volgende uitkomst naar .csv .json .ndjson .md .txt of .parquet',
      '  \\o              toch op het scherm',
      '  \\timing         tijd van elke query tonen, of niet meer',
      '  \\?              deze hulp',
      '  \\q              stoppen, ook met Ctrl-D',
      'Tab vult aan, pijl omhoog geeft eerdere SQL, Ctrl-C stopt een query of wist de regel.',
      'In een tabel is ∅ leeg (NULL) en staan hooguit vier decimalen; csv en json geven alles.',
    ].join('\n'),
    en: [
      'SQL ends with a semicolon and may run over several lines.',
      '  \\d              tables of the release',
      '  \\d TABLE        columns of a table',
      '  \\l              indicators',
      '  \\f FORMAT       table, csv, json, ndjson or markdown',
      '  \\o FILE         the next result to .csv .json .ndjson .md .txt or .parquet',
      '  \\o              to the screen after all',
      '  \\timing         show the time of each query, or no longer',
      '  \\?              this help',
      '  \\q              end, as does Ctrl-D',
      'Tab completes, arrow up brings back earlier SQL, Ctrl-C stops a query or clears the line.',
      'In a table ∅ is empty (NULL) and at most four decimals are shown; csv and json give everything.',
    ].join('\n'),
  },
  'query.unknownCommand': {
    nl: 'Onbekende opdracht: {name}. \\? geeft de lijst.',
    en: 'Unknown command: {name}. \\? gives the list.',
  },
  'query.unknownTable': {
    nl: 'De release heeft geen tabel {name}. \\d geeft de lijst.',
    en: 'The release has no table {name}. \\d gives the list.',
  },
  'query.unknownFormat': {
    nl: 'Onbekend formaat: {name}. Kies uit: {known}.',
    en: 'Unknown format: {name}. Choose from: {known}.',
  },
  'query.formatNow': { nl: 'Formaat: {format}', en: 'Format: {format}' },
  'query.outputNext': { nl: 'De volgende uitkomst gaat naar {path}', en: 'The next result goes to {path}' },
  'query.outputScreen': { nl: 'Uitkomsten gaan naar het scherm', en: 'Results go to the screen' },
  'query.timingOn': { nl: 'Tijd tonen: aan', en: 'Show time: on' },
  'query.timingOff': { nl: 'Tijd tonen: uit', en: 'Show time: off' },
  'query.unfinished': { nl: 'De vraag is nog niet af: een puntkomma (;) sluit haar af, Ctrl-C wist haar.', en: 'The question is not finished: a semicolon (;) ends it, Ctrl-C clears it.' },
  'query.running': { nl: 'Bezig: {seconds} s. Ctrl-C stopt de vraag.', en: 'Working: {seconds} s. Ctrl-C stops the question.' },
  'query.runningPart': { nl: 'Bezig: {seconds} s, {percent} % gedaan. Ctrl-C stopt de vraag.', en: 'Working: {seconds} s, {percent} % done. Ctrl-C stops the question.' },
  'query.took': { nl: 'Tijd: {ms} ms', en: 'Time: {ms} ms' },
  'query.headTable': { nl: 'tabel', en: 'table' },
  'query.headColumn': { nl: 'kolom', en: 'column' },
  'query.headType': { nl: 'type', en: 'type' },
  'query.headComment': { nl: 'toelichting', en: 'comment' },
  'query.headIndicator': { nl: 'indicator', en: 'indicator' },
  'query.headName': { nl: 'naam', en: 'name' },
} as const;
