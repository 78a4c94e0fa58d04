/**
 * The mirror release: the figures of one organisation beside those of a public release. It is meant for that organisation
 * only; of all others it holds nothing but what the public release holds.
 */
import type { ReleaseKind } from './write.js';
import { type Column, releaseTables, type ReleaseTables, type Table } from './tables.js';

export interface MirrorMonth {
  maand: string;
  /** geleverd, nul, ontbreekt, gewist */
  status: string;
  geleverd: string | null;
  leveringen: number;
  regels: number | null;
  afgekeurd: number | null;
  voorvallen: number | null;
  fte: number | null;
  per_100: number | null;
  onder: number | null;
  boven: number | null;
  /** F: shown; C: withheld in the public release; W: too few other organisations. */
  vergelijking: 'F' | 'C' | 'W';
  landelijk: number | null;
}

export interface MirrorShare {
  dimensie: string;
  code: string;
  volgorde: number;
  label_nl: string;
  label_en: string;
  teller: number;
  noemer: number;
  waarde: number | null;
  onder: number | null;
  boven: number | null;
  vergelijking: 'F' | 'C' | 'W';
  landelijk: number | null;
}

export interface MirrorThird {
  derde: number;
  per_100: number;
}

export interface MirrorTables extends ReleaseTables {
  spiegelmaand: readonly MirrorMonth[];
  spiegeldeel: readonly MirrorShare[];
  derde: readonly MirrorThird[];
}

const text = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'string', about: { nl, en }, ...more });
const whole = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'integer', about: { nl, en }, ...more });
const real = (name: string, nl: string, en: string, more: Partial<Column> = {}): Column => ({ name, type: 'number', about: { nl, en }, ...more });

const compared = text('vergelijking', 'F getoond, C onderdrukt in de openbare release, W te weinig andere organisaties, of niet gepubliceerd', 'F shown, C suppressed in the public release, W too few other organisations, or not published', { values: ['F', 'C', 'W'] });

const ownTables: readonly Table[] = [
  {
    name: 'spiegelmaand',
    about: { nl: 'Eigen reeks van de organisatie per maand, naast het landelijke cijfer.', en: "The organisation's own series by month, beside the national figure." },
    key: ['maand'],
    columns: [
      text('maand', 'Maand van het voorval', 'Month of the incident'),
      text('status', 'Wat er over de maand is ontvangen', 'What was received for the month', { values: ['geleverd', 'nul', 'ontbreekt', 'gewist'] }),
      text('geleverd', 'Dag van de levering die telt', 'Day of the delivery that counts', { empty: true }),
      whole('leveringen', 'Leveringen over deze maand', 'Deliveries for this month'),
      whole('regels', 'Regels van de levering die telt', 'Rows of the delivery that counts', { empty: true }),
      whole('afgekeurd', 'Afgekeurde regels daarvan', 'Rejected rows of those', { empty: true }),
      whole('voorvallen', 'Voorvallen van agressie', 'Incidents of aggression', { unit: 'voorvallen', empty: true }),
      real('fte', 'Fte van de organisatie', 'Fte of the organisation', { unit: 'fte', empty: true }),
      real('per_100', 'Voorvallen per 100 fte', 'Incidents per 100 fte', { unit: 'per 100 fte', empty: true }),
      real('onder', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval', { unit: 'per 100 fte', empty: true }),
      real('boven', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval', { unit: 'per 100 fte', empty: true }),
      compared,
      real('landelijk', 'Landelijk cijfer uit de openbare release', 'National figure of the public release', { unit: 'per 100 fte', empty: true }),
    ],
  },
  {
    name: 'spiegeldeel',
    about: { nl: 'Eigen aandelen van de organisatie in de laatste twaalf maanden, naast de landelijke.', en: "The organisation's own shares in the last twelve months, beside the national ones." },
    key: ['dimensie', 'code'],
    columns: [
      text('dimensie', 'Waarnaar is uitgesplitst; kwaliteit: aandeel onbekend per veld', 'What it is broken down by; kwaliteit: share unknown by field'),
      text('code', 'Code binnen de dimensie', 'Code within the dimension'),
      whole('volgorde', 'Volgorde binnen de dimensie', 'Order within the dimension'),
      text('label_nl', 'Nederlands label', 'Dutch label'),
      text('label_en', 'Engels label', 'English label'),
      whole('teller', 'Eigen voorvallen in de teller', 'Own incidents in the numerator', { unit: 'voorvallen' }),
      whole('noemer', 'Eigen voorvallen in de noemer', 'Own incidents in the denominator', { unit: 'voorvallen' }),
      real('waarde', 'Eigen aandeel', 'Own share', { unit: 'procent', empty: true }),
      real('onder', 'Ondergrens van het 95%-interval', 'Lower limit of the 95% interval', { unit: 'procent', empty: true }),
      real('boven', 'Bovengrens van het 95%-interval', 'Upper limit of the 95% interval', { unit: 'procent', empty: true }),
      compared,
      real('landelijk', 'Landelijk aandeel uit de openbare release', 'National share of the public release', { unit: 'procent', empty: true }),
    ],
  },
  {
    name: 'derde',
    about: { nl: 'De organisaties in drie groepen naar hun cijfer per 100 fte per jaar: het gezamenlijke cijfer van elke groep.', en: 'The organisations in three groups by their rate per 100 fte a year: the joint rate of each group.' },
    key: ['derde'],
    columns: [
      whole('derde', '1 laagste, 2 middelste, 3 hoogste derde', '1 lowest, 2 middle, 3 highest third'),
      real('per_100', 'Gezamenlijk cijfer van de groep', 'Joint rate of the group', { unit: 'per 100 fte per jaar' }),
    ],
  },
];

/** The mirror release as a kind of its own: private, without a licence to pass it on. */
export function mirrorKind(organisation: string, month: string): ReleaseKind {
  return {
    tables: [...releaseTables, ...ownTables],
    gate: null,
    facts: {
      name: `agressiemonitor-spiegel-${organisation.toLowerCase()}`,
      title: `Spiegelrapport ${organisation}, ${month}: alleen voor ${organisation}, niet verspreiden`,
      title_en: `Mirror report ${organisation}, ${month}: for ${organisation} only, not for distribution`,
      description: 'Eigen cijfers van één organisatie naast gepubliceerde landelijke cijfers. De eigen cijfers zijn niet beveiligd tegen onthulling.',
      description_en: 'Figures of one organisation beside published national figures. Its own figures are not protected against disclosure.',
    },
  };
}
