/** What followed on an incident: police, report to the police, removal requests, aftercare; shares are invented but plausible. */
import { levelOne, type Facts } from './facts.js';
import type { Random } from './random.js';

type Police = Pick<Facts, 'politie_gevraagd' | 'politie_uitkomst' | 'politie_reden'>;

export function police(draw: Random, facts: Pick<Facts, 'vormen' | 'kanaal' | 'ernst'>): Police {
  const serious = facts.ernst === '3' || facts.ernst === '4';
  const asked = draw.chance((serious ? 0.42 : 0.07) + (facts.kanaal === 'LIVE' ? 0.06 : 0));
  if (!asked) return { politie_gevraagd: 'N', politie_uitkomst: 'NIET_GEVRAAGD', politie_reden: null };
  const outcome = draw.weighted({ VERLEEND: 61, TE_LAAT: 12, NIET_VERLEEND: 24, ONBEKEND: 3 });
  const refused = outcome === 'NIET_VERLEEND' || outcome === 'TE_LAAT';
  const reason = refused ? draw.weighted({ CAPACITEIT: 55, PRIORITEIT: 24, OVERIG: 9, ONBEKEND: 12 }) : null;
  return { politie_gevraagd: 'J', politie_uitkomst: outcome, politie_reden: reason };
}

type Report = Pick<Facts, 'strafbaar_feit' | 'aangifte_status' | 'aangifte_door' | 'reden_geen_aangifte' | 'vpt_code' | 'aangifte_datum' | 'besluit_datum' | 'strafvervolg'>;

export function reportToPolice(draw: Random, facts: Pick<Facts, 'vormen' | 'ernst' | 'incident_datum' | 'meld_datum'>): Report {
  const none: Report = {
    strafbaar_feit: 'N', aangifte_status: 'NVT', aangifte_door: null, reden_geen_aangifte: [], vpt_code: null, aangifte_datum: null,
    besluit_datum: null, strafvervolg: null,
  };
  const offence = levelOne(facts.vormen).some((form) => ['BEDR', 'FYS', 'SEKS', 'VERN', 'ONLN'].includes(form));
  if (!offence) {
    if (draw.chance(0.5)) return none;
    return { ...none, aangifte_status: 'NEE', strafbaar_feit: draw.chance(0.7) ? 'N' : 'O', reden_geen_aangifte: reasons(draw) };
  }
  const strafbaar_feit = draw.weighted({ J: 70, O: 22, N: 8 });
  const serious = facts.ernst === '3' || facts.ernst === '4';
  const status = draw.weighted(serious
    ? { NEE: 50, GEDAAN: 37, GEWEIGERD: 8, VOORNEMEN: 3, INGETROKKEN: 2 }
    : { NEE: 84, GEDAAN: 9, GEWEIGERD: 3, VOORNEMEN: 2, INGETROKKEN: 1, ONBEKEND: 1 });
  if (status === 'NEE') return { ...none, strafbaar_feit, aangifte_status: status, reden_geen_aangifte: reasons(draw) };
  if (status !== 'GEDAAN') return { ...none, strafbaar_feit, aangifte_status: status };
  const aangifte_datum = facts.meld_datum + draw.below(18);
  const besluit_datum = draw.chance(0.72) ? aangifte_datum + 12 + draw.below(240) : null;
  return {
    strafbaar_feit: 'J', aangifte_status: status, aangifte_door: draw.weighted({ MEDEWERKER: 58, WERKGEVER: 34, NUMMER: 8 }),
    reden_geen_aangifte: [], vpt_code: draw.weighted({ J: 38, N: 42, O: 20 }), aangifte_datum, besluit_datum,
    strafvervolg: besluit_datum === null ? 'LOPEND' : draw.weighted({ SEPOT: 46, OMAFDOENING: 17, DAGVAARDING: 20, VEROORDELING: 14, VRIJSPRAAK: 3 }),
  };
}

function reasons(draw: Random): string[] {
  const all = [draw.weighted({ NIET_ERNSTIG: 37, WERKRELATIE: 20, DOET_NIETS: 12, KAN_NIETS: 9, TIJD: 8, NIET_GEDACHT: 7, ANGST: 5, WERKGEVER: 1, OVERIG: 1 })];
  if (draw.chance(0.15)) all.push(draw.weighted({ WERKRELATIE: 5, TIJD: 3, ANGST: 2 }));
  return [...new Set(all)].sort();
}

type Removal = Pick<Facts, 'platform' | 'verwijderverzoek' | 'verwijder_uitkomst' | 'verzoek_datum' | 'uitkomst_datum' | 'nog_vindbaar_90d'>;

export function removal(draw: Random, facts: Pick<Facts, 'vormen' | 'meld_datum'>): Removal {
  const none: Removal = { platform: null, verwijderverzoek: null, verwijder_uitkomst: null, verzoek_datum: null, uitkomst_datum: null, nog_vindbaar_90d: null };
  if (!levelOne(facts.vormen).includes('ONLN')) return none;
  const platform = draw.weighted({ FACEBOOK: 42, INSTAGRAM: 12, X: 12, TIKTOK: 13, YOUTUBE: 5, ZOEKMACHINE: 5, KLACHTENSITE: 8, OVERIG: 3 });
  if (!draw.chance(0.46)) return { ...none, platform, verwijderverzoek: 'N', nog_vindbaar_90d: draw.weighted({ J: 62, N: 12, O: 26 }) };
  const verzoek_datum = facts.meld_datum + draw.below(6);
  const outcome = draw.weighted({ VERWIJDERD: 38, GEWEIGERD: 24, GEEN_REACTIE: 38 });
  const days = outcome === 'VERWIJDERD' ? draw.below(4) * draw.below(12) : 3 + draw.below(60);
  return {
    platform, verwijderverzoek: 'J', verwijder_uitkomst: outcome, verzoek_datum,
    uitkomst_datum: outcome === 'GEEN_REACTIE' ? null : verzoek_datum + days,
    nog_vindbaar_90d: outcome === 'VERWIJDERD' ? draw.weighted({ N: 88, J: 12 }) : draw.weighted({ J: 82, N: 8, O: 10 }),
  };
}

type Care = Pick<Facts, 'letsel' | 'verzuim_dagen' | 'nazorg' | 'werkgever_maatregel' | 'beschermingsmaatregel' | 'gevolg_kind' | 'gevolg_werk'>;

export function care(draw: Random, facts: Pick<Facts, 'vormen' | 'ernst' | 'aanleiding'>): Care {
  const physical = levelOne(facts.vormen).includes('FYS');
  const serious = facts.ernst === '3' || facts.ernst === '4';
  const injury = serious
    ? draw.weighted(physical ? { GEEN: 22, LICHT: 46, ERNSTIG: 12, PSYCH: 20 } : { GEEN: 55, PSYCH: 42, ONBEKEND: 3 })
    : draw.weighted({ GEEN: 91, PSYCH: 7, ONBEKEND: 2 });
  const hurt = injury !== 'GEEN' && injury !== 'ONBEKEND';
  const several = (weights: Readonly<Record<string, number>>) => Object.keys(weights).filter((code) => draw.chance(weights[code]!)).sort();
  const protection = serious ? several({ TWEETAL: 0.22, OVERDRACHT: 0.08, POLITIEBUREAU: 0.05, KENTEKEN: 0.02, ANONIEM: 0.012, ONDERDUIK: 0.004 }) : [];
  return {
    letsel: injury,
    verzuim_dagen: hurt && draw.chance(0.35) ? 1 + draw.below(9) : 0,
    nazorg: draw.weighted({ GEKREGEN_3D: 52, GEKREGEN_LATER: 13, AANGEBODEN_GEWEIGERD: 17, NIET_AANGEBODEN: 11, ONBEKEND: 7 }),
    werkgever_maatregel: several(serious
      ? { WAARSCHUWING: 0.36, ORDEGESPREK: 0.22, CONTACT_BEPERKT: 0.28, PANDVERBOD: 0.07, SCHADEVERHAAL: 0.03 }
      : { WAARSCHUWING: 0.09, ORDEGESPREK: 0.11, CONTACT_BEPERKT: 0.05 }),
    beschermingsmaatregel: protection.length > 0 ? protection : ['GEEN'],
    gevolg_kind: draw.weighted({ GEEN: 70, BEZOEK_VERVALLEN: 13, HULP_VERTRAAGD: 9, WISSEL: 3, ONBEKEND: 5 }),
    gevolg_werk: protection.includes('OVERDRACHT') ? 'CASUS_OVERGEDRAGEN' : draw.weighted({ GEEN: 84, STILGELEGD: 10, ONBEKEND: 6 }),
  };
}
