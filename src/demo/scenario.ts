/** What kinds of incidents there are, with shares that hang together: form, channel, place, relation and severity belong to one story. */
type Weights = Readonly<Record<string, number>>;

export interface Scenario {
  /** Incidents of this kind per hundred. */
  aandeel: number;
  /** Alternatives of the first form. */
  vorm: Weights;
  /** Further forms, each with its own probability. */
  ook?: Weights;
  kanaal: string;
  /** Locations; absent for a remote channel. */
  locatie?: Weights;
  relatie: Weights;
  /** Severities 1-4; 3 and 4 only where the forms explain them. */
  ernst: Weights;
  doorlopend?: number;
  teksten: readonly string[];
}

const ouders: Weights = { OUDER: 72, PARTNER: 9, FAMILIE: 8, JEUGDIGE: 7, CLIENT: 2, PLEEG: 1, ONBEKEND: 1 };
const jongeren: Weights = { JEUGDIGE: 55, OUDER: 35, PARTNER: 5, FAMILIE: 5 };
const licht: Weights = { 1: 62, 2: 35, 9: 3 };
const matig: Weights = { 1: 15, 2: 47, 3: 33, 4: 3, 9: 2 };
const zwaar: Weights = { 2: 38, 3: 47, 4: 13, 9: 2 };

/** {gezin}, {kind} and {collega} become invented names. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  telefoon: { aandeel: 25, vorm: { 'VERB.SCHELD': 78, 'VERB.BELED': 22 }, kanaal: 'TELEFOON', relatie: ouders, ernst: licht, teksten: ['{ouder} {gezin} scheldt aan de telefoon en hangt op.', '{ouder} van {kind} schreeuwt door de telefoon over de omgangsregeling; gesprek beëindigd.'] },
  kantoor: { aandeel: 11, vorm: { 'VERB.SCHELD': 80, 'VERB.BELED': 20 }, ook: { DISC: 0.06 }, kanaal: 'LIVE', locatie: { KANTOOR: 1 }, relatie: ouders, ernst: licht, teksten: ['{ouder} {gezin} wordt boos in de spreekkamer. Collega {collega} heeft ingegrepen.'] },
  huisbezoek: { aandeel: 11, vorm: { 'VERB.SCHELD': 85, 'VERB.BELED': 15 }, kanaal: 'LIVE', locatie: { HUISBEZOEK: 1 }, relatie: ouders, ernst: licht, teksten: ['Tijdens huisbezoek wordt {collega} uitgescholden door {ouder} van {kind}. Bezoek afgebroken.'] },
  gang: { aandeel: 3, vorm: { 'VERB.SCHELD': 1 }, kanaal: 'LIVE', locatie: { RECHTBANK: 40, OMGANG: 60 }, relatie: ouders, ernst: licht, teksten: ['{ouder} {gezin} scheldt na afloop op de gang.'] },
  video: { aandeel: 1.5, vorm: { 'VERB.SCHELD': 1 }, kanaal: 'VIDEO', relatie: ouders, ernst: licht, teksten: ['{ouder} schreeuwt in het videogesprek over {kind}.'] },
  dreigbericht: { aandeel: 12, vorm: { 'BEDR.DREIG': 82, 'BEDR.NAASTE': 9, 'BEDR.CHANT': 5, 'BEDR.STALK': 4 }, ook: { 'VERB.SCHELD': 0.28 }, kanaal: 'EMAIL_APP', relatie: ouders, ernst: matig, doorlopend: 0.1, teksten: ['Dreigmail van {ouder} {gezin} na besluit over {kind}: "ik weet je fietsenstalling te vinden".', 'Appbericht van {ouder}: de brievenbus komt nog wel.'] },
  dreigtelefoon: { aandeel: 7, vorm: { 'BEDR.DREIG': 1 }, ook: { 'VERB.SCHELD': 0.4 }, kanaal: 'TELEFOON', relatie: ouders, ernst: matig, teksten: ['{ouder} {gezin} dreigt telefonisch dat er iets gaat gebeuren als {kind} niet thuiskomt.'] },
  dreiging: { aandeel: 6, vorm: { 'BEDR.DREIG': 70, 'BEDR.INTIM': 30 }, ook: { 'VERB.SCHELD': 0.55 }, kanaal: 'LIVE', locatie: { HUISBEZOEK: 50, KANTOOR: 35, OMGANG: 15 }, relatie: ouders, ernst: matig, teksten: ['{ouder} {gezin} gaat voor de deur staan en bedreigt {collega}.'] },
  opwachten: { aandeel: 3, vorm: { 'BEDR.INTIM': 65, 'BEDR.STALK': 35 }, kanaal: 'LIVE', locatie: { OPENBARE_RUIMTE: 52, RECHTBANK: 26, WONING_MEDEW: 17, POLITIE: 5 }, relatie: ouders, ernst: matig, doorlopend: 0.35, teksten: ['{ouder} wacht {collega} op en filmt.', '{ouder} {gezin} volgt medewerker met de auto vanaf kantoor.'] },
  brief: { aandeel: 0.6, vorm: { 'BEDR.DREIG': 1 }, kanaal: 'POST', relatie: { ...ouders, ONBEKEND: 12 }, ernst: matig, teksten: ['Anonieme brief, afzender vermoedelijk {gezin}.'] },
  fysiek: { aandeel: 6, vorm: { 'FYS.LICHT': 66, 'FYS.ZWAAR': 23, 'FYS.WAPEN': 6, 'FYS.VRIJH': 5 }, ook: { 'VERB.SCHELD': 0.4, 'BEDR.DREIG': 0.25, 'VERN.ORG': 0.05 }, kanaal: 'LIVE', locatie: { HUISBEZOEK: 38, KANTOOR: 30, OMGANG: 22, OPENBARE_RUIMTE: 10 }, relatie: jongeren, ernst: zwaar, teksten: ['{ouder} duwt {collega} tegen de muur bij het vertrek.', '{kind} spuugt en slaat naar {collega}.'] },
  seksueel: { aandeel: 2, vorm: { SEKS: 1 }, kanaal: 'EMAIL_APP', relatie: jongeren, ernst: { 1: 25, 2: 55, 3: 18, 9: 2 }, teksten: ['Seksueel getinte appberichten aan {collega}.'] },
  discriminatie: { aandeel: 2.5, vorm: { DISC: 1 }, ook: { 'VERB.BELED': 0.6 }, kanaal: 'LIVE', locatie: { KANTOOR: 55, HUISBEZOEK: 45 }, relatie: ouders, ernst: licht, teksten: ['{ouder} maakt discriminerende opmerkingen over de afkomst van {collega}.'] },
  pesten: { aandeel: 2.5, vorm: { PEST: 1 }, kanaal: 'EMAIL_APP', relatie: { OUDER: 55, FAMILIE: 35, GROEP: 5, PARTNER: 5 }, ernst: licht, doorlopend: 0.4, teksten: ['Dagelijks tientallen treiterende berichten van familie {gezin}, ook in het weekend.'] },
  vernieling: { aandeel: 2, vorm: { 'VERN.ORG': 60, 'VERN.PRIVE': 40 }, kanaal: 'LIVE', locatie: { OPENBARE_RUIMTE: 60, KANTOOR: 40 }, relatie: { ONBEKEND: 45, OUDER: 30, JEUGDIGE: 25 }, ernst: { 1: 45, 2: 52, 9: 3 }, teksten: ['Banden van de dienstauto lekgestoken na afspraak met {gezin}.'] },
  online: { aandeel: 6.5, vorm: { 'ONLN.SMAAD': 74, 'ONLN.BEELD': 16, 'ONLN.DOX': 10 }, ook: { 'BEDR.DREIG': 0.08, PEST: 0.06 }, kanaal: 'ONLINE', relatie: { OUDER: 48, FAMILIE: 16, ONLINE_ONB: 28, GROEP: 5, PARTNER: 3 }, ernst: { 1: 40, 2: 57, 9: 3 }, doorlopend: 0.2, teksten: ['Bericht met naam en foto van {collega}: "kinderhandelaar in schaapskleren".'] },
  procedure: { aandeel: 1, vorm: { PROC: 1 }, ook: { PEST: 0.35 }, kanaal: 'PROCEDURE', relatie: { OUDER: 70, PROF: 25, GROEP: 5 }, ernst: { 1: 40, 2: 60 }, doorlopend: 0.5, teksten: ['{ouder} {gezin} dient opnieuw klachten in, eerdere zijn ongegrond verklaard.'] },
  anders: { aandeel: 1, vorm: { OVR: 1 }, kanaal: 'LIVE', locatie: { KANTOOR: 40, OPENBARE_RUIMTE: 60 }, relatie: ouders, ernst: licht, teksten: ['Overig voorval met {gezin}; zie verslag.'] },
};

/** Weight of each month of the year; its mean is 1. */
export const season: readonly number[] = [1.03, 1.0, 1.1, 1.02, 1.04, 1.02, 0.86, 0.84, 1.05, 1.06, 1.1, 0.88];

/** What made a month special: codes are those of the marked events. */
export const events = {
  corona: { tot: '2022-02', huisbezoek: 0.55, kantoor: 0.6, video: 3 },
  staking: { maand: '2022-11', factor: 0.72 },
  campagne: { van: '2023-10', tot: '2023-12', factor: 1.14 },
  doxing: { van: '2024-01', factor: 2 },
} as const;

/** Growth of reported incidents a year. */
export const trend = 0.035;
