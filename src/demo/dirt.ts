/** Every kind of dirt that real exports show, what it does to a row, and how a careful steward judges that row. */
import { dayOf, isoDay, parts } from './calendar.js';
import { levelOne, type Facts } from './facts.js';
import { column, type FilterReason, type Layout, type Role, type Row, type Value, type Verdict } from './layouts/layout.js';
import { childName, emails, ibans, phones, plates, writtenBsn } from './people.js';
import type { Random } from './random.js';

export interface Stain {
  layout: Layout;
  row: Row;
  draw: Random;
  geleverd: number;
  /** Puts another value in the column with this role. */
  zet(role: Role, value: Value): void;
  feiten(changed: Partial<Facts>): void;
}

export interface Dirt {
  oordeel: Verdict;
  /** Other verdicts that are as defensible. */
  ook?: readonly Verdict[];
  /** On a row of its own that does not count, on a copy of a row that counts, or on a row that counts itself. */
  op: 'eigen' | 'kopie' | 'telt';
  /** Rows that count and can carry this dirt. */
  kan?: (facts: Facts) => boolean;
  vuil: (stain: Stain) => void;
}

const rejected = (vuil: Dirt['vuil'], ook?: readonly Verdict[]): Dirt => ({ oordeel: 'rejected', op: 'eigen', vuil, ...(ook ? { ook } : {}) });
const harmless = (vuil: Dirt['vuil']): Dirt => ({ oordeel: 'valid', op: 'telt', vuil });
const signal = (vuil: Dirt['vuil'], kan?: Dirt['kan'], ook?: readonly Verdict[]): Dirt => ({
  oordeel: 'signal', op: 'telt', vuil, ...(kan ? { kan } : {}), ...(ook ? { ook } : {}),
});
const filtered = (reason: FilterReason): Dirt => ({
  oordeel: 'excluded', op: 'eigen',
  vuil: ({ layout, row, draw }) => {
    const choices = layout.filters[reason]!;
    // A colleague shows in every column that names the relation; the other reasons in one column at a time.
    const chosen = reason === 'INTERN' ? choices : [draw.pick(choices)];
    for (const [kop, value] of chosen) row.cellen.set(kop, value);
  },
});
const text = (say: (draw: Random) => string): Dirt['vuil'] => ({ zet, draw }) => zet('tekst', say(draw));
const invisible = (change: (label: string) => string): Dirt['vuil'] => ({ layout, row, zet }) => {
  const relation = column(layout, 'relatie')!;
  zet('relatie', change(String(relation.cel(row.facts, row.signs))));
};
const place = (value: string): Dirt => signal(({ zet, feiten }) => { feiten({ regio: 'ONBEKEND' }); zet('regio', value); }, undefined, ['valid']);

export const dirts: Readonly<Record<string, Dirt>> = {
  CONCEPT: filtered('CONCEPT'),
  INGETROKKEN: filtered('INGETROKKEN'),
  TEST: filtered('TEST'),
  NIET_AGRESSIE: filtered('NIET_AGRESSIE'),
  TUSSEN_CLIENTEN: filtered('TUSSEN_CLIENTEN'),
  INTERN: filtered('INTERN'),

  DUBBEL_EXACT: { oordeel: 'duplicate', ook: ['merged'], op: 'kopie', vuil: () => {} },
  OUDERE_VERSIE: {
    oordeel: 'duplicate', op: 'kopie',
    vuil: ({ row, zet }) => { row.signs = { ...row.signs, fase: 0 }; zet('tekst', 'Eerste versie, nog aan te vullen.'); },
  },
  VERMOEDELIJK_DUBBEL: { oordeel: 'signal', ook: ['valid'], op: 'kopie', vuil: () => {} },

  SLEUTEL_LEEG: rejected(({ zet }) => zet('nummer', ''), ['signal']),
  SLEUTEL_CONFLICT: rejected(() => {}),
  DATUM_ONMOGELIJK: rejected(({ layout, row, zet }) => zet('incident_datum', impossible(layout, row))),
  DATUM_AMERIKAANS: rejected(({ row, zet }) => zet('incident_datum', `03/25/${parts(row.facts.incident_datum)[0]} 10:15`), ['signal']),
  DATUM_TOEKOMST: rejected(({ layout, geleverd, draw, zet }) => zet('incident_datum', layout.datum(geleverd + 20 + draw.below(90)))),
  DATUM_STANDAARD: rejected(({ layout, zet }) => zet('incident_datum', typeof layout.datum(0) === 'object' ? '01-01-1900' : layout.datum(dayOf(1900, 1, 1)))),
  DATUM_LEEG: rejected(({ zet }) => zet('incident_datum', '')),
  DATUM_MAAND: rejected(({ zet }) => zet('incident_datum', 'ergens in maart')),
  MELD_VOOR_VOORVAL: rejected(({ layout, row, zet }) => zet('meld_datum', layout.datum(row.facts.incident_datum - 2))),
  VORM_LEEG: rejected(({ layout, row }) => { for (const one of layout.kolommen) if (one.rol === 'vorm') row.cellen.set(one.kop, ''); }),
  VORM_ONBEKEND: rejected(({ zet }) => zet('vorm', 'Zie omschrijving'), ['signal']),
  RELATIE_LEEG: rejected(({ zet }) => zet('relatie', ''), ['signal']),
  RELATIE_NAAM: rejected(({ zet, draw }) => zet('relatie', `Moeder van ${childName(draw.below(10))}`), ['signal']),
  KANAAL_LEEG: rejected(({ zet }) => zet('kanaal', ''), ['signal']),
  FYS_TELEFOON: rejected(({ feiten }) => feiten({ vormen: ['FYS.LICHT'], ernst: '2' })),
  LOCATIE_OP_AFSTAND: rejected(({ feiten }) => feiten({ locatie: 'KANTOOR' })),
  PLATFORM_ZONDER_ONLINE: rejected(({ feiten, row }) => feiten({
    platform: 'FACEBOOK', verwijderverzoek: 'J', verwijder_uitkomst: 'VERWIJDERD', verzoek_datum: row.facts.meld_datum, uitkomst_datum: row.facts.meld_datum,
  }), ['signal']),
  POLITIE_TEGENSTRIJDIG: rejected(({ feiten }) => feiten({ politie_gevraagd: 'N', politie_uitkomst: 'VERLEEND' })),
  STRAFVERVOLG_ZONDER_AANGIFTE: rejected(({ feiten }) => feiten({ strafvervolg: 'DAGVAARDING' })),
  AANGIFTE_EN_REDEN: rejected(({ feiten, row }) => feiten({
    aangifte_status: 'GEDAAN', aangifte_door: 'MEDEWERKER', aangifte_datum: row.facts.meld_datum, reden_geen_aangifte: ['ANGST'],
  })),
  RISICO_ZONDER_BEZOEK: rejected(({ feiten }) => feiten({ huisbezoek_risico_info: 'GEHAD' })),
  CODE_OMSCHRIJVING: rejected(({ zet }) => zet('relatie', 'Jeugdige')),
  FOUTCEL: rejected(({ zet }) => zet('relatie', { fout: '#N/A' }), ['signal']),
  AANHALING: rejected(({ row }) => { row.vorm = { aanhaling: true }; }, ['signal']),
  TE_LANG: rejected(({ row }) => { row.vorm = { extra: 'verschoven' }; }),

  NBSP: harmless(invisible((label) => ` ${label}\u00a0`)),
  NULBREEDTE: harmless(invisible((label) => `${label.slice(0, 2)}\u200b${label.slice(2)}`)),
  HOOFDLETTERS: harmless(({ layout, row }) => {
    for (const one of layout.kolommen) if (one.rol === 'vorm') row.cellen.set(one.kop, String(one.cel(row.facts, row.signs)).toUpperCase());
  }),
  DATUM_TEKST: harmless(({ row, zet }) => zet('incident_datum', parts(row.facts.incident_datum).reverse().join('-'))),
  REGELEINDE: harmless(text(() => 'Moeder zei:\n"Ik kom je halen; let maar op!"\nDaarna opgehangen.')),
  SCHEIDING_TEKST: harmless(text(() => 'Eerst schelden; toen zwijgen, daarna | weer\tschelden.')),
  FORMULE: harmless(text(() => '=HYPERLINK("http://voorbeeld.example";"klik")')),
  LOKCIJFERS: harmless(text(() => 'Zaaknummer 123456789 en melding 202400123 doorgegeven.')),

  BSN_TEKST: signal(text((draw) => `Vader belt over kind met BSN ${writtenBsn(draw.below(40))} en scheldt.`)),
  EMAIL_TEKST: signal(text((draw) => `Antwoord kwam van ${draw.pick(emails)}.`)),
  TELEFOON_TEKST: signal(text((draw) => `Terugbellen op ${draw.pick(phones)}.`)),
  KENTEKEN_TEKST: signal(text((draw) => `Auto met kenteken ${draw.pick(plates)} stond voor de deur.`), undefined, ['valid']),
  IBAN_TEKST: signal(text((draw) => `Wil geld terug op ${draw.pick(ibans)}.`)),
  ISO_DATUM: signal(({ row, zet }) => zet('incident_datum', isoDay(row.facts.incident_datum)), undefined, ['valid']),
  TE_KORT: signal(({ layout, row }) => { row.vorm = { knip: column(layout, 'tekst')!.kop }; }, undefined, ['valid']),
  PLAATS_ONBEKEND: place('Vestiging 12'),
  PLAATS_MEERDUIDIG: place('Bergen'),
  JZ40: place('JZ40'),
  ERNST_BUITEN_SCHAAL: signal(({ zet, feiten }) => { feiten({ ernst: '9' }); zet('ernst', '5'); }),
  PLATFORM_LEEG: signal(({ feiten }) => feiten({
    platform: null, verwijderverzoek: null, verwijder_uitkomst: null, verzoek_datum: null, uitkomst_datum: null, nog_vindbaar_90d: null,
  }), (facts) => levelOne(facts.vormen).includes('ONLN'), ['valid']),
  VPT_ZONDER_AANGIFTE: signal(({ feiten }) => feiten({ vpt_code: 'J' }), (facts) => facts.aangifte_status === 'NEE'),
  ERNST_LETSEL: signal(({ feiten }) => feiten({ letsel: 'LICHT' }), (facts) => facts.ernst === '1'),
};

/** Kinds that keep the number of the row they copy, or share one number, and so must be made with care. */
export const sameNumber: ReadonlySet<string> = new Set(['DUBBEL_EXACT', 'OUDERE_VERSIE']);

/** A plain telephone call without consequences: clean ground for one stain at a time. */
export function plainFacts(facts: Facts): Facts {
  return {
    ...facts, doorlopend: 'N', vormen: ['VERB.SCHELD'], kanaal: 'TELEFOON', locatie: 'NVT', relatie: 'OUDER', aantal_veroorzakers: 1, medewerkers: facts.medewerkers.slice(0, 1),
    gericht_op: 'PERSOON', privesfeer: 'N', ernst: '1', letsel: 'GEEN', verzuim_dagen: 0, politie_gevraagd: 'N', politie_uitkomst: 'NIET_GEVRAAGD', politie_reden: null,
    strafbaar_feit: 'N', aangifte_status: 'NEE', aangifte_door: null, reden_geen_aangifte: [], vpt_code: null, aangifte_datum: null, besluit_datum: null, strafvervolg: null,
    platform: null, verwijderverzoek: null, verwijder_uitkomst: null, verzoek_datum: null, uitkomst_datum: null, nog_vindbaar_90d: null, procedure_soort: [],
    procedures_gelijktijdig: null, werkgever_maatregel: [], beschermingsmaatregel: ['GEEN'], huisbezoek_risico_info: null, gevolg_werk: 'GEEN', tekst: 'Scheldt aan de telefoon.',
  };
}

function impossible(layout: Layout, row: Row): Value {
  const april = layout.datum(dayOf(parts(row.facts.incident_datum)[0], 4, 30));
  if (typeof april !== 'string') return `31-04-${parts(row.facts.incident_datum)[0]}`;
  return april.replace(/30(?=[-/]0?4)|(?<=04-?)30/, '31');
}
