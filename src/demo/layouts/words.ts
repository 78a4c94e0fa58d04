/** Words that several products share because forms were once copied from one model form. */
import type { Labels } from './layout.js';

export const forms: Labels = {
  'VERB.SCHELD': 'Schelden of schreeuwen', 'VERB.BELED': 'Beledigen', 'BEDR.DREIG': 'Bedreiging', 'BEDR.NAASTE': 'Bedreiging van naasten',
  'BEDR.INTIM': 'Intimidatie', 'BEDR.STALK': 'Stalking', 'BEDR.CHANT': 'Chantage', 'FYS.LICHT': 'Duwen of spugen', 'FYS.ZWAAR': 'Slaan of schoppen',
  'FYS.WAPEN': 'Geweld met wapen', 'FYS.VRIJH': 'Vasthouden of opsluiten', SEKS: 'Seksueel grensoverschrijdend', DISC: 'Discriminatie', PEST: 'Pesten of treiteren',
  'VERN.ORG': 'Vernieling bij organisatie', 'VERN.PRIVE': 'Vernieling privé', 'ONLN.SMAAD': 'Online smaad of laster', 'ONLN.DOX': 'Doxing',
  'ONLN.BEELD': 'Beeld verspreid', PROC: 'Stapelen van procedures', OVR: 'Anders',
};
export const relations: Labels = {
  OUDER: 'Ouder', PARTNER: 'Partner van ouder', JEUGDIGE: 'Jeugdige', CLIENT: 'Cliënt', FAMILIE: 'Familie of netwerk', PLEEG: 'Pleegouder',
  PROF: 'Advocaat of gemachtigde', GROEP: 'Actiegroep', ONLINE_ONB: 'Onbekend (online)', DERDE: 'Andere derde', ONBEKEND: 'Onbekend', INTERN: 'Collega',
};
export const channels: Labels = {
  LIVE: 'In persoon', TELEFOON: 'Telefoon', VIDEO: 'Video', EMAIL_APP: 'E-mail of app', POST: 'Brief', ONLINE: 'Openbaar online', PROCEDURE: 'Procedure', ONBEKEND: 'Onbekend',
};
export const places: Labels = {
  KANTOOR: 'Kantoor', HUISBEZOEK: 'Huisbezoek', RECHTBANK: 'Rechtbank', OMGANG: 'Omgangslocatie', POLITIE: 'Politiebureau', OPENBARE_RUIMTE: 'Openbare ruimte',
  WONING_MEDEW: 'Woning medewerker', NVT: 'Op afstand', ONBEKEND: 'Onbekend',
};
export const functions: Labels = { JB: 'Gezinsvoogd', JR: 'Jeugdreclasseerder', OVERIG: 'Andere functie', ONBEKEND: 'Onbekend' };
export const measures: Labels = {
  OTS: 'Ondertoezichtstelling', VOTS: 'Voorlopige OTS', VOOGDIJ: 'Voogdij', VTVOOGDIJ: 'Tijdelijke voogdij', JR_GEDW: 'Reclassering gedwongen',
  JR_VRIJW: 'Reclassering vrijwillig', JR_OVERIG: 'ITB, STP of GBM', DRANG: 'Drang', GEEN: 'Geen', ONBEKEND: 'Onbekend',
};
export const causes: Labels = {
  OTS_UITSPRAAK: 'Uitspraak of verlenging', UHP: 'Uithuisplaatsing', OMGANG: 'Omgangsregeling', RAPPORTAGE: 'Rapport of besluit', WACHTTIJD: 'Wachttijd',
  NIET_GEHOORD: 'Voelt zich niet gehoord', WISSEL: 'Wisseling medewerker', GEEN_ZICHTBARE: 'Geen zichtbare aanleiding', OVERIG: 'Anders', ONBEKEND: 'Onbekend',
};
export const targets: Labels = { PERSOON: 'Medewerker', ORGANISATIE: 'Organisatie', NAASTE: 'Naaste', ONBEKEND: 'Onbekend' };
export const injuries: Labels = { GEEN: 'Geen', PSYCH: 'Psychisch', LICHT: 'Licht letsel', ERNSTIG: 'Letsel met behandeling', ONBEKEND: 'Onbekend' };
export const police: Labels = { NIET_GEVRAAGD: 'Niet gevraagd', VERLEEND: 'Gekomen', TE_LAAT: 'Te laat', NIET_VERLEEND: 'Niet gekomen', ONBEKEND: 'Onbekend' };
export const policeReasons: Labels = { CAPACITEIT: 'Capaciteit', PRIORITEIT: 'Prioriteit', OVERIG: 'Overig', ONBEKEND: 'Onbekend' };
export const reports: Labels = {
  NEE: 'Geen aangifte', VOORNEMEN: 'In beraad', GEDAAN: 'Opgenomen', GEWEIGERD: 'Geweigerd', INGETROKKEN: 'Ingetrokken', NVT: 'Niet strafbaar', ONBEKEND: 'Onbekend',
};
export const reporters: Labels = { MEDEWERKER: 'Medewerker', WERKGEVER: 'Werkgever', NUMMER: 'Onder nummer' };
export const noReport: Labels = {
  NIET_ERNSTIG: 'Niet ernstig genoeg', KAN_NIETS: 'Politie kan niets', DOET_NIETS: 'Politie doet niets', TIJD: 'Te veel tijd', NIET_GEDACHT: 'Niet aan gedacht',
  WERKGEVER: 'Werkgever deed het', ANGST: 'Angst', WERKRELATIE: 'Werkrelatie', OVERIG: 'Overig',
};
export const prosecution: Labels = {
  LOPEND: 'In onderzoek', SEPOT: 'Sepot', OMAFDOENING: 'Strafbeschikking', DAGVAARDING: 'Gedagvaard', VEROORDELING: 'Veroordeeld', VRIJSPRAAK: 'Vrijgesproken', ONBEKEND: 'Onbekend',
};
export const platforms: Labels = {
  FACEBOOK: 'Facebook', INSTAGRAM: 'Instagram', X: 'X (Twitter)', TIKTOK: 'TikTok', YOUTUBE: 'YouTube', ZOEKMACHINE: 'Zoekmachine', KLACHTENSITE: 'Klachtensite', OVERIG: 'Overig',
};
export const removals: Labels = { VERWIJDERD: 'Verwijderd', GEWEIGERD: 'Geweigerd', GEEN_REACTIE: 'Geen reactie', LOPEND: 'In behandeling' };
export const aftercare: Labels = {
  NIET_AANGEBODEN: 'Niet aangeboden', AANGEBODEN_GEWEIGERD: 'Niet gewenst', GEKREGEN_3D: 'Binnen drie dagen', GEKREGEN_LATER: 'Later', ONBEKEND: 'Onbekend',
};
export const protection: Labels = {
  GEEN: 'Geen', TWEETAL: 'Samen op bezoek', OVERDRACHT: 'Overgedragen', POLITIEBUREAU: 'Afspraak bij politie', KENTEKEN: 'Kenteken afgeschermd', ANONIEM: 'Anoniem', ONDERDUIK: 'Elders verblijven',
};
export const employer: Labels = {
  WAARSCHUWING: 'Waarschuwing', ORDEGESPREK: 'Ordegesprek', CONTACT_BEPERKT: 'Contact beperkt', PANDVERBOD: 'Pandverbod', SCHADEVERHAAL: 'Schade verhaald',
};
export const risk: Labels = { GEHAD: 'Gehad', GEVRAAGD_NIET_GEKREGEN: 'Niet gekregen', NIET_GEVRAAGD: 'Niet gevraagd', ONBEKEND: 'Onbekend' };
export const childEffects: Labels = { GEEN: 'Geen', BEZOEK_VERVALLEN: 'Bezoek vervallen', HULP_VERTRAAGD: 'Hulp vertraagd', WISSEL: 'Andere medewerker', ONBEKEND: 'Onbekend' };
export const workEffects: Labels = { GEEN: 'Geen', STILGELEGD: 'Stilgelegd', CASUS_OVERGEDRAGEN: 'Overgedragen', ONBEKEND: 'Onbekend' };
export const yesNo: Labels = { J: 'Ja', N: 'Nee', O: 'Onbekend' };
