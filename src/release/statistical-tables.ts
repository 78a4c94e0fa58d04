/** What is estimated or derived from the counts: one table a question, each with its limits and marks beside the figure. */
import { type Column, real, type Table, text, whole } from './columns.js';

const period = text('periode', 'Jaar 2023 of twaalf maanden 2023-07/2024-06', 'Year 2023 or twelve months 2023-07/2024-06');
const value = (nl: string, en: string, unit: string): Column => real('waarde', nl, en, { unit, empty: true });
const lower = (unit: string): Column => real('onder', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval', { unit, empty: true });
const upper = (unit: string): Column => real('boven', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval', { unit, empty: true });
const observation = text('obs_status', 'Als in tabel cijfer', 'As in table cijfer');
const confidentiality = text('conf_status', 'F vrij, C onderdrukt', 'F free, C suppressed', { values: ['F', 'C'] });
const vintage = text('vintage', 'Stand van de gegevens waarop het cijfer berust', 'State of the data on which the figure rests');
const yes = (name: string, nl: string, en: string): Column => text(name, nl, en, { values: ['J', 'N'] });

/** The derived tables, in the order in which they are written. */
export const statisticalTables: readonly Table[] = [
  {
    name: 'trend',
    about: {
      nl: 'Groeit het? Voorvallen per fte naar het model van het CBS (TRIM): index, verandering per jaar, helling over alle jaren en het effect van gemelde breuken, met de woorden van het CBS.',
      en: 'Does it grow? Incidents per FTE by the model of Statistics Netherlands (TRIM): index, yearly change, slope over all years and the effect of declared breaks, with the words of Statistics Netherlands.',
    },
    key: ['maat', 'code', 'periode'],
    columns: [
      text('maat', 'index (basisjaar = 100), verandering tegenover de periode ervoor, helling over alle perioden, of breuk (effect op het niveau)', 'index (base year = 100), verandering against the period before, helling (slope) over all periods, or breuk (effect on the level)', { values: ['index', 'verandering', 'helling', 'breuk'] }),
      text('code', 'ALLE_LEVERAARS (TRIM), VAST_PANEL (organisaties die beide perioden geheel leverden), of de code van de gebeurtenis', 'ALLE_LEVERAARS (TRIM), VAST_PANEL (organisations that delivered both periods in full), or the code of the event'),
      text('periode', 'Jaar of twaalf maanden; bij breuk de eerste maand, bij helling eerste en laatste periode', 'Year or twelve months; for breuk the first month, for helling first and last period'),
      text('tegenover', 'De periode waarmee vergeleken wordt', 'The period compared with'),
      value('De index of verandering', 'The index or change', 'zie kolom eenheid'), lower('zie kolom eenheid'), upper('zie kolom eenheid'),
      text('eenheid', 'Eenheid van waarde, onder en boven', 'Unit of waarde, onder and boven', { values: ['index', 'procent', 'procent per jaar'] }),
      text('woord', 'Trendwoord van het CBS', 'Trend word of Statistics Netherlands', { empty: true, values: ['STERKE_TOENAME', 'MATIGE_TOENAME', 'STABIEL', 'ONZEKER', 'MATIGE_AFNAME', 'STERKE_AFNAME'] }),
      observation, confidentiality, vintage,
    ],
  },
  {
    name: 'regelkaart',
    about: {
      nl: "Is deze maand anders, of is het toeval? u'-kaart (Laney) van de landelijke maandcijfers met de vier regels van Making Data Count. Grenzen uit de maanden die niet meer voorlopig zijn.",
      en: "Is this month different, or is it chance? u' chart (Laney) of the national monthly figures with the four rules of Making Data Count. Limits from the months that are no longer provisional.",
    },
    key: ['indicator', 'maand'],
    columns: [
      text('indicator', 'Indicator', 'Indicator'),
      text('maand', 'Maand van het voorval', 'Month of the incident'),
      value('Het maandcijfer', 'The figure of the month', 'per 100 fte'),
      real('midden', 'Middellijn', 'Centre line', { unit: 'per 100 fte', empty: true }),
      real('onder', 'Onderste regelgrens (3 sigma)', 'Lower control limit (3 sigma)', { unit: 'per 100 fte', empty: true }),
      real('boven', 'Bovenste regelgrens (3 sigma)', 'Upper control limit (3 sigma)', { unit: 'per 100 fte', empty: true }),
      real('nabij_onder', 'Onderste grens bij 2 sigma', 'Lower limit at 2 sigma', { unit: 'per 100 fte', empty: true }),
      real('nabij_boven', 'Bovenste grens bij 2 sigma', 'Upper limit at 2 sigma', { unit: 'per 100 fte', empty: true }),
      text('signaal', 'Regel die afgaat; leeg als er geen afgaat', 'Rule that fires; empty when none does', { empty: true, values: ['BOVEN_GRENS', 'ONDER_GRENS', 'STIJGING_VAN_7', 'DALING_VAN_7', 'TWEE_VAN_DRIE_BOVEN', 'TWEE_VAN_DRIE_ONDER', 'ZEVEN_BOVEN', 'ZEVEN_ONDER'] }),
      yes('basis', 'Of middellijn en grenzen mede op deze maand berusten', 'Whether centre line and limits rest on this month too'),
      yes('proef', 'Of de grenzen nog proefgrenzen zijn (minder dan 13 maanden)', 'Whether the limits are still trial limits (fewer than 13 months)'),
      observation, confidentiality,
    ],
  },
  {
    name: 'spreiding',
    about: {
      nl: 'Verschillen tussen organisaties, zonder organisaties te tonen: spreiding naast toeval, hoeveel er buiten de grenzen liggen (alleen als het er genoeg zijn om niemand aan te wijzen) en het gezamenlijke cijfer van drie groepen. Een hoger cijfer kan betekenen dat er beter wordt gemeld.',
      en: 'Differences between organisations, without showing any: spread beside chance, how many lie outside the limits (only when enough do to point at nobody) and the joint figure of three groups. A higher figure may mean that reporting is better.',
    },
    key: ['periode'],
    columns: [
      period,
      whole('organisaties', 'Organisaties met voorvallen en fte over ten minste negen maanden', 'Organisations with incidents and FTE for at least nine months', { unit: 'organisaties' }),
      real('midden', 'Gezamenlijk cijfer van deze organisaties', 'Joint figure of these organisations', { unit: 'per 100 fte per jaar', empty: true }),
      text('methode', 'CQC: grenzen met de gewone verschillen tussen organisaties (Spiegelhalter); POISSON: alleen toeval, wegens te weinig organisaties', 'CQC: limits that hold the usual differences between organisations (Spiegelhalter); POISSON: chance alone, for too few organisations', { empty: true, values: ['CQC', 'POISSON'] }),
      real('phi', 'Gemiddeld kwadraat van de z-scores; 1 bij toeval alleen', 'Mean squared z score; 1 by chance alone', { empty: true }),
      real('tau2', 'Variantie tussen organisaties op de wortelschaal', 'Variance between organisations on the scale of the root', { empty: true }),
      whole('buiten_95', 'Organisaties buiten de 95%-grenzen; leeg als het er minder dan drie zijn, of minder dan drie niet', 'Organisations outside the 95% limits; empty when fewer than three are, or fewer than three are not', { unit: 'organisaties', empty: true }),
      whole('buiten_998', 'Organisaties buiten de 99,8%-grenzen; leeg als bij buiten_95', 'Organisations outside the 99.8% limits; empty as with buiten_95', { unit: 'organisaties', empty: true }),
      real('laagste_derde', 'Gezamenlijk cijfer van het derde deel met de laagste cijfers', 'Joint figure of the third with the lowest figures', { unit: 'per 100 fte per jaar', empty: true }),
      real('middelste_derde', 'Gezamenlijk cijfer van het middelste derde deel', 'Joint figure of the middle third', { unit: 'per 100 fte per jaar', empty: true }),
      real('hoogste_derde', 'Gezamenlijk cijfer van het derde deel met de hoogste cijfers', 'Joint figure of the third with the highest figures', { unit: 'per 100 fte per jaar', empty: true }),
      observation, confidentiality,
    ],
  },
  {
    name: 'funnelgrens',
    about: {
      nl: 'Tussen welke cijfers een organisatie van een bepaalde grootte zou liggen als zij niet van de andere verschilt: de grenzen van de trechterfiguur, zonder punten.',
      en: 'Between which figures an organisation of a given size would lie if it does not differ from the others: the limits of the funnel plot, without points.',
    },
    key: ['periode', 'fte'],
    columns: [
      period,
      whole('fte', 'Grootte van de organisatie, gemiddeld over het jaar', 'Size of the organisation, average over the year', { unit: 'fte' }),
      real('midden', 'Gezamenlijk cijfer', 'Joint figure', { unit: 'per 100 fte per jaar' }),
      real('onder_95', 'Onderste 95%-grens', 'Lower 95% limit', { unit: 'per 100 fte per jaar' }),
      real('boven_95', 'Bovenste 95%-grens', 'Upper 95% limit', { unit: 'per 100 fte per jaar' }),
      real('onder_998', 'Onderste 99,8%-grens', 'Lower 99.8% limit', { unit: 'per 100 fte per jaar' }),
      real('boven_998', 'Bovenste 99,8%-grens', 'Upper 99.8% limit', { unit: 'per 100 fte per jaar' }),
      observation, confidentiality,
    ],
  },
  {
    name: 'trechter',
    about: {
      nl: 'De aangiftetrechter per cohort van voorvallen: elke trede met haar eigen noemer, en wat onbekend is apart.',
      en: 'The funnel of reports to the police by cohort of incidents: every step with its own denominator, and what is unknown apart.',
    },
    key: ['periode', 'trede'],
    columns: [
      period,
      whole('trede', 'Volgorde van de trede', 'Order of the step'),
      text('naam', 'Trede', 'Step', { values: ['alle', 'strafbaar', 'geprobeerd', 'opgenomen', 'vpt', 'vervolgd', 'afgedaan'] }),
      whole('van', 'Voorvallen waarover de trede gaat', 'Incidents that the step is about', { unit: 'voorvallen', empty: true }),
      whole('bekend', 'Daarvan met een bekend antwoord: de noemer van het aandeel', 'Of these with a known answer: the denominator of the share', { unit: 'voorvallen', empty: true }),
      whole('onbekend', 'Daarvan onbekend, niet gevraagd of leeg', 'Of these unknown, not asked or empty', { unit: 'voorvallen', empty: true }),
      whole('teller', 'Voorvallen die de trede halen', 'Incidents that pass the step', { unit: 'voorvallen', empty: true }),
      real('aandeel', 'teller gedeeld door bekend', 'teller divided by bekend', { unit: 'procent', empty: true }),
      lower('procent'), upper('procent'), observation, confidentiality,
    ],
  },
  {
    name: 'duur',
    about: {
      nl: 'Welk deel na hoeveel dagen nog liep (Kaplan-Meier), met lopende zaken als afgekapt meegeteld. Alleen voor jaren die lang genoeg gevolgd zijn.',
      en: 'Which part was still running after how many days (Kaplan-Meier), with running cases counted as censored. Only for years that were followed for long enough.',
    },
    key: ['meting', 'periode', 'dagen'],
    columns: [
      text('meting', 'aangifte: van aangifte tot besluit; verwijdering: van verzoek tot verwijdering van wat online staat', 'aangifte: from report to decision; verwijdering: from request to removal of what is online', { values: ['aangifte', 'verwijdering'] }),
      period,
      whole('dagen', 'Einde van de klasse', 'End of the class', { unit: 'dagen' }),
      whole('gevolgd', 'Zaken die tot in deze klasse gevolgd zijn', 'Cases that were followed into this class', { unit: 'voorvallen', empty: true }),
      whole('beeindigd', 'Zaken die in deze klasse eindigden', 'Cases that ended in this class', { unit: 'voorvallen', empty: true }),
      whole('lopend', 'Lopende zaken van het hele cohort', 'Running cases of the whole cohort', { unit: 'voorvallen', empty: true }),
      value('Deel dat na zoveel dagen nog liep', 'Part still running after so many days', 'procent'), lower('procent'), upper('procent'),
      yes('mediaan', 'Of dit de klasse is waarin de helft voorbij is', 'Whether this is the class in which half is over'),
      observation, confidentiality,
    ],
  },
  {
    name: 'herhaling',
    about: {
      nl: 'Hoeveel gezinnen en medewerkers één, twee, of drie of meer voorvallen meemaakten binnen één levering, naar de lengte van die levering. Binnen één organisatie geteld. Alle klassen, of geen.',
      en: 'How many families and employees met one, two, or three or more incidents within one delivery, by the length of that delivery. Counted inside one organisation. All classes, or none.',
    },
    key: ['periode', 'eenheid', 'termijn', 'klasse'],
    columns: [
      period,
      text('eenheid', 'gezin: gezinnen van de veroorzakers; medewerker: getroffen medewerkers', 'gezin: families of those who caused it; medewerker: employees affected', { values: ['gezin', 'medewerker'] }),
      text('termijn', 'Lengte van de leveringen waarbinnen geteld is', 'Length of the deliveries within which it was counted', { values: ['maand', 'kwartaal', 'halfjaar', 'jaar'] }),
      text('klasse', 'Aantal voorvallen; ALLE als de klassen onderdrukt zijn', 'Number of incidents; ALLE when the classes are suppressed', { values: ['1', '2', '3+', '2+', 'ALLE'] }),
      whole('aantal', 'Gezinnen of medewerkers, afgerond als de aantallen in tabel cijfer', 'Families or employees, rounded as the counts in table cijfer', { unit: 'gezinnen of medewerkers per termijn', empty: true }),
      real('aandeel', 'Deel van wie er een of meer meemaakte', 'Part of those who met one or more', { unit: 'procent', empty: true }),
      lower('procent'), upper('procent'),
      whole('organisaties', 'Organisaties die dit leverden', 'Organisations that delivered this', { unit: 'organisaties' }),
      real('factor', 'Variantie van het aantal voorvallen gedeeld door het gemiddelde, als gezinnen of medewerkers toevallig komen; verbreedt de intervallen', 'Variance of the number of incidents over its mean when families or employees come by chance; widens the intervals', { empty: true }),
      observation, confidentiality,
    ],
  },
  {
    name: 'werkdruk',
    about: {
      nl: 'Context: werkdruk uit de noemers, en het voorvalcijfer naar klasse van caseload van de organisatie. Ecologisch: zegt niets over oorzaken.',
      en: 'Context: workload from the denominators, and the rate of incidents by class of caseload of the organisation. Ecological: says nothing about causes.',
    },
    key: ['periode', 'maat', 'klasse'],
    columns: [
      period,
      text('maat', 'Wat gemeten is', 'What is measured', { values: ['gezinnen_per_fte', 'jeugdigen_per_fte', 'vacatures_per_100_fte', 'voorvallen_per_100_fte'] }),
      text('klasse', 'ALLE, of de klasse van gezinnen per fte jeugdbescherming', 'ALLE, or the class of families per FTE of youth protection', { values: ['ALLE', '<8', '8-9', '>9'] }),
      value('Het cijfer', 'The figure', 'zie kolom eenheid'), lower('zie kolom eenheid'), upper('zie kolom eenheid'),
      whole('organisaties', 'Organisaties achter het cijfer', 'Organisations behind the figure', { unit: 'organisaties', empty: true }),
      text('eenheid', 'Eenheid van waarde, onder en boven', 'Unit of waarde, onder and boven'),
      observation, confidentiality,
    ],
  },
  {
    name: 'enquete',
    about: {
      nl: 'Enquêtecontext: aandelen van personen in een steekproef, door anderen gepubliceerd. Niet te vergelijken met voorvallen en nooit in één grafiek daarmee.',
      en: 'Survey context: shares of persons in a sample, published by others. Not comparable with incidents and never in one chart with them.',
    },
    key: ['bron', 'jaar', 'populatie', 'vorm'],
    columns: [
      text('bron', 'Onderzoek', 'Survey'),
      whole('jaar', 'Jaar van het onderzoek', 'Year of the survey'),
      text('populatie', 'Wie ondervraagd zijn', 'Who were asked'),
      text('vorm', 'Vorm van agressie, of totaal', 'Form of aggression, or totaal'),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
      real('aandeel_pct', 'Deel van de ondervraagden dat het in twaalf maanden meemaakte', 'Part of those asked that met it in twelve months', { unit: 'procent', empty: true }),
      text('vindplaats', 'Waar het cijfer staat', 'Where the figure stands', { empty: true }),
      observation, confidentiality,
    ],
  },
  {
    name: 'let',
    about: {
      nl: 'Zaken van het Landelijk Expertiseteam en het Hoog Risicoteam samen: stand, instroom, uitstroom en duur per jaar. Aantallen op vijven afgerond, onder de tien niet getoond, nergens mee gekruist.',
      en: 'Cases of the national expert team and the high-risk team together: stock, inflow, outflow and duration a year. Numbers rounded to fives, not shown below ten, crossed with nothing.',
    },
    key: ['jaar'],
    columns: [
      text('jaar', 'Kalenderjaar', 'Calendar year'),
      yes('volledig', 'Of het hele jaar in de lijst staat', 'Whether the list holds the whole year'),
      whole('stand_gemiddeld', 'Gemiddeld aantal zaken tegelijk', 'Average number of cases at the same time', { unit: 'zaken', empty: true }),
      whole('instroom', 'Zaken die begonnen', 'Cases that began', { unit: 'zaken', empty: true }),
      whole('uitstroom', 'Zaken die eindigden', 'Cases that ended', { unit: 'zaken', empty: true }),
      real('duur_gemiddeld', 'Gemiddelde duur van de zaken tot het einde van het jaar, lopende meegeteld tot waar zij gevolgd zijn', 'Mean duration of the cases up to the end of the year, running ones counted as far as they were followed', { unit: 'maanden', empty: true }),
      whole('duur_mediaan', 'Mediane duur (Kaplan-Meier)', 'Median duration (Kaplan-Meier)', { unit: 'maanden', empty: true }),
      whole('duur_mediaan_onder', 'Ondergrens van het 95%-interval van de mediaan', 'Lower limit of the 95% interval of the median', { unit: 'maanden', empty: true }),
      whole('duur_mediaan_boven', 'Bovengrens van het 95%-interval van de mediaan', 'Upper limit of the 95% interval of the median', { unit: 'maanden', empty: true }),
      observation, confidentiality,
    ],
  },
  {
    name: 'kwaliteit',
    about: {
      nl: 'Kwaliteit van de registratie, landelijk: rijen per oordeel, onbekend per veld. De vertraging van de melding staat in tabel cijfer (I27).',
      en: 'Quality of the registration, national: rows by verdict, unknown by field. The delay of the report stands in table cijfer (I27).',
    },
    key: ['periode', 'soort', 'onderwerp'],
    columns: [
      period,
      text('soort', 'oordeel: deel van de aangeleverde rijen; onbekend: deel van de voorvallen waarover het veld gaat', 'oordeel: part of the rows delivered; onbekend: part of the incidents that the field is about', { values: ['oordeel', 'onbekend'] }),
      text('onderwerp', 'Oordeel of dimensie', 'Verdict or dimension'),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
      real('aandeel', 'Het aandeel', 'The share', { unit: 'procent', empty: true }),
      lower('procent'), upper('procent'), observation, confidentiality,
    ],
  },
  {
    name: 'volledigheid',
    about: {
      nl: 'Wat er van elke maand al bekend is, geleerd uit latere leveringen van eerdere maanden. Een maand die nog onvolledig is, hoort gearceerd getekend te worden en is niet te vergelijken.',
      en: 'What is known of each month so far, learned from later deliveries of earlier months. A month that is not complete yet is to be drawn hatched and cannot be compared.',
    },
    key: ['maand'],
    columns: [
      text('maand', 'Maand van het voorval', 'Month of the incident'),
      real('aandeel', 'Verwacht deel van de voorvallen dat al bekend is; leeg zolang het niet te zeggen is', 'Expected part of the incidents that is known; empty while it cannot be told', { unit: 'procent', empty: true }),
      text('status', 'volledig, geschat (met verwacht aantal) of nog onvolledig', 'volledig (complete), geschat (estimated, with the expected number) or nog onvolledig (not complete yet)', { values: ['volledig', 'geschat', 'nog onvolledig'] }),
      whole('verwacht', 'Verwacht aantal voorvallen zodra alles binnen is', 'Expected number of incidents once all is in', { unit: 'voorvallen', empty: true }),
      whole('onder', 'Ondergrens van het 95%-voorspellingsinterval', 'Lower limit of the 95% prediction interval', { unit: 'voorvallen', empty: true }),
      whole('boven', 'Bovengrens van het 95%-voorspellingsinterval', 'Upper limit of the 95% prediction interval', { unit: 'voorvallen', empty: true }),
      whole('vintages', 'Bewaarde standen waarop de schatting berust', 'States of the data that the estimate rests on'),
      observation, confidentiality,
    ],
  },
  {
    name: 'revisie',
    about: {
      nl: 'Hoeveel gepubliceerde maandcijfers later nog veranderden, naar het aantal maanden na de maand zelf.',
      en: 'How much published monthly figures changed afterwards, by the number of months after the month itself.',
    },
    key: ['indicator', 'reeks', 'vertraging'],
    columns: [
      text('indicator', 'Indicator', 'Indicator'),
      text('reeks', 'Als in tabel cijfer', 'As in table cijfer'),
      whole('vertraging', 'Maanden tussen de maand van het voorval en de publicatie', 'Months between the month of the incident and the publication', { unit: 'maanden' }),
      whole('perioden', 'Maanden achter de cijfers', 'Months behind the figures', { unit: 'maanden' }),
      real('gemiddeld', 'Gemiddelde revisie (laatste min gepubliceerde waarde)', 'Mean revision (latest minus published value)', { unit: 'als het cijfer' }),
      lower('als het cijfer'), upper('als het cijfer'),
      real('absoluut', 'Gemiddelde absolute revisie', 'Mean absolute revision', { unit: 'als het cijfer' }),
      real('relatief', 'Absolute revisie als deel van de laatste waarden', 'Absolute revision as part of the latest values', { unit: 'procent', empty: true }),
      observation, confidentiality,
    ],
  },
  {
    name: 'wijziging',
    about: {
      nl: 'Waarom cijfers anders zijn dan in de vorige release, met de klasse van de revisie (ONS). De eerdere cijfers staan in tabel vintage. Voorvallen per oorzaak staan er niet bij: achter één oorzaak staat vaak één organisatie.',
      en: 'Why figures differ from the previous release, with the class of the revision (ONS). The earlier figures stand in table vintage. Incidents by cause are left out: behind one cause stands often one organisation.',
    },
    key: ['oorzaak'],
    columns: [
      text('oorzaak', 'Oorzaak', 'Cause'),
      text('klasse', 'R1 betere brongegevens, R2 vaste herberekening, R3 betere methode, C correctie', 'R1 better source data, R2 routine recalculation, R3 better method, C correction', { values: ['R1', 'R2', 'R3', 'C'] }),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
      whole('organisatiemaanden', 'Maanden van organisaties waarvan de gegevens daardoor veranderden', 'Months of organisations whose data changed by it', { unit: 'organisatiemaanden' }),
      observation, confidentiality,
    ],
  },
];
