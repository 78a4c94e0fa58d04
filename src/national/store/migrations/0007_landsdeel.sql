-- A region that would make an incident recognisable becomes a part of the country (NOORD, OOST, WEST, ZUID) before it becomes LANDELIJK.
CREATE TYPE gebiedscode AS ENUM (
  '-7', '-8', 'JZ01', 'JZ02', 'JZ03', 'JZ04', 'JZ05', 'JZ06', 'JZ07', 'JZ08', 'JZ09', 'JZ10', 'JZ11', 'JZ12', 'JZ13', 'JZ14',
  'JZ15', 'JZ16', 'JZ17', 'JZ18', 'JZ19', 'JZ20', 'JZ21', 'JZ22', 'JZ23', 'JZ24', 'JZ25', 'JZ26', 'JZ27', 'JZ28', 'JZ29',
  'JZ30', 'JZ31', 'JZ32', 'JZ33', 'JZ34', 'JZ35', 'JZ36', 'JZ37', 'JZ38', 'JZ39', 'JZ41', 'JZ42', 'JZ43', 'LANDELIJK',
  'NOORD', 'ONBEKEND', 'OOST', 'WEST', 'ZUID'
);

-- A table of its own, because DuckDB 1.5 cannot replay a change of a column's type from the log of a process that was killed.
CREATE TABLE voorval_nieuw (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  codeboek VARCHAR NOT NULL,
  incident_id VARCHAR NOT NULL,
  maand VARCHAR NOT NULL,
  dagdeel code,
  meldvertraging code,
  doorlopend code,
  vormen code[],
  vormen2 code[],
  kanaal code,
  kanalen code[],
  locatie code,
  regio gebiedscode,
  relatie code,
  aantal_veroorzakers code,
  aantal_medewerkers code,
  herhaling_12m code,
  slachtoffer_herhaling code,
  functie code,
  maatregel code,
  aanleiding code,
  gericht_op code,
  privesfeer code,
  ernst code,
  letsel code,
  verzuim_klasse code,
  politie_gevraagd code,
  politie_uitkomst code,
  politie_reden code,
  aangifte_status code,
  aangifte_door code,
  reden_geen_aangifte code[],
  vpt_code code,
  strafbaar_feit code,
  aangifte_doorlooptijd code,
  strafvervolg code,
  platform code,
  verwijderverzoek code,
  verwijder_uitkomst code,
  verwijder_doorlooptijd code,
  nog_vindbaar_90d code,
  procedure_soort code[],
  procedures_gelijktijdig code,
  nazorg code,
  werkgever_maatregel code[],
  beschermingsmaatregel code[],
  huisbezoek_risico_info code,
  gevolg_kind code,
  gevolg_werk code
);

INSERT INTO voorval_nieuw SELECT * REPLACE (CAST(CAST(regio AS VARCHAR) AS gebiedscode) AS regio) FROM voorval;

DROP TABLE voorval;

ALTER TABLE voorval_nieuw RENAME TO voorval;
