/** All incidents of one organisation, month by month: how many, of what kind, with which families and employees. */
import { care, police, removal, reportToPolice } from './aftermath.js';
import { addMonths, firstDay, halfYearOf, lastDay } from './calendar.js';
import type { Facts } from './facts.js';
import { childName, employeeName, familyName } from './people.js';
import { random, type Random } from './random.js';
import { events, scenarios, season, trend, type Scenario } from './scenario.js';
import { firstMonth, fteOf, isMember, regionOfPlace, type Organisation } from './sector.js';

/** Expected number of registered incidents of an organisation in a month, before overdispersion. */
export function expectedIncidents(organisation: Organisation, month: string, seed: number, scale: number): number {
  if (!isMember(organisation, month) || organisation.nul.includes(month)) return 0;
  const fte = fteOf(organisation, halfYearOf(month), seed, scale);
  const years = (Number(month.slice(0, 4)) - 2021) + (Number(month.slice(5)) - 7) / 12;
  let mean = ((fte.jb + fte.jr) * organisation.ratio) / 1200;
  mean *= (1 + trend) ** years * season[Number(month.slice(5)) - 1]!;
  if (month === events.staking.maand) mean *= events.staking.factor;
  if (month >= events.campagne.van && month <= events.campagne.tot) mean *= events.campagne.factor;
  return mean * 0.97;
}

/** Incidents of an organisation in the given months, numbered in the order in which they were reported. */
export function incidentsOf(organisation: Organisation, months: readonly string[], seed: number, scale: number): Facts[] {
  const all: Facts[] = [];
  const people = caseload(organisation, scale);
  // Always from the first month, so that asking for fewer months changes nothing in those that remain.
  for (let month = firstMonth; month <= months[months.length - 1]!; month = addMonths(month, 1)) {
    const draw = random(seed, 'incidents', organisation.code, month);
    const count = draw.negativeBinomial(expectedIncidents(organisation, month, seed, scale), 45);
    for (let at = 0; at < count; at += 1) all.push(incident(organisation, month, people, draw));
  }
  all.sort((a, b) => a.meld_datum - b.meld_datum || a.incident_datum - b.incident_datum || a.incident_tijd - b.incident_tijd);
  all.forEach((facts, at) => { facts.nummer = at + 1; });
  return all.filter((facts) => months.includes(facts.maand));
}

/** Families come back: a third of the incidents is with a family that was aggressive before. */
interface Caseload { families: number; employees: number; recent: number[] }

function caseload(organisation: Organisation, scale: number): Caseload {
  const fte = (organisation.fteJb + organisation.fteJr) * scale;
  return { families: Math.max(12, Math.round(fte * 14)), employees: Math.max(4, Math.round(fte * 1.12)), recent: [] };
}

function family(people: Caseload, draw: Random): number {
  const again = people.recent.length > 0 && draw.chance(0.33);
  const chosen = again ? draw.pick(people.recent) : draw.below(people.families);
  people.recent.push(chosen);
  if (people.recent.length > 400) people.recent.shift();
  return chosen;
}

function scenarioOf(month: string, draw: Random): Scenario {
  const weights: Record<string, number> = {};
  for (const [name, { aandeel }] of Object.entries(scenarios)) weights[name] = aandeel;
  if (month <= events.corona.tot) {
    weights['huisbezoek']! *= events.corona.huisbezoek;
    weights['kantoor']! *= events.corona.kantoor;
    weights['video']! *= events.corona.video;
  }
  weights['online']! *= 1 + 0.18 * (Number(month.slice(0, 4)) - 2021);
  return scenarios[draw.weighted(weights)]!;
}

function delay(mean: number, draw: Random): number {
  if (draw.chance(0.38)) return 0;
  if (draw.chance(0.012)) return 91 + draw.below(60);
  return Math.floor(-Math.log(1 - draw.next()) * mean * 1.4);
}

const causes = { UHP: 17, OMGANG: 21, OTS_UITSPRAAK: 15, RAPPORTAGE: 16, NIET_GEHOORD: 9, WACHTTIJD: 6, WISSEL: 4, GEEN_ZICHTBARE: 6, OVERIG: 3, ONBEKEND: 3 };
const measures = { OTS: 64, VOTS: 6, VOOGDIJ: 10, VTVOOGDIJ: 2, DRANG: 8, GEEN: 2, ONBEKEND: 8 };
const probation = { JR_GEDW: 62, JR_VRIJW: 22, JR_OVERIG: 10, ONBEKEND: 6 };

/** One invented incident of the month. */
export function incident(organisation: Organisation, month: string, people: Caseload, draw: Random): Facts {
  const scenario = scenarioOf(month, draw);
  const vormen = new Set([draw.weighted(doxing(scenario.vorm, month))]);
  for (const [form, chance] of Object.entries(scenario.ook ?? {})) if (draw.chance(chance) && vormen.size < 3) vormen.add(form);
  const forms = [...vormen].sort();
  const kanaal = draw.chance(0.006) && scenario.kanaal === 'EMAIL_APP' ? 'ONBEKEND' : scenario.kanaal;
  const locatie = scenario.locatie ? draw.weighted(scenario.locatie) : 'NVT';
  const first = firstDay(month);
  const incident_datum = first + draw.below(lastDay(month) - first + 1);
  const meld_datum = incident_datum + delay(organisation.vertraging, draw);
  const gezin = family(people, draw);
  const own = (gezin * 31 + 7) % people.employees;
  const medewerkers = [draw.chance(0.7) ? own : draw.below(people.employees)];
  const extra = scenario.kanaal === 'LIVE' && draw.chance(0.17) ? 1 + Number(draw.chance(0.18)) + Number(draw.chance(0.05)) : 0;
  for (let at = 0; at < extra; at += 1) medewerkers.push((medewerkers[0]! + 1 + at) % people.employees);
  const ernst = draw.weighted(scenario.ernst);
  const functie = draw.weighted({ JB: organisation.fteJb * 0.93, JR: organisation.fteJr * 0.9, OVERIG: (organisation.fteJb + organisation.fteJr) * 0.06 });
  const plaats = draw.pick(organisation.plaatsen);
  const aanleiding = draw.weighted(causes);
  const naaste = forms.includes('BEDR.NAASTE');
  const relatie = draw.weighted(scenario.relatie);
  const known = { vormen: forms, kanaal, locatie, ernst, incident_datum, meld_datum, aanleiding };
  const proc = forms.includes('PROC');
  const asked = police(draw, known);
  const report = reportToPolice(draw, known);
  const online = removal(draw, known);
  const after = care(draw, known);
  // Written out without spreading: tens of thousands of objects of one shape are several times faster to make and read.
  return {
    organisatie: organisation.code,
    nummer: 0,
    incident_datum,
    maand: month,
    incident_tijd: 5 * (draw.chance(0.93) ? 96 + draw.below(120) : draw.below(288)),
    meld_datum,
    doorlopend: draw.chance(scenario.doorlopend ?? 0.02) ? 'J' : 'N',
    vormen: forms,
    kanaal,
    locatie,
    plaats,
    regio: regionOfPlace[plaats]!,
    relatie,
    aantal_veroorzakers: scenario.kanaal === 'LIVE' && draw.chance(0.12) ? 2 + Number(draw.chance(0.25)) + Number(draw.chance(0.1)) : 1,
    medewerkers,
    functie,
    ervaring_jaren: draw.below(7) + draw.below(7) * draw.below(4),
    maatregel: draw.weighted(functie === 'JR' ? probation : measures),
    aanleiding,
    gericht_op: naaste ? 'NAASTE' : draw.weighted({ PERSOON: 78, ORGANISATIE: 18, ONBEKEND: 4 }),
    privesfeer: naaste || locatie === 'WONING_MEDEW' ? 'J' : draw.weighted({ N: 92, J: 4, O: 4 }),
    ernst,
    letsel: after.letsel,
    verzuim_dagen: after.verzuim_dagen,
    politie_gevraagd: asked.politie_gevraagd,
    politie_uitkomst: asked.politie_uitkomst,
    politie_reden: asked.politie_reden,
    strafbaar_feit: report.strafbaar_feit,
    aangifte_status: report.aangifte_status,
    aangifte_door: report.aangifte_door,
    reden_geen_aangifte: report.reden_geen_aangifte,
    vpt_code: report.vpt_code,
    aangifte_datum: report.aangifte_datum,
    besluit_datum: report.besluit_datum,
    strafvervolg: report.strafvervolg,
    platform: online.platform,
    verwijderverzoek: online.verwijderverzoek,
    verwijder_uitkomst: online.verwijder_uitkomst,
    verzoek_datum: online.verzoek_datum,
    uitkomst_datum: online.uitkomst_datum,
    nog_vindbaar_90d: online.nog_vindbaar_90d,
    procedure_soort: proc ? [draw.pick(['AVG_WOO', 'CIVIEL', 'KLACHT_GI']), draw.pick(['TUCHT_SKJ', 'OMBUDSMAN'])].sort() : [],
    procedures_gelijktijdig: proc ? 2 + draw.below(5) : null,
    nazorg: after.nazorg,
    werkgever_maatregel: after.werkgever_maatregel,
    beschermingsmaatregel: after.beschermingsmaatregel,
    huisbezoek_risico_info: locatie === 'HUISBEZOEK' ? draw.weighted({ GEHAD: 24, GEVRAAGD_NIET_GEKREGEN: 9, NIET_GEVRAAGD: 60, ONBEKEND: 7 }) : null,
    gevolg_kind: after.gevolg_kind,
    gevolg_werk: after.gevolg_werk,
    gezin,
    tekst: text(draw.pick(scenario.teksten), relatie, gezin, medewerkers[0]!),
  };
}

function doxing(forms: Readonly<Record<string, number>>, month: string): Readonly<Record<string, number>> {
  if (month < events.doxing.van || forms['ONLN.DOX'] === undefined) return forms;
  return { ...forms, 'ONLN.DOX': forms['ONLN.DOX'] * events.doxing.factor };
}

function text(template: string, relation: string, familyNumber: number, employee: number): string {
  const who: Record<string, string> = { JEUGDIGE: 'De jongere', PARTNER: 'Stiefvader', FAMILIE: 'Oom', PLEEG: 'Pleegvader', PROF: 'Advocaat', GROEP: 'Actiegroep' };
  return template
    .replace('{ouder}', who[relation] ?? (familyNumber % 2 === 0 ? 'Moeder' : 'Vader'))
    .replace('{gezin}', familyName(familyNumber))
    .replace('{kind}', childName(familyNumber))
    .replace('{collega}', employeeName(employee + 3));
}
