/** Rows of the tables that are estimated or derived from the counts. */

type Conf = 'F' | 'C';

export interface TrendRow {
  maat: 'index' | 'verandering' | 'helling' | 'breuk';
  code: string;
  periode: string;
  tegenover: string;
  waarde: number | null;
  onder: number | null;
  boven: number | null;
  eenheid: 'index' | 'procent' | 'procent per jaar';
  woord: string | null;
  obs_status: string;
  conf_status: Conf;
  vintage: string;
}

export interface RegelkaartRow {
  indicator: string;
  maand: string;
  waarde: number | null;
  midden: number | null;
  onder: number | null;
  boven: number | null;
  nabij_onder: number | null;
  nabij_boven: number | null;
  signaal: string | null;
  basis: 'J' | 'N';
  proef: 'J' | 'N';
  obs_status: string;
  conf_status: Conf;
}

export interface SpreidingRow {
  periode: string;
  organisaties: number;
  midden: number | null;
  methode: 'CQC' | 'POISSON' | null;
  phi: number | null;
  tau2: number | null;
  buiten_95: number | null;
  buiten_998: number | null;
  laagste_derde: number | null;
  middelste_derde: number | null;
  hoogste_derde: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface FunnelgrensRow {
  periode: string;
  fte: number;
  midden: number;
  onder_95: number;
  boven_95: number;
  onder_998: number;
  boven_998: number;
  obs_status: string;
  conf_status: Conf;
}

export interface TrechterRow {
  periode: string;
  trede: number;
  naam: string;
  van: number | null;
  bekend: number | null;
  onbekend: number | null;
  teller: number | null;
  aandeel: number | null;
  onder: number | null;
  boven: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface DuurRow {
  meting: 'aangifte' | 'verwijdering';
  periode: string;
  dagen: number;
  gevolgd: number | null;
  beeindigd: number | null;
  lopend: number | null;
  waarde: number | null;
  onder: number | null;
  boven: number | null;
  mediaan: 'J' | 'N';
  obs_status: string;
  conf_status: Conf;
}

export interface HerhalingRow {
  periode: string;
  eenheid: 'gezin' | 'medewerker';
  termijn: 'maand' | 'kwartaal' | 'halfjaar' | 'jaar';
  klasse: '1' | '2' | '3+' | '2+' | 'ALLE';
  aantal: number | null;
  aandeel: number | null;
  onder: number | null;
  boven: number | null;
  organisaties: number;
  factor: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface WerkdrukRow {
  periode: string;
  maat: string;
  klasse: string;
  waarde: number | null;
  onder: number | null;
  boven: number | null;
  organisaties: number | null;
  eenheid: string;
  obs_status: string;
  conf_status: Conf;
}

export interface EnqueteRow {
  bron: string;
  jaar: number;
  populatie: string;
  vorm: string;
  label_nl: string;
  label_en: string;
  aandeel_pct: number | null;
  vindplaats: string | null;
  obs_status: string;
  conf_status: Conf;
}

export interface LetRow {
  jaar: string;
  volledig: 'J' | 'N';
  stand_gemiddeld: number | null;
  instroom: number | null;
  uitstroom: number | null;
  duur_gemiddeld: number | null;
  duur_mediaan: number | null;
  duur_mediaan_onder: number | null;
  duur_mediaan_boven: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface KwaliteitRow {
  periode: string;
  soort: 'oordeel' | 'onbekend';
  onderwerp: string;
  label_nl: string;
  label_en: string;
  aandeel: number | null;
  onder: number | null;
  boven: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface VolledigheidRow {
  maand: string;
  aandeel: number | null;
  status: 'volledig' | 'geschat' | 'nog onvolledig';
  verwacht: number | null;
  onder: number | null;
  boven: number | null;
  vintages: number;
  obs_status: string;
  conf_status: Conf;
}

export interface RevisieRow {
  indicator: string;
  reeks: string;
  vertraging: number;
  perioden: number;
  gemiddeld: number;
  onder: number | null;
  boven: number | null;
  absoluut: number;
  relatief: number | null;
  obs_status: string;
  conf_status: Conf;
}

export interface WijzigingRow {
  oorzaak: string;
  klasse: 'R1' | 'R2' | 'R3' | 'C';
  label_nl: string;
  label_en: string;
  organisatiemaanden: number;
  obs_status: string;
  conf_status: Conf;
}

export interface StatisticalTables {
  trend: readonly TrendRow[];
  regelkaart: readonly RegelkaartRow[];
  spreiding: readonly SpreidingRow[];
  funnelgrens: readonly FunnelgrensRow[];
  trechter: readonly TrechterRow[];
  duur: readonly DuurRow[];
  herhaling: readonly HerhalingRow[];
  werkdruk: readonly WerkdrukRow[];
  enquete: readonly EnqueteRow[];
  let: readonly LetRow[];
  kwaliteit: readonly KwaliteitRow[];
  volledigheid: readonly VolledigheidRow[];
  revisie: readonly RevisieRow[];
  wijziging: readonly WijzigingRow[];
}
