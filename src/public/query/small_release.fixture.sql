CREATE TABLE cijfer(
  indicator VARCHAR, reeks VARCHAR, periode VARCHAR, periode_soort VARCHAR, dimensie VARCHAR, code VARCHAR,
  waarde DOUBLE, onder DOUBLE, boven DOUBLE, teller BIGINT, noemer DOUBLE, eenheid VARCHAR,
  dekking DOUBLE, obs_status VARCHAR, conf_status VARCHAR, vintage VARCHAR
);
INSERT INTO cijfer VALUES
  ('I01', 'voorvallen', '2024-06', 'maand', 'totaal', 'ALLE', 1243, NULL, NULL, 1243, NULL, 'voorvallen', 0.91, 'p', 'F', '2024-06'),
  ('I01', 'voorvallen', '2024-06', 'maand', 'vorm', 'VERB', 801, NULL, NULL, 801, NULL, 'voorvallen', 0.91, 'p', 'F', '2024-06'),
  ('I01', 'voorvallen', '2024-06', 'maand', 'vorm', 'DOXX', NULL, NULL, NULL, NULL, NULL, 'voorvallen', 0.91, 'p', 'C', '2024-06'),
  ('I02', 'per_100_fte', '2023-07/2024-06', '12maanden', 'totaal', 'ALLE', 331.4159, 322.8, 340.25, 14914, 54012.5, 'per 100 fte', 0.934, '', 'F', '2024-06');
CREATE TABLE dekking(
  maand VARCHAR, organisaties_verwacht INTEGER, organisaties_geleverd INTEGER, organisaties_nul INTEGER,
  fte_verwacht DOUBLE, fte_geleverd DOUBLE, aandeel_fte DOUBLE, status VARCHAR
);
INSERT INTO dekking VALUES ('2024-05', 12, 12, 0, 4500, 4500, 1, 'nader voorlopig'), ('2024-06', 12, 10, 1, 4500, 4095, 0.91, 'voorlopig');
CREATE TABLE codelijst(lijst VARCHAR, code VARCHAR, label_nl VARCHAR, label_en VARCHAR, niveau INTEGER, ouder VARCHAR);
INSERT INTO codelijst VALUES
  ('vorm', 'VERB', 'Verbaal geweld', 'Verbal violence', 1, NULL),
  ('vorm', 'DOXX', 'Doxing', 'Doxing', 1, NULL);
CREATE TABLE indicator(
  indicator VARCHAR, naam_nl VARCHAR, naam_en VARCHAR, definitie_nl VARCHAR, definitie_en VARCHAR, beperking_nl VARCHAR, beperking_en VARCHAR
);
INSERT INTO indicator VALUES
  ('I01', 'Aantal voorvallen', 'Number of incidents', NULL, NULL, NULL, NULL),
  ('I02', 'Voorvallen per 100 fte', 'Incidents per 100 FTE', NULL, NULL, NULL, NULL);
CREATE TABLE kenmerk(sleutel VARCHAR, waarde VARCHAR);
INSERT INTO kenmerk VALUES ('maand', '2024-06'), ('codeboek', '0.1'), ('programma', '0.1.0'), ('status', 'concept'), ('vintage', '2024-06');
COMMENT ON TABLE cijfer IS 'Gepubliceerde cijfers; onderdrukt is NULL met conf_status C';
COMMENT ON TABLE dekking IS 'Wie er leverde, per maand';
COMMENT ON TABLE codelijst IS 'Codes en hun namen';
COMMENT ON TABLE indicator IS 'Wat elke indicator betekent';
COMMENT ON TABLE kenmerk IS 'Gegevens over de release zelf';
COMMENT ON COLUMN cijfer.waarde IS 'Waarde in de eenheid';
COMMENT ON COLUMN cijfer.conf_status IS 'F vrij, C onderdrukt';
