-- A year of incident reports as an organisation's product would export them; variables `aantal` and `zaad` say how many and which.
CREATE MACRO kans(i, waarvoor, van) AS CAST(hash(i, waarvoor, getvariable('zaad')) % van AS INTEGER);
CREATE MACRO kies(i, waarvoor, keuzes) AS keuzes[1 + CAST(floor(len(keuzes) * pow(kans(i, waarvoor, 100000) / 100000.0, 2)) AS INTEGER)];
CREATE MACRO deel(i, waarvoor, keuzes) AS keuzes[1 + kans(i, waarvoor, len(keuzes))];
CREATE MACRO tekst(i) AS
  deel(i, 'wie', ['Vader', 'Moeder', 'Stiefvader', 'Een oom', 'De jeugdige', 'Grootmoeder', 'De partner van moeder', 'Een onbekende beller'])
  || deel(i, 'wat', [' schold de medewerker uit', ' dreigde met geweld', ' gooide een stoel om', ' blokkeerde de deur', ' zette een filmpje met naam online', ' stuurde dreigende berichten', ' schreeuwde en sloeg op tafel', ' zei: "ik weet waar je woont"', ' trok de cliënt aan de arm'])
  || deel(i, 'wanneer', [' tijdens het gesprek over de omgang', ' na het besluit van de rechter', ' bij het huisbezoek', ' aan de telefoon', ' in de wachtruimte', ' na afloop van het overleg', ' bij de overdracht van de kinderen'])
  || deel(i, 'dan', ['; het gesprek is beëindigd.', '; de medewerker is vertrokken.', '; een collega kwam erbij.', '; de politie is gebeld.', '; niemand raakte gewond.', '; het team is opgevangen.'])
  || CASE WHEN kans(i, 'alinea', 100) = 0 THEN chr(10) ELSE ' ' END
  || CASE kans(i, 'gegeven', 200) WHEN 0 THEN 'BSN 111222333. ' WHEN 1 THEN 'Terugbellen op 06-12345678. ' WHEN 2 THEN 'Mail: melder@voorbeeld.example. ' ELSE '' END
  || 'Nr. ' || kans(i, 'nummer', 9999) || deel(i, 'slot', [': nog bespreken.', ': afgesproken met teamleider.', ': aangifte overwogen.', ': dossier bijgewerkt.', '.']);
CREATE MACRO dag(i) AS DATE '2023-12-28' + kans(i, 'dag', 373);

COPY (
  -- One in two thousand is a second copy of the row before, one in five hundred an earlier version of it.
  WITH regel AS (
    SELECT n, CASE WHEN kans(n, 'kopie', 2000) = 0 OR kans(n, 'versie', 500) = 0 THEN n - 1 ELSE n END AS i, kans(n, 'kopie', 2000) <> 0 AND kans(n, 'versie', 500) = 0 AS ouder
    FROM range(1, getvariable('aantal') + 1) r(n)
  )
  SELECT
    'TW-' || (24000000 + i) AS "Meldingsnummer",
    CASE WHEN ouder THEN 'Ingediend' ELSE kies(i, 'status', ['Afgehandeld', 'Afgehandeld', 'Afgehandeld', 'Afgehandeld', 'In behandeling', 'In behandeling', 'Concept']) END AS "Status",
    CASE WHEN kans(i, 'soort', 100) < 94 THEN 'Agressie tegen medewerker' ELSE 'Overig incident' END AS "Soort melding",
    strftime(dag(i), '%d-%m-%Y') AS "Datum voorval",
    lpad(CAST(7 + kans(i, 'uur', 15) AS VARCHAR), 2, '0') || ':' || lpad(CAST(5 * kans(i, 'minuut', 12) AS VARCHAR), 2, '0') AS "Tijdstip",
    strftime(dag(i) + kies(i, 'later', [0, 1, 1, 2, 3, 7, 20, 60, 120]), '%d-%m-%Y') AS "Datum ingediend",
    kies(i, 'voorletter', ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'W']) || '. ' || kies(i, 'achternaam', ['de Vries', 'Jansen', 'van den Berg', 'Bakker', 'Visser', 'Yildiz', 'Meijer', 'El Amrani', 'Müller', 'Dekker']) AS "Melder",
    kies(i, 'functie', ['Jeugdbeschermer', 'Jeugdbeschermer', 'Jeugdreclasseerder', 'Gedragswetenschapper', NULL]) AS "Functie melder",
    kies(i, 'vestiging', ['Rotterdam', 'Utrecht', 'Eindhoven', 'Groningen', 'Tilburg', 'Almere', 'Breda', 'Nijmegen', 'Arnhem', 'Haarlem', 'Enschede', 'Apeldoorn', 'Zwolle', 'Leiden', 'Dordrecht', NULL]) AS "Vestiging",
    array_to_string(list_sort(list_distinct([
      kies(i, 'vorm', ['Verbaal (schelden, schreeuwen)', 'Bedreiging', 'Intimidatie', 'Online (smaad, laster)', 'Fysiek geweld', 'Vernieling', 'Discriminatie', 'Pesten/treiteren', 'Seksuele intimidatie']),
      kies(i, 'vorm twee', ['Verbaal (schelden, schreeuwen)', 'Bedreiging', 'Verbaal (schelden, schreeuwen)', 'Intimidatie'])])), '|') AS "Vorm(en) van agressie",
    kies(i, 'waar', ['Kantoor', 'Huisbezoek', 'Telefonisch', 'E-mail/WhatsApp', 'Social media/internet', 'Rechtbank', 'Op straat']) AS "Waar vond het plaats?",
    kies(i, 'wie', ['Ouder', 'Ouder', 'Stiefouder/partner', 'Jeugdige', 'Familie/netwerk', 'Onbekend (online)', 'Collega']) AS "Veroorzaker",
    kies(i, 'ernst', ['2', '1', '3', NULL, '4']) AS "Ernst (1-4)",
    kies(i, 'letsel', ['Geen', 'Geen', 'Psychisch', NULL, 'Licht lichamelijk']) AS "Letsel",
    kies(i, 'verzuim', ['0', '0', NULL, '1', '3', '8']) AS "Verzuimdagen",
    kies(i, 'politie', ['Nee', 'Nee', 'Ja, gekomen', 'Ja, niet gekomen', NULL]) AS "Politie gebeld?",
    kies(i, 'aangifte', ['Nee', 'Nee', 'Nog niet', 'Ja', NULL, 'Ja, niet opgenomen door politie']) AS "Aangifte gedaan?",
    kies(i, 'nazorg', ['Aangeboden en gekregen', 'Niet aangeboden', 'Later gekregen', NULL]) AS "Nazorg",
    'D-' || (100000 + kans(i, 'gezin', CAST(greatest(10, getvariable('aantal') // 3) AS INTEGER))) AS "Dossiernummer",
    tekst(i) AS "Omschrijving voorval"
  FROM regel ORDER BY n
) TO '{doel}' (FORMAT csv, DELIMITER ';', HEADER true {aanhaling});
