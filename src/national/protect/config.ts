/** What the sector decides about protection; nothing of it is a constant in the code. */
import { z } from 'zod';

export const protectionConfig = z.strictObject({
  minimum: z.int().min(1).default(10).meta({ description: 'Smallest number of incidents that a cell may show.' }),
  afronding: z.union([z.literal(1), z.literal(5)]).default(5).meta({ description: 'Shown counts are rounded to multiples of this, and rates and shares follow from the rounded counts; 1 shows them as they are.' }),
  minimumMaandtotaal: z.int().min(1).default(5).meta({ description: 'Smallest number for a national total of a month.' }),
  minimumPersonen: z.int().min(1).default(5).meta({ description: 'Smallest number of distinct families, and of employees, behind a shown cell, where their labels are delivered.' }),
  organisaties: z.int().min(1).default(3).meta({ description: 'Smallest number of organisations that contribute to a shown cell.' }),
  dominantie: z.int().min(1).max(100).default(80).meta({ description: 'Largest percentage of a shown cell that one organisation may contribute.' }),
  voorlopigMaanden: z.int().min(0).default(3).meta({ description: 'Number of months, the reference month included, that are provisional.' }),
  definitiefNa: z.int().min(1).default(6).meta({ description: 'Months after the end of a calendar year at which its figures become final.' }),
  betrouwbareDekking: z.number().min(0).max(1).default(0.8).meta({ description: 'Share of the expected FTE below which a figure is marked unreliable.' }),
  betrouwbaarAantal: z.int().min(0).default(10).meta({ description: 'Number of incidents below which a rate is marked unreliable.' }),
}).refine(({ minimum, minimumMaandtotaal, afronding }) => Math.min(minimum, minimumMaandtotaal) > afronding / 2, {
  path: ['afronding'],
  error: 'bij afronding op 5 is de kleinste drempel 3, anders wordt een klein aantal nul / with rounding to 5 no minimum may be below 3, or a small count becomes zero',
});

export type ProtectionConfig = z.output<typeof protectionConfig>;
