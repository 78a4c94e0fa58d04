-- One view per headline indicator: the rows of `cijfer` that answer one question, with the labels of the codes.
CREATE VIEW voorvallen_per_maand AS
  SELECT periode AS maand, waarde AS voorvallen, onder, boven, dekking, obs_status, conf_status
  FROM cijfer WHERE indicator = 'I01' AND reeks = 'voorvallen' AND periode_soort = 'maand' AND dimensie = 'totaal';
COMMENT ON VIEW voorvallen_per_maand IS 'I01: geregistreerde voorvallen per maand, landelijk';

CREATE VIEW voorvallen_per_100_fte AS
  SELECT periode AS maand, waarde AS per_100_fte, onder, boven, teller AS voorvallen, noemer AS fte, dekking, obs_status, conf_status
  FROM cijfer WHERE indicator = 'I02' AND reeks = 'per_100_fte' AND periode_soort = 'maand' AND dimensie = 'totaal';
COMMENT ON VIEW voorvallen_per_100_fte IS 'I02: voorvallen per 100 fte per maand, alleen organisaties met teller en noemer';

CREATE VIEW vormen AS
  SELECT c.periode, c.periode_soort, c.code, l.label_nl, l.label_en, c.reeks, c.waarde, c.onder, c.boven, c.teller, c.noemer, c.conf_status
  FROM cijfer c LEFT JOIN codelijst l ON l.lijst = 'vorm' AND l.code = c.code WHERE c.dimensie = 'vorm';
COMMENT ON VIEW vormen IS 'I05: vormen van agressie; een voorval kan meer vormen hebben, aandelen tellen op tot meer dan 100 procent';

CREATE VIEW ernst AS
  SELECT c.periode, c.periode_soort, c.code, l.label_nl, l.label_en, c.reeks, c.waarde, c.onder, c.boven, c.teller, c.noemer, c.conf_status
  FROM cijfer c LEFT JOIN codelijst l ON l.lijst = 'ernst' AND l.code = c.code WHERE c.dimensie = 'ernst';
COMMENT ON VIEW ernst IS 'I06: ernst op de schaal 1-4 van het codeboek; 9 is onbekend of een andere schaal';

CREATE VIEW verwijdering_online AS
  SELECT periode, periode_soort, dimensie, code, reeks, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer WHERE indicator = 'I09';
COMMENT ON VIEW verwijdering_online IS 'I09: verzoeken om online berichten te verwijderen, uitkomst en doorlooptijd';

CREATE VIEW politie_assistentie AS
  SELECT periode, periode_soort, dimensie, code, reeks, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer WHERE indicator = 'I11';
COMMENT ON VIEW politie_assistentie IS 'I11: uitkomst als om politie-assistentie is gevraagd';

CREATE VIEW aangifte AS
  SELECT periode, periode_soort, dimensie, code, reeks, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer WHERE indicator = 'I12';
COMMENT ON VIEW aangifte IS 'I12: trechter van aangifte; elke trede heeft een eigen noemer';

CREATE VIEW nazorg AS
  SELECT periode, periode_soort, dimensie, code, reeks, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer WHERE indicator = 'I17';
COMMENT ON VIEW nazorg IS 'I17: nazorg aan de medewerker bij voorvallen waarvan dat bekend is';

CREATE VIEW risico_informatie_huisbezoek AS
  SELECT periode, periode_soort, dimensie, code, reeks, waarde, onder, boven, teller, noemer, conf_status
  FROM cijfer WHERE indicator = 'I21';
COMMENT ON VIEW risico_informatie_huisbezoek IS 'I21: informatie vooraf bij voorvallen tijdens een huisbezoek; zegt niets over bezoeken zonder voorval';
