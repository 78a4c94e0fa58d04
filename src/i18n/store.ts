export const storeMessages = {
  'store.locked': {
    nl: 'De opslag {path} is in gebruik door een ander proces. Wacht tot dat klaar is en probeer het opnieuw.',
    en: 'The store {path} is in use by another process. Wait until that has finished and try again.',
  },
  'store.diskFull': {
    nl: 'De schijf is vol. Er is niets half opgeslagen. Maak ruimte en voer dezelfde opdracht opnieuw uit; wat al was opgenomen, blijft en wordt overgeslagen.',
    en: 'The disk is full. Nothing was stored by halves. Free some space and run the same command again; what had been taken in stays and is skipped.',
  },
  'store.diskFullAfter': {
    nl: 'De schijf is vol. Van de {files} bestanden waren er {stored} opgenomen; die blijven staan. Van het volgende is niets opgeslagen. Maak ruimte en voer dezelfde opdracht opnieuw uit; wat er al staat, wordt overgeslagen.',
    en: 'The disk is full. Of the {files} files {stored} had been taken in; those stay. Of the next one nothing was stored. Free some space and run the same command again; what is there already is skipped.',
  },
  'store.damaged': {
    nl: 'De opslag is beschadigd of geen DuckDB-bestand. Zet een kopie terug en lees de leveringen die daarna kwamen opnieuw in.',
    en: 'The store is damaged or not a DuckDB file. Put back a copy and ingest the deliveries that came after it again.',
  },
  'store.notAStore': {
    nl: 'Dit databasebestand is geen opslag van agressiemonitor: het bevat andere tabellen. Er is niets veranderd.',
    en: 'This database file is not a store of agressiemonitor: it holds other tables. Nothing has changed.',
  },
  'store.newerProgram': {
    nl: 'De opslag is gemaakt met een nieuwere versie van dit programma (stap {number}). Werk het programma bij.',
    en: 'The store was made by a newer version of this program (step {number}). Update the program.',
  },
  'store.changedMigration': {
    nl: 'Stap {number} van de opslag luidt in dit programma anders dan toen de opslag werd gemaakt. Gebruik de oorspronkelijke versie van het programma.',
    en: 'Step {number} of the store reads differently in this program than when the store was made. Use the original version of the program.',
  },
  'store.badPeriod': {
    nl: '"{period}" is geen periode. Gebruik een maand (2024-06), een halfjaar (2024H1) of een jaar (2024).',
    en: '"{period}" is not a period. Use a month (2024-06), a half-year (2024H1) or a year (2024).',
  },
  'store.badAgreement': {
    nl: 'De afspraak met {organisation} klopt niet: sinds en tot zijn maanden (JJJJ-MM) en tot ligt niet voor sinds.',
    en: 'The agreement with {organisation} is wrong: sinds and tot are months (YYYY-MM) and tot is not before sinds.',
  },
  'store.unknownOrganisation': {
    nl: 'Met {organisation} is geen afspraak vastgelegd. Zet de organisatie in monitor.yaml of controleer de code.',
    en: 'There is no agreement with {organisation}. Add the organisation to monitor.yaml or check the code.',
  },
  'store.badPersonLabel': {
    nl: '{count} labels van gezinnen of medewerkers hebben niet de vorm van een label. Er is niets ingelezen.',
    en: '{count} labels of families or employees do not have the form of a label. Nothing was ingested.',
  },
  'store.strangePersonLabel': {
    nl: '{count} labels van gezinnen of medewerkers horen bij een incident dat niet is geleverd. Er is niets ingelezen.',
    en: '{count} labels of families or employees belong to an incident that was not delivered. Nothing was ingested.',
  },
  'store.outsideAgreement': {
    nl: 'De periode {from} t/m {to} valt buiten de afspraak met {organisation} ({since} t/m {until}). Er is niets ingelezen.',
    en: 'The period {from} to {to} lies outside the agreement with {organisation} ({since} to {until}). Nothing was ingested.',
  },
  'store.badManifest': {
    nl: 'Het begeleidende overzicht van de levering klopt niet bij: {field}. Er is niets ingelezen.',
    en: 'The manifest of the delivery is wrong at: {field}. Nothing was ingested.',
  },
  'store.unknownCodebook': {
    nl: 'De levering gebruikt codeboek {version}, dat dit programma niet kent (wel: {known}). Werk het programma bij.',
    en: 'The delivery uses codebook {version}, which this program does not know (it knows: {known}). Update the program.',
  },
  'store.badColumn': {
    nl: 'De kolom {column} ontbreekt in de levering of heeft een ander type. Er is niets ingelezen.',
    en: 'Column {column} is missing from the delivery or has another type. Nothing was ingested.',
  },
  'store.unknownCode': {
    nl: 'De kolom {column} bevat in {count} voorvallen een code die niet in het codeboek staat. Er is niets ingelezen.',
    en: 'Column {column} holds a code that is not in the codebook, in {count} incidents. Nothing was ingested.',
  },
  'store.otherOrganisation': {
    nl: '{count} voorvallen zijn van een andere organisatie dan de levering noemt. Er is niets ingelezen.',
    en: '{count} incidents belong to another organisation than the delivery names. Nothing was ingested.',
  },
  'store.otherOwner': {
    nl: 'Precies dit bestand is al opgenomen voor {owner}. Een bestand hoort bij één organisatie: haal het weg waar het niet thuishoort.',
    en: 'Exactly this file has been taken in for {owner}. A file belongs to one organisation: remove it where it does not belong.',
  },
  'store.outsidePeriod': {
    nl: '{count} voorvallen vallen buiten de periode van de levering. Er is niets ingelezen.',
    en: '{count} incidents lie outside the period of the delivery. Nothing was ingested.',
  },
  'store.mixedCodebook': {
    nl: '{count} voorvallen zijn met een andere codeboekversie gemaakt dan de levering noemt. Er is niets ingelezen.',
    en: '{count} incidents were made with another codebook version than the delivery names. Nothing was ingested.',
  },
  'store.countDiffers': {
    nl: 'De levering zegt {stated} voorvallen te bevatten, maar het zijn er {found}. Er is niets ingelezen.',
    en: 'The delivery says it holds {stated} incidents, but there are {found}. Nothing was ingested.',
  },
  'store.duplicateIncident': {
    nl: '{count} voorvallen komen dubbel voor in de levering, of hebben geen nummer. Er is niets ingelezen.',
    en: '{count} incidents occur twice in the delivery, or have no number. Nothing was ingested.',
  },
  'store.badRepetition': {
    nl: 'De tellingen van herhaling in de levering kloppen niet. Er is niets ingelezen.',
    en: 'The repetition counts of the delivery are wrong. Nothing was ingested.',
  },
  'store.otherOrganisationRows': {
    nl: '{count} rijen gaan over een andere organisatie dan de aanleverende. Er is niets ingelezen.',
    en: '{count} rows are about another organisation than the deliverer. Nothing was ingested.',
  },
  'store.unknownOrganisationRows': {
    nl: '{count} rijen gaan over een organisatie waarmee geen afspraak is vastgelegd. Er is niets ingelezen.',
    en: '{count} rows are about an organisation with which there is no agreement. Nothing was ingested.',
  },
  'store.finding.ontbreekt': {
    nl: '{organisation} heeft over {month} nog niets geleverd. Ontbreken is geen nul.',
    en: '{organisation} has not delivered anything for {month} yet. Missing is not zero.',
  },
  'store.finding.geen_voorvallen_geen_nulverklaring': {
    nl: '{organisation} leverde over {month} geen enkel voorval en geen nulverklaring. Vraag na of het echt nul is.',
    en: '{organisation} delivered no incident and no zero declaration for {month}. Ask whether it really is zero.',
  },
  'store.finding.nulverklaring_met_voorvallen': {
    nl: '{organisation} verklaarde over {month} nul voorvallen, maar leverde er wel. De levering telt.',
    en: '{organisation} declared zero incidents for {month}, yet delivered some. The delivery counts.',
  },
  'store.finding.geen_fte_met_voorvallen': {
    nl: '{organisation} leverde over {month} voorvallen, maar geen fte jeugdbescherming. Er is geen verhoudingscijfer mogelijk.',
    en: '{organisation} delivered incidents for {month}, but no FTE of child protection. No rate is possible.',
  },
  'store.cannotOpen': {
    nl: 'De database {path} kan niet worden geopend. Bestaat zij, en mag u erbij?',
    en: 'The database {path} cannot be opened. Does it exist, and may you use it?',
  },
} as const;
