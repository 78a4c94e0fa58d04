-- Deliveries and the incident records they brought. Nothing in these tables is ever changed or deleted by a later delivery.

-- The only values a coded column can hold: whatever else a delivery contains cannot enter the store.
-- In byte order, so that codes sort as their text does.
CREATE TYPE code AS ENUM (
  '-7', '-8', '0', '0-1', '1', '1-3', '14-90', '15-90', '2', '2-4', '2-7', '3', '3+', '3-5', '31-90', '4', '4+', '4-14', '5+',
  '6+', '8-30', '9', '91-180', '<14', '>180', '>90', 'AANGEBODEN_GEWEIGERD', 'AANGIFTE_PROF', 'ANGST', 'ANONIEM',
  'AP_INSPECTIE', 'AVG_WOO', 'AVOND', 'BEDR', 'BEDR.CHANT', 'BEDR.DREIG', 'BEDR.INTIM', 'BEDR.NAASTE', 'BEDR.STALK',
  'BEZOEK_VERVALLEN', 'CAPACITEIT', 'CASUS_OVERGEDRAGEN', 'CIVIEL', 'CLIENT', 'CONTACT_BEPERKT', 'DAGVAARDING', 'DERDE', 'DISC',
  'DOET_NIETS', 'DRANG', 'EMAIL_APP', 'ERNSTIG', 'FACEBOOK', 'FAMILIE', 'FYS', 'FYS.LICHT', 'FYS.VRIJH', 'FYS.WAPEN',
  'FYS.ZWAAR', 'GEDAAN', 'GEEN', 'GEEN_REACTIE', 'GEEN_ZICHTBARE', 'GEHAD', 'GEKREGEN_3D', 'GEKREGEN_LATER',
  'GEVRAAGD_NIET_GEKREGEN', 'GEWEIGERD', 'GROEP', 'HUISBEZOEK', 'HULP_VERTRAAGD', 'INGETROKKEN', 'INSTAGRAM', 'INTERN', 'J',
  'JB', 'JEUGDIGE', 'JR', 'JR_GEDW', 'JR_OVERIG', 'JR_VRIJW', 'KANTOOR', 'KAN_NIETS', 'KENTEKEN', 'KLACHTENSITE', 'KLACHT_GI',
  'LICHT', 'LIVE', 'LOPEND', 'MEDEWERKER', 'MIDDAG', 'N', 'NAASTE', 'NACHT', 'NEE', 'NIET_AANGEBODEN', 'NIET_ERNSTIG',
  'NIET_GEDACHT', 'NIET_GEHOORD', 'NIET_GEVRAAGD', 'NIET_VERLEEND', 'NUMMER', 'NVT', 'O', 'OCHTEND', 'OMAFDOENING', 'OMBUDSMAN',
  'OMGANG', 'ONB', 'ONBEKEND', 'ONDERDUIK', 'ONLINE', 'ONLINE_ONB', 'ONLN', 'ONLN.BEELD', 'ONLN.DOX', 'ONLN.SMAAD',
  'OPENBARE_RUIMTE', 'ORDEGESPREK', 'ORGANISATIE', 'OTS', 'OTS_UITSPRAAK', 'OUDER', 'OVERDRACHT', 'OVERIG', 'OVR', 'PANDVERBOD',
  'PARTNER', 'PERSOON', 'PEST', 'PLEEG', 'POLITIE', 'POLITIEBUREAU', 'POST', 'PRIORITEIT', 'PROC', 'PROCEDURE', 'PROF', 'PSYCH',
  'RAPPORTAGE', 'RECHTBANK', 'SCHADEVERHAAL', 'SEKS', 'SEPOT', 'STILGELEGD', 'TELEFOON', 'TE_LAAT', 'TIJD', 'TIKTOK',
  'TUCHT_SKJ', 'TWEETAL', 'UHP', 'VERB', 'VERB.BELED', 'VERB.SCHELD', 'VERLEEND', 'VERN', 'VERN.ORG', 'VERN.PRIVE',
  'VEROORDELING', 'VERWIJDERD', 'VIDEO', 'VOOGDIJ', 'VOORNEMEN', 'VOTS', 'VRIJSPRAAK', 'VTVOOGDIJ', 'WAARSCHUWING', 'WACHTTIJD',
  'WERKGEVER', 'WERKRELATIE', 'WISSEL', 'WONING_MEDEW', 'X', 'YOUTUBE', 'ZOEKMACHINE'
);
CREATE TYPE regiocode AS ENUM (
  '-7', '-8', 'JZ01', 'JZ02', 'JZ03', 'JZ04', 'JZ05', 'JZ06', 'JZ07', 'JZ08', 'JZ09', 'JZ10', 'JZ11', 'JZ12', 'JZ13', 'JZ14',
  'JZ15', 'JZ16', 'JZ17', 'JZ18', 'JZ19', 'JZ20', 'JZ21', 'JZ22', 'JZ23', 'JZ24', 'JZ25', 'JZ26', 'JZ27', 'JZ28', 'JZ29',
  'JZ30', 'JZ31', 'JZ32', 'JZ33', 'JZ34', 'JZ35', 'JZ36', 'JZ37', 'JZ38', 'JZ39', 'JZ41', 'JZ42', 'JZ43', 'LANDELIJK',
  'ONBEKEND'
);

-- The agreement: from which month to which month (included) an organisation delivers.
CREATE TABLE organisatie (
  code VARCHAR PRIMARY KEY,
  sinds VARCHAR NOT NULL,
  tot VARCHAR
);

CREATE TABLE levering (
  levering_id INTEGER PRIMARY KEY,
  organisatie VARCHAR NOT NULL,
  soort VARCHAR NOT NULL CHECK (soort IN ('voorval', 'noemer', 'nulverklaring', 'let', 'gebeurtenis', 'enquete')),
  periode VARCHAR,
  van_maand VARCHAR,
  tot_maand VARCHAR,
  geleverd DATE NOT NULL,
  codeboek VARCHAR NOT NULL,
  koppeling_versie INTEGER NOT NULL,
  bestand_sha256 VARCHAR NOT NULL,
  inhoud_sha256 VARCHAR NOT NULL,
  -- How inhoud_sha256 was made: only hashes made the same way can be compared.
  inhoud_wijze VARCHAR NOT NULL,
  bronsysteem VARCHAR
);

-- The slices (organisation, month) that a delivery of incidents covers.
CREATE TABLE levering_maand (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  maand VARCHAR NOT NULL
);

-- No key and no index: a million rows are appended in a second, and ingest checks what a key would.
CREATE TABLE voorval (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  codeboek VARCHAR NOT NULL,
  incident_id VARCHAR NOT NULL,
  maand VARCHAR NOT NULL,
  dagdeel code,
  meldvertraging code,
  doorlopend code,
  vormen code[],
  vormen2 code[],
  kanaal code,
  kanalen code[],
  locatie code,
  regio regiocode,
  relatie code,
  aantal_veroorzakers code,
  aantal_medewerkers code,
  herhaling_12m code,
  slachtoffer_herhaling code,
  functie code,
  maatregel code,
  aanleiding code,
  gericht_op code,
  privesfeer code,
  ernst code,
  letsel code,
  verzuim_klasse code,
  politie_gevraagd code,
  politie_uitkomst code,
  politie_reden code,
  aangifte_status code,
  aangifte_door code,
  reden_geen_aangifte code[],
  vpt_code code,
  strafbaar_feit code,
  aangifte_doorlooptijd code,
  strafvervolg code,
  platform code,
  verwijderverzoek code,
  verwijder_uitkomst code,
  verwijder_doorlooptijd code,
  nog_vindbaar_90d code,
  procedure_soort code[],
  procedures_gelijktijdig code,
  nazorg code,
  werkgever_maatregel code[],
  beschermingsmaatregel code[],
  huisbezoek_risico_info code,
  gevolg_kind code,
  gevolg_werk code
);

-- How many families or employees had f incidents in the period of the delivery.
CREATE TABLE herhaling (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  periode VARCHAR NOT NULL,
  eenheid VARCHAR NOT NULL CHECK (eenheid IN ('gezin', 'medewerker')),
  f INTEGER NOT NULL,
  aantal INTEGER NOT NULL
);

CREATE TABLE oordeel (
  levering_id INTEGER NOT NULL,
  oordeel VARCHAR NOT NULL,
  aantal INTEGER NOT NULL
);

CREATE TABLE bevinding (
  levering_id INTEGER NOT NULL,
  regel VARCHAR NOT NULL,
  veld VARCHAR,
  ernst VARCHAR NOT NULL,
  aantal INTEGER NOT NULL
);
