-- What the tables of the programme read, with a family or employee (variable persoonsoort) in the place of the organisation:
-- only of organisations that deliver their labels; an incident without one stands for a unit of its own.
CREATE OR REPLACE TEMP TABLE huidig_voorval_per_persoon AS
SELECT v.* REPLACE (coalesce(p.label, 'zonder.' || v.incident_id) AS organisatie)
FROM huidig_voorval v
LEFT JOIN (FROM huidig_persoonslabel WHERE eenheid = getvariable('persoonsoort')) p
  ON p.organisatie = v.organisatie AND p.incident_id = v.incident_id
WHERE v.organisatie IN (SELECT organisatie FROM huidig_persoonslabel WHERE eenheid = getvariable('persoonsoort'));

CREATE OR REPLACE TEMP VIEW agressie_per_persoon AS
FROM huidig_voorval_per_persoon
WHERE NOT coalesce(len(vormen) = 1 AND vormen[1] = 'PROC', FALSE);

CREATE OR REPLACE TEMP TABLE noemer_maand_per_persoon AS
SELECT n.* REPLACE (p.persoon AS organisatie)
FROM noemer_maand n
JOIN (
  SELECT DISTINCT v.organisatie, v.maand, p.organisatie AS persoon
  FROM huidig_voorval_per_persoon p
  JOIN huidig_voorval v USING (incident_id)
) p ON p.organisatie = n.organisatie AND p.maand = n.maand;
