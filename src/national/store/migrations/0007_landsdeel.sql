-- A region that would make an incident recognisable becomes a part of the country (NOORD, OOST, WEST, ZUID) before it becomes LANDELIJK.
CREATE TYPE gebiedscode AS ENUM (
  '-7', '-8', 'JZ01', 'JZ02', 'JZ03', 'JZ04', 'JZ05', 'JZ06', 'JZ07', 'JZ08', 'JZ09', 'JZ10', 'JZ11', 'JZ12', 'JZ13', 'JZ14',
  'JZ15', 'JZ16', 'JZ17', 'JZ18', 'JZ19', 'JZ20', 'JZ21', 'JZ22', 'JZ23', 'JZ24', 'JZ25', 'JZ26', 'JZ27', 'JZ28', 'JZ29',
  'JZ30', 'JZ31', 'JZ32', 'JZ33', 'JZ34', 'JZ35', 'JZ36', 'JZ37', 'JZ38', 'JZ39', 'JZ41', 'JZ42', 'JZ43', 'LANDELIJK',
  'NOORD', 'ONBEKEND', 'OOST', 'WEST', 'ZUID'
);

ALTER TABLE voorval ALTER COLUMN regio SET DATA TYPE gebiedscode USING CAST(CAST(regio AS VARCHAR) AS gebiedscode);
