export const readMessages = {
  'read.notFound': {
    nl: 'Het bestand {file} is er niet. Controleer de naam en de map.',
    en: 'The file {file} does not exist. Check its name and folder.',
  },
  'read.noAccess': {
    nl: 'Het bestand {file} kan niet worden geopend. Sluit het in andere programma’s en controleer de rechten.',
    en: 'The file {file} cannot be opened. Close it in other programs and check its permissions.',
  },
  'read.isFolder': {
    nl: '{file} is een map. Verwacht: één export (CSV, TXT of XLSX). Geef het bestand in die map op.',
    en: '{file} is a folder. Expected: one export (CSV, TXT or XLSX). Give the file in that folder.',
  },
  'read.empty': {
    nl: 'Het bestand {file} is leeg. Verwacht: een kopregel en daaronder meldingen. Maak de export opnieuw.',
    en: 'The file {file} is empty. Expected: a header row with incidents below it. Make the export again.',
  },
  'read.onlyHeader': {
    nl: 'Het bestand {file} heeft wel een kopregel (rij {row}) maar geen enkele melding. Waren er geen voorvallen, lever dan een nulverklaring; maak anders de export opnieuw.',
    en: 'The file {file} has a header (row {row}) but not a single incident. If there were none, deliver a zero declaration; otherwise make the export again.',
  },
  'read.binary': {
    nl: 'Het bestand {file} is geen tekst en geen werkmap. Verwacht: CSV, TXT of XLSX. Exporteer opnieuw in een van die vormen.',
    en: 'The file {file} is neither text nor a workbook. Expected: CSV, TXT or XLSX. Export again in one of those forms.',
  },
  'read.encrypted': {
    nl: 'Het bestand {file} is met een wachtwoord versleuteld. Sla het zonder wachtwoord op, op een beveiligde plek, en probeer het opnieuw.',
    en: 'The file {file} is encrypted with a password. Save it without a password, in a secure place, and try again.',
  },
  'read.oldExcel': {
    nl: 'Het bestand {file} heeft de oude Excel-vorm (.xls). Sla het op als Excel-werkmap (.xlsx) of CSV en probeer het opnieuw.',
    en: 'The file {file} has the old Excel form (.xls). Save it as an Excel workbook (.xlsx) or CSV and try again.',
  },
  'read.notWorkbook': {
    nl: 'Het bestand {file} is een zip-bestand maar geen Excel-werkmap (.xlsx). Verwacht: CSV, TXT of XLSX. Pak het uit of sla het op als .xlsx.',
    en: 'The file {file} is a zip file but not an Excel workbook (.xlsx). Expected: CSV, TXT or XLSX. Unpack it or save it as .xlsx.',
  },
  'read.truncated': {
    nl: 'De werkmap {file} is afgebroken: het einde ontbreekt. Kopieer of exporteer het bestand opnieuw.',
    en: 'The workbook {file} is cut off: its end is missing. Copy or export the file again.',
  },
  'read.damaged': {
    nl: 'De werkmap {file} is beschadigd en kan niet worden gelezen. Open het bestand in Excel, sla het opnieuw op en probeer het nog eens.',
    en: 'The workbook {file} is damaged and cannot be read. Open the file in Excel, save it again and try once more.',
  },
  'read.zipBomb': {
    nl: 'De werkmap {file} wordt uitgepakt groter dan {limit} MB en wordt daarom niet geopend. Is het een echte export, lever die dan als CSV.',
    en: 'The workbook {file} unpacks to more than {limit} MB and is therefore not opened. If it is a real export, deliver it as CSV.',
  },
  'read.swollen': {
    nl: 'De werkmap {file} heeft een onderdeel dat bij het uitpakken meer dan {times} maal zo groot wordt, of een lijst van tabbladen, stijlen of eigenschappen van meer dan 64 MB; zo slaat geen spreadsheetprogramma iets op, en daarom wordt zij niet geopend. Is het een echte export, sla haar dan opnieuw op in Excel of LibreOffice, of lever CSV.',
    en: 'The workbook {file} has a part that unpacks to more than {times} times its size, or a list of sheets, styles or properties of more than 64 MB; no spreadsheet program saves like that, and it is therefore not opened. If it is a real export, save it anew in Excel or LibreOffice, or deliver CSV.',
  },
  'read.tooManyColumns': {
    nl: 'Het bestand {file} heeft op regel {row} een kopregel van {columns} kolommen; meer dan {limit} kan niet. Is het scheidingsteken goed? Leg het vast in de koppeling (lezen: scheiding), of maak de export opnieuw.',
    en: 'The file {file} has a header of {columns} columns on line {row}; more than {limit} is not possible. Is the delimiter right? Fix it in the mapping (lezen: scheiding), or make the export again.',
  },
  'read.lineTooLong': {
    nl: 'Het bestand {file} heeft op regel {row} een regel van meer dan {limit} tekens; dat is geen export. Exporteer opnieuw als CSV met één melding per regel.',
    en: 'The file {file} has a line of more than {limit} characters on line {row}; that is no export. Export again as CSV with one incident a line.',
  },
  'read.headerNotFound': {
    nl: 'In {file} is geen kopregel met kolomnamen gevonden. Exporteer met kolomnamen, of zet `kopregel` onder `lezen` in de koppeltabel.',
    en: 'No header with column names was found in {file}. Export with column names, or put `kopregel` under `lezen` in the mapping.',
  },
  'read.headerNotAt': {
    nl: 'In {file} begint op rij {row} geen kopregel. Verbeter `kopregel` onder `lezen` in de koppeltabel.',
    en: 'In {file} no header starts on row {row}. Correct `kopregel` under `lezen` in the mapping.',
  },
  'read.headerNotInSheet': {
    nl: 'In {file} heeft tabblad nummer {sheet} geen kopregel met kolomnamen. Verbeter `tabbladen` of `kopregel` onder `lezen` in de koppeltabel.',
    en: 'In {file} sheet number {sheet} has no header with column names. Correct `tabbladen` or `kopregel` under `lezen` in the mapping.',
  },
  'read.noDataSheet': {
    nl: 'In de werkmap {file} is op geen van de {sheets} tabbladen een tabel met meldingen gevonden. Verborgen tabbladen tellen alleen mee als ze onder `lezen: tabbladen` in de koppeltabel staan.',
    en: 'None of the {sheets} sheets of the workbook {file} holds a table of incidents. Hidden sheets count only when they are named under `lezen: tabbladen` in the mapping.',
  },
  'read.sheetNotFound': {
    nl: 'De werkmap {file} heeft het tabblad niet dat als nummer {position} onder `lezen: tabbladen` in de koppeltabel staat. Verbeter de naam.',
    en: 'The workbook {file} does not have the sheet that stands as number {position} under `lezen: tabbladen` in the mapping. Correct its name.',
  },
  'read.unknownEncoding': {
    nl: 'De codering {encoding} onder `lezen` in de koppeltabel is onbekend. Gebruik bijvoorbeeld utf-8, windows-1252 of utf-16le.',
    en: 'The encoding {encoding} under `lezen` in the mapping is unknown. Use for example utf-8, windows-1252 or utf-16le.',
  },
  'read.unknownDelimiter': {
    nl: 'Het scheidingsteken onder `lezen` in de koppeltabel is geen enkel teken. Gebruik ";", ",", "|" of tab.',
    en: 'The delimiter under `lezen` in the mapping is not a single character. Use ";", ",", "|" or tab.',
  },
  'read.changed': {
    nl: 'Het bestand {file} is tijdens het lezen veranderd. Wacht tot de export klaar is en probeer het opnieuw.',
    en: 'The file {file} changed while it was being read. Wait until the export has finished and try again.',
  },
} as const;
