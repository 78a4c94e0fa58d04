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
  'map.syntax.indent': {
    nl: 'de regel springt niet goed in. Verwacht: evenveel spaties als de regels die erbij horen, en minder dan wat eronder valt. Zet er spaties bij of haal ze weg.',
    en: 'the indentation is wrong. Expected: as many spaces as the lines it belongs with, and fewer than what falls under it. Add or remove spaces.',
  },
  'map.syntax.tab': {
    nl: 'er staat een tab waar spaties horen. Vervang de tab door spaties.',
    en: 'a tab stands where spaces belong. Replace the tab by spaces.',
  },
  'map.syntax.missing': {
    nl: 'er ontbreekt een teken. Verwacht: een dubbele punt met een spatie na de naam, een komma tussen twee delen, of het aanhalingsteken, de ] of de } die bij een eerdere hoort. Vul het aan; een tekst met : of # erin hoort tussen aanhalingstekens.',
    en: 'a character is missing. Expected: a colon with a space after the name, a comma between two parts, or the quote, ] or } that closes an earlier one. Add it; a text with : or # in it belongs between quotes.',
  },
  'map.syntax.twice': {
    nl: 'deze naam staat er al op dezelfde plaats. Verwacht: elke naam één keer. Voeg de twee samen of haal er een weg.',
    en: 'this name stands in the same place already. Expected: each name once. Join the two or remove one.',
  },
  'map.syntax.escape': {
    nl: 'een \\ tussen dubbele aanhalingstekens heeft een eigen betekenis, en wat erop volgt bestaat niet. Schrijf \\\\, of gebruik enkele aanhalingstekens.',
    en: 'a \\ between double quotes has a meaning of its own, and what follows it does not exist. Write \\\\, or use single quotes.',
  },
  'map.syntax.start': {
    nl: 'een tekst kan niet met dit teken beginnen. Zet de hele tekst tussen aanhalingstekens.',
    en: 'a text cannot start with this character. Put the whole text between quotes.',
  },
  'map.syntax.key': {
    nl: 'een naam moet met zijn dubbele punt op één regel staan. Verwacht: naam: waarde. Zet de tekst tussen aanhalingstekens, of laat haar op een regel staan.',
    en: 'a name must stand on one line with its colon. Expected: name: value. Put the text between quotes, or keep it on one line.',
  },
  'map.syntax.flow': {
    nl: 'tussen { } en [ ] kan geen ingesprongen lijst staan. Schrijf alles op die plaats met haken en komma\'s, of alles met inspringen.',
    en: 'an indented list cannot stand between { } and [ ]. Write everything in that place with brackets and commas, or all of it with indentation.',
  },
  'map.syntax.documents': {
    nl: 'er begint een tweede document (---). Verwacht: één document in een bestand. Haal de streepjes weg, of zet het vervolg in een bestand van zichzelf.',
    en: 'a second document begins (---). Expected: one document in a file. Remove the dashes, or put the rest in a file of its own.',
  },
  'map.syntax.alias': {
    nl: 'een verwijzing (*naam) leidt nergens heen, of verwijzingen wijzen te vaak naar elkaar. Verwacht: eerst &naam bij de waarde, dan *naam. Schrijf de waarde zelf; een tekst die met * of & begint, hoort tussen aanhalingstekens.',
    en: 'a reference (*name) leads nowhere, or references refer to each other too often. Expected: &name at the value first, then *name. Write the value itself; a text that starts with * or & belongs between quotes.',
  },
  'map.syntax.other': {
    nl: 'dit kan hier niet staan. Verwacht: naam: waarde, of een lijst met streepjes. Vergelijk de regel met het voorbeeld dat "agressiemonitor init" maakt; een tekst met bijzondere tekens hoort tussen aanhalingstekens.',
    en: 'this cannot stand here. Expected: name: value, or a list with dashes. Compare the line with the example that "agressiemonitor init" makes; a text with special characters belongs between quotes.',
  },
} as const;
