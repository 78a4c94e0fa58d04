-- Where an agreement lets labels of families or employees pass: one row an incident and unit, under a key of the year of the incident.
CREATE TABLE persoonslabel (
  levering_id INTEGER NOT NULL,
  organisatie VARCHAR NOT NULL,
  maand VARCHAR NOT NULL,
  incident_id VARCHAR NOT NULL,
  eenheid VARCHAR NOT NULL CHECK (eenheid IN ('gezin', 'medewerker')),
  label VARCHAR NOT NULL
);

CREATE VIEW huidig_persoonslabel AS
SELECT p.organisatie, p.maand, p.incident_id, p.eenheid, p.label
FROM persoonslabel p
JOIN huidig_deel d ON d.levering_id = p.levering_id AND d.maand = p.maand;
