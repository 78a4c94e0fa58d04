/** One incident as it happened and was dealt with; names and codes are those of the codebook, days are numbers (calendar.ts). */
export interface Facts {
  organisatie: string;
  /** Number within the organisation, in order of reporting. */
  nummer: number;
  incident_datum: number;
  /** Month of the incident, YYYY-MM. */
  maand: string;
  /** Minutes after midnight. */
  incident_tijd: number;
  meld_datum: number;
  doorlopend: string;
  /** The most detailed codes of `vorm`, sorted. */
  vormen: string[];
  kanaal: string;
  locatie: string;
  plaats: string;
  regio: string;
  relatie: string;
  aantal_veroorzakers: number;
  /** Numbers of the affected employees; the first one reported. */
  medewerkers: number[];
  functie: string;
  ervaring_jaren: number;
  maatregel: string;
  aanleiding: string;
  gericht_op: string;
  privesfeer: string;
  ernst: string;
  letsel: string;
  verzuim_dagen: number;
  politie_gevraagd: string;
  politie_uitkomst: string;
  politie_reden: string | null;
  strafbaar_feit: string;
  aangifte_status: string;
  aangifte_door: string | null;
  reden_geen_aangifte: string[];
  vpt_code: string | null;
  aangifte_datum: number | null;
  besluit_datum: number | null;
  strafvervolg: string | null;
  platform: string | null;
  verwijderverzoek: string | null;
  verwijder_uitkomst: string | null;
  verzoek_datum: number | null;
  uitkomst_datum: number | null;
  nog_vindbaar_90d: string | null;
  procedure_soort: string[];
  procedures_gelijktijdig: number | null;
  nazorg: string;
  werkgever_maatregel: string[];
  beschermingsmaatregel: string[];
  huisbezoek_risico_info: string | null;
  gevolg_kind: string;
  gevolg_werk: string;
  gezin: number;
  tekst: string;
}

/** Level 1 codes of forms, sorted, each once. */
export function levelOne(forms: readonly string[]): string[] {
  return [...new Set(forms.map((code) => code.split('.')[0]!))].sort();
}

/** Only procedures: counted apart, never in the total of aggression. */
export function onlyProcedures(facts: Facts): boolean {
  return facts.vormen.every((code) => code === 'PROC');
}

/** The incident as it was known on a day: what happened later is still open or empty. */
export function knownOn(facts: Facts, day: number): Facts {
  const later = (date: number | null) => date !== null && date > day;
  const changed: Partial<Facts> = {};
  if (later(facts.aangifte_datum)) {
    Object.assign(changed, {
      aangifte_status: 'VOORNEMEN', aangifte_door: null, vpt_code: null, aangifte_datum: null, besluit_datum: null, strafvervolg: null,
    });
  } else if (later(facts.besluit_datum)) {
    Object.assign(changed, { besluit_datum: null, strafvervolg: facts.strafvervolg === null ? null : 'LOPEND' });
  }
  if (later(facts.verzoek_datum)) {
    Object.assign(changed, { verwijderverzoek: 'N', verwijder_uitkomst: null, verzoek_datum: null, uitkomst_datum: null });
  } else if (later(facts.uitkomst_datum)) {
    Object.assign(changed, { verwijder_uitkomst: 'LOPEND', uitkomst_datum: null });
  }
  if (facts.nog_vindbaar_90d !== null && facts.incident_datum + 90 > day) changed.nog_vindbaar_90d = null;
  // Somebody who only meant to report the crime has decided long before half a year is over.
  if ((changed.aangifte_status ?? facts.aangifte_status) === 'VOORNEMEN' && facts.incident_datum + 150 < day) changed.aangifte_status = 'NEE';
  return Object.keys(changed).length === 0 ? facts : { ...facts, ...changed };
}
