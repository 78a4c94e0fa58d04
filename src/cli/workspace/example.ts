/** What `init` lays down: settings and a mapping to start from, in Dutch, with every choice explained where it is made. */

export const exampleConfig = `# yaml-language-server: $schema=.schema/monitor.schema.json
naam: Agressiemonitor jeugdbescherming
uitgever: ""
codeboek: "0.1"

# De organisaties met een afspraak: code, eerste maand, en zo nodig de laatste. Zet hier uw eigen organisaties neer en
# voer daarna nog eens "agressiemonitor init" uit: dan krijgt elke organisatie een eigen sleutel en inbox.
organisaties:
  VOORBEELD: { naam: Voorbeeld Jeugdbescherming, sinds: 2024-01, leverperiode: maand }

# Beveiliging van de cijfers. Lager dan deze waarden kan alleen met een vastgelegde reden (verlaging).
bescherming:
  minimum: 10             # kleinste aantal voorvallen dat een cel toont
  minimumMaandtotaal: 5   # hetzelfde voor een landelijk maandtotaal
  afronding: 5            # getoonde aantallen zijn veelvouden hiervan; percentages volgen daaruit. 1 rondt niet af
  organisaties: 3         # zoveel organisaties dragen ten minste bij
  dominantie: 80          # geen organisatie heeft meer dan dit percentage van een cel

# Exports die de vereniging zelf opneemt: een voorval dat op maand, regio, vorm, relatie en functie in een groep kleiner dan k
# staat, komt grover in de opslag. Relatie en functie ook grover maken verandert de landelijke verdeling; zie de README.
kleineKlassen: { k: 3, grover: [regio] }

# Hoe lang de records van voorvallen in de opslag blijven; "agressiemonitor purge --retention" wist wat ouder is.
bewaartermijn: { jaren: 5 }
`;

export const exampleMapping = `# yaml-language-server: $schema=../.schema/koppeling.schema.json
# Koppeling: hoe de kolommen en labels van een export velden en codes van het codeboek worden.
# Toets dit bestand met: agressiemonitor mapping check mappings/VOORBEELD.yaml
organisatie: VOORBEELD
versie: 1
codeboek: "0.1"
bronsysteem: Eigen meldsysteem

# Alleen nodig als het herkennen misgaat:
# lezen: { codering: windows-1252, scheiding: ";", kopregel: 3, tabbladen: [Meldingen] }

meldingsnummer: { kolommen: [Meldingsnummer] }

# Staat hetzelfde nummer er met andere inhoud: de laatste in deze volgorde telt.
nieuwste: { kolom: Status, volgorde: [Ingediend, In behandeling, Afgehandeld] }

# Regels die niet meetellen, met de reden.
filters:
  - { kolom: Status, waarden: [Concept], reden: CONCEPT }
  - { kolom: Soort melding, behalve: [Agressie tegen medewerker], reden: NIET_AGRESSIE }

velden:
  incident_datum: { kolom: Datum voorval, formaat: dd-mm-jjjj }
  incident_tijd: { kolom: Tijdstip }
  meld_datum: { kolom: Datum ingediend, formaat: dd-mm-jjjj }
  vorm:
    kolom: Vorm van agressie
    scheiding: "|"
    codes:
      Verbaal (schelden, schreeuwen): VERB.SCHELD
      Bedreiging: BEDR.DREIG
      Fysiek geweld: FYS
      Online (smaad, laster): ONLN.SMAAD
      Vernieling: VERN
      Discriminatie: DISC
      Seksuele intimidatie: SEKS
  kanaal:
    kolom: Waar vond het plaats?
    codes: { Kantoor: LIVE, Huisbezoek: LIVE, Telefonisch: TELEFOON, E-mail/WhatsApp: EMAIL_APP, Social media: ONLINE }
  locatie:
    kolom: Waar vond het plaats?
    codes: { Kantoor: KANTOOR, Huisbezoek: HUISBEZOEK, Telefonisch: NVT, E-mail/WhatsApp: NVT, Social media: NVT }
  relatie:
    kolom: Veroorzaker
    codes: { Ouder: OUDER, Stiefouder/partner: PARTNER, Jeugdige: JEUGDIGE, Familie/netwerk: FAMILIE, Onbekend: ONBEKEND, Collega: INTERN }
  politie_uitkomst:
    kolom: Politie gebeld?
    codes: { Nee: NIET_GEVRAAGD, "Ja, gekomen": VERLEEND, "Ja, niet gekomen": NIET_VERLEEND }
  aangifte_status:
    kolom: Aangifte gedaan?
    codes: { Nee: NEE, Ja: GEDAAN, Nog niet: VOORNEMEN, "Ja, niet opgenomen door politie": GEWEIGERD }
  # Het dossiernummer verlaat de organisatie niet; het dient om herhaling te tellen.
  gezin_pseudo: { kolom: Dossiernummer }

vrije_tekst: [Omschrijving]      # alleen gescand op persoonsgegevens, daarna weg
weglaten: [Naam melder]          # ongezien weggelaten
`;

export const exampleIgnore = `# Sleutels, exports en de opslag horen niet in versiebeheer.
keys/
inbox/
store.duckdb*
`;
