/** The rows of one delivery: what was reported in time, further rows of one incident, and dirt. */
import { monthOf, parts } from './calendar.js';
import type { Delivery } from './delivery.js';
import { dirts, plainFacts, sameNumber, type Dirt, type Stain } from './dirt.js';
import { knownOn, type Facts } from './facts.js';
import { column, type Layout, type Row } from './layouts/layout.js';
import { employeeName } from './people.js';
import { random, type Random } from './random.js';
import type { Organisation } from './sector.js';

/** How many dirty rows an organisation has made so far: their numbers stay unique over its deliveries. */
export interface Counter { extra: number; vuil: number }

/** Without a count of procedures a form has no such option, and the incident is not registered there. */
export function registrable(facts: Facts, asksProcedures: boolean): boolean {
  return asksProcedures || !facts.vormen.includes('PROC');
}

export function rowsOf(organisation: Organisation, layout: Layout, delivery: Delivery, incidents: readonly Facts[], seed: number, counter: Counter): Row[] {
  const draw = random(seed, 'rows', organisation.code, delivery.periode, delivery.geleverd);
  const reported = incidents.filter((facts) => facts.meld_datum < delivery.geleverd);
  const inPeriod = (facts: Facts) => delivery.maanden.includes(facts.maand);
  const rows = reported.filter(inPeriod).flatMap((facts) => rowsOfIncident(layout, knownOn(facts, delivery.geleverd), delivery, draw));
  if (organisation.exportOp === 'melddatum' && !delivery.opnieuw) rows.push(...outside(delivery, reported));
  const all = [...rows, ...dirtyRows(organisation, layout, delivery, rows, draw, counter)];
  return all.sort((a, b) => a.facts.meld_datum - b.facts.meld_datum);
}

/** Incidents of an earlier period that were reported during this one: a late report belongs in a herlevering of that period. */
function outside(delivery: Delivery, reported: readonly Facts[]): Row[] {
  const [first, last] = [delivery.maanden[0]!, delivery.maanden[delivery.maanden.length - 1]!];
  return reported
    .filter((facts) => facts.maand < first && monthOf(facts.meld_datum) >= first && monthOf(facts.meld_datum) <= last)
    .map((facts) => {
      const known = plainFacts(knownOn(facts, delivery.geleverd));
      return { ...rowOf(known, delivery), oordeel: 'excluded' as const, vuil: 'BUITEN_PERIODE' };
    });
}

function rowOf(facts: Facts, delivery: Delivery): Row {
  const age = delivery.geleverd - facts.meld_datum;
  const fase = age > 20 || facts.nummer % 3 === 0 ? 2 : facts.nummer % 2 === 0 ? 1 : 0;
  return {
    facts,
    signs: {
      jaar: parts(facts.meld_datum)[0], volgnummer: facts.nummer, fase, medewerker: employeeName(facts.medewerkers[0]!), actie: 0,
      behandelaar: employeeName(1_000 + (facts.nummer % 5)), geleverd: delivery.geleverd,
    },
    oordeel: 'valid',
    cellen: new Map(),
  };
}

function rowsOfIncident(layout: Layout, facts: Facts, delivery: Delivery, draw: Random): Row[] {
  const first = rowOf(facts, delivery);
  if (layout.kolommen.some((one) => one.rol === 'meld_datum') && facts.meld_datum - facts.incident_datum > 90) {
    first.oordeel = 'signal';
    first.vuil = 'LAAT_GEMELD';
  }
  const rows = [first];
  if (layout.regels === 'een') return rows;
  const further = layout.regels === 'vervolg' ? 'VERVOLGREGEL' : 'EXTRA_BETROKKENE';
  for (const number of facts.medewerkers.slice(1)) {
    const actie = layout.regels === 'vervolg' ? 1 : 0;
    rows.push({ ...first, signs: { ...first.signs, medewerker: employeeName(number), actie }, oordeel: 'merged', vuil: further, cellen: new Map() });
  }
  if (layout.regels === 'medewerker-en-actie' && draw.chance(0.1)) {
    for (const actie of [1, 2]) rows.push({ ...first, signs: { ...first.signs, actie }, oordeel: 'merged', vuil: 'ACTIEREGEL', cellen: new Map() });
  }
  return rows;
}

function dirtyRows(organisation: Organisation, layout: Layout, delivery: Delivery, rows: readonly Row[], draw: Random, counter: Counter): Row[] {
  // Rows of one incident must stay alike, so only an incident on one row gets dirty.
  const perNumber = new Map<number, number>();
  for (const row of rows) perNumber.set(row.signs.volgnummer, (perNumber.get(row.signs.volgnummer) ?? 0) + 1);
  const clean = rows.filter((row) => row.vuil === undefined && perNumber.get(row.signs.volgnummer) === 1);
  const extra: Row[] = [];
  const wanted = Math.round(rows.length * organisation.slordig);
  for (let at = 0; at < wanted && clean.length > 1; at += 1) {
    const kind = layout.vuil[counter.vuil % layout.vuil.length]!;
    counter.vuil += 1;
    const dirt = dirts[kind]!;
    const row = take(clean, dirt, draw, kind);
    if (!row) continue;
    if (dirt.op === 'telt') stain(kind, dirt, row, layout, delivery, draw);
    else extra.push(...extraRows(kind, dirt, row, layout, delivery, draw, counter));
  }
  return extra;
}

/** A clean row that can carry the dirt; it is taken out, unless it only serves as a pattern. */
function take(clean: Row[], dirt: Dirt, draw: Random, kind: string): Row | undefined {
  const start = draw.below(clean.length);
  for (let step = 0; step < clean.length; step += 1) {
    const at = (start + step) % clean.length;
    const row = clean[at]!;
    if (dirt.kan && !dirt.kan(row.facts)) continue;
    if (kind === 'OUDERE_VERSIE' && row.signs.fase === 0) continue;
    if (dirt.op !== 'eigen') clean.splice(at, 1);
    return row;
  }
  return undefined;
}

function extraRows(kind: string, dirt: Dirt, pattern: Row, layout: Layout, delivery: Delivery, draw: Random, counter: Counter): Row[] {
  const copies = kind === 'SLEUTEL_CONFLICT' ? 2 : 1;
  counter.extra += 1;
  return Array.from({ length: copies }, (_, at) => {
    const facts = dirt.op === 'eigen' ? { ...plainFacts(pattern.facts), gezin: pattern.facts.gezin + 1 + at } : pattern.facts;
    const volgnummer = sameNumber.has(kind) ? pattern.signs.volgnummer : 90_000 + counter.extra;
    const row: Row = { ...pattern, facts, signs: { ...pattern.signs, volgnummer }, cellen: new Map() };
    stain(kind, dirt, row, layout, delivery, draw);
    return row;
  });
}

function stain(kind: string, dirt: Dirt, row: Row, layout: Layout, delivery: Delivery, draw: Random): void {
  row.oordeel = dirt.oordeel;
  row.vuil = kind;
  if (dirt.ook) row.ook = dirt.ook;
  const tools: Stain = {
    layout, row, draw, geleverd: delivery.geleverd,
    zet: (role, value) => {
      const target = column(layout, role);
      if (!target) throw new Error(`${layout.product} has no column for ${role} (${kind})`);
      row.cellen.set(target.kop, value);
    },
    feiten: (changed) => { row.facts = { ...row.facts, ...changed }; },
  };
  dirt.vuil(tools);
}
