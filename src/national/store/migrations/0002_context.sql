-- What stands beside the incidents: denominators, zero declarations, cases of LET and HRT, marked events, surveys.
-- NULL is unknown and 0 is zero, everywhere.

-- Averages over the period, except *_begin and *_eind (stock on its first and last day), *_instroom, *_uitstroom and
-- huisbezoeken (numbers in the period), and jeugdigen_muhp (different youths in it). regio NULL is the organisation as a whole.
CREATE TABLE noemer (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  regio regiocode,
  periode VARCHAR NOT NULL,
  van_maand VARCHAR NOT NULL,
  tot_maand VARCHAR NOT NULL,
  fte_jb DECIMAL(14,3),
  fte_jr DECIMAL(14,3),
  medewerkers_jb DECIMAL(14,3),
  medewerkers_jr DECIMAL(14,3),
  jeugdigen_ots DECIMAL(14,3),
  jeugdigen_ots_begin DECIMAL(14,3),
  jeugdigen_ots_instroom DECIMAL(14,3),
  jeugdigen_ots_uitstroom DECIMAL(14,3),
  jeugdigen_ots_eind DECIMAL(14,3),
  jeugdigen_vots DECIMAL(14,3),
  jeugdigen_vots_begin DECIMAL(14,3),
  jeugdigen_vots_instroom DECIMAL(14,3),
  jeugdigen_vots_uitstroom DECIMAL(14,3),
  jeugdigen_vots_eind DECIMAL(14,3),
  jeugdigen_voogdij DECIMAL(14,3),
  jeugdigen_voogdij_begin DECIMAL(14,3),
  jeugdigen_voogdij_instroom DECIMAL(14,3),
  jeugdigen_voogdij_uitstroom DECIMAL(14,3),
  jeugdigen_voogdij_eind DECIMAL(14,3),
  jeugdigen_tijdelijke_voogdij DECIMAL(14,3),
  jeugdigen_tijdelijke_voogdij_begin DECIMAL(14,3),
  jeugdigen_tijdelijke_voogdij_instroom DECIMAL(14,3),
  jeugdigen_tijdelijke_voogdij_uitstroom DECIMAL(14,3),
  jeugdigen_tijdelijke_voogdij_eind DECIMAL(14,3),
  jeugdigen_jr DECIMAL(14,3),
  jeugdigen_jr_begin DECIMAL(14,3),
  jeugdigen_jr_instroom DECIMAL(14,3),
  jeugdigen_jr_uitstroom DECIMAL(14,3),
  jeugdigen_jr_eind DECIMAL(14,3),
  maatregelen_totaal DECIMAL(14,3),
  gezinnen DECIMAL(14,3),
  jeugdigen_muhp DECIMAL(14,3),
  huisbezoeken DECIMAL(14,3),
  uren_per_gezin DECIMAL(14,3),
  gezinnen_per_fte DECIMAL(14,3),
  verzuim_pct DECIMAL(14,3),
  verloop_pct DECIMAL(14,3),
  vacatures_fte DECIMAL(14,3),
  meldsysteem VARCHAR,
  meldplicht_beleid VARCHAR,
  meldcampagne_maand VARCHAR
);

CREATE TABLE nulverklaring (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  maand VARCHAR NOT NULL
);

-- One row a case, without any key: each delivery of a team is its whole list of cases.
CREATE TABLE let_zaak (
  levering_id INTEGER NOT NULL,
  let_team VARCHAR NOT NULL,
  startmaand VARCHAR,
  eindmaand VARCHAR,
  aantal_jeugdigen VARCHAR,
  aanmeldroute VARCHAR,
  uitkomst_aanmelding VARCHAR NOT NULL,
  politie_overleg VARCHAR,
  let_uitstroom VARCHAR
);

CREATE TABLE gebeurtenis (
  levering_id INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  van VARCHAR NOT NULL,
  tot VARCHAR,
  soort VARCHAR NOT NULL,
  label_nl VARCHAR NOT NULL,
  label_en VARCHAR NOT NULL
);

-- Shares of persons in a sample, never to be shown with numbers of incidents in one chart.
CREATE TABLE enquete (
  levering_id INTEGER NOT NULL,
  bron VARCHAR NOT NULL,
  jaar INTEGER NOT NULL,
  populatie VARCHAR NOT NULL,
  vorm VARCHAR NOT NULL,
  aandeel_pct DECIMAL(14,3),
  vindplaats VARCHAR
);
