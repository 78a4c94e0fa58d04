/** Fourteen invented organisations: how large they are, which product they use and how they report. */
import { random } from './random.js';

export type LayoutName = 'triasweb' | 'zenya' | 'topdesk' | 'afas' | 'tpsc' | 'werkboek' | 'register' | 'tabel';

export interface Organisation {
  code: string;
  naam: string;
  layout: LayoutName;
  /** FTE at the start, before drift. */
  fteJb: number;
  fteJr: number;
  /** First and last month of the agreement. */
  sinds: string;
  tot: string | null;
  /** Reported incidents per 100 FTE a year at the start: culture of reporting as much as aggression. */
  ratio: number;
  /** Mean days from incident to report. */
  vertraging: number;
  /** Exports by date of report also hold late reports about an earlier period. */
  exportOp: 'voorvaldatum' | 'melddatum';
  /** Days from the end of a month, and of a half-year, to its delivery. */
  leverdagen: { maand: number; halfjaar: number };
  /** Dirty rows as a share of all rows. */
  slordig: number;
  plaatsen: readonly string[];
  /** Months that are never delivered. */
  ontbreekt: readonly string[];
  /** Months without an incident, declared as zero. */
  nul: readonly string[];
  /** Months delivered again in July 2024, with the late reports. */
  herlevering: readonly string[];
}

export const firstMonth = '2021-07';
export const lastMonth = '2024-06';

const base = {
  sinds: firstMonth, tot: null, vertraging: 4, exportOp: 'voorvaldatum', leverdagen: { maand: 5, halfjaar: 20 }, slordig: 0.07,
  ontbreekt: [], nul: [], herlevering: [],
} satisfies Partial<Organisation>;

export const organisations: readonly Organisation[] = [
  { ...base, code: 'VEERHAVEN', naam: 'Jeugdbescherming Veerhaven', layout: 'triasweb', fteJb: 620, fteJr: 100, ratio: 352, exportOp: 'melddatum', plaatsen: ['Rotterdam', 'Dordrecht', 'Gouda'], herlevering: ['2024-03', '2024-04', '2024-05'] },
  { ...base, code: 'DUINRAND', naam: 'Stichting Duinrand Jeugd', layout: 'zenya', fteJb: 530, fteJr: 80, ratio: 318, vertraging: 5, plaatsen: ['Haarlem', 'Leiden', 'Alkmaar', 'Den Haag'], herlevering: ['2024-01', '2024-04', '2024-05'] },
  { ...base, code: 'HEIDEWEIDE', naam: 'Heideweide Jeugd en Veiligheid', layout: 'topdesk', fteJb: 460, fteJr: 80, ratio: 371, plaatsen: ['Tilburg', 'Eindhoven', 'Breda', 'Roosendaal'], leverdagen: { maand: 4, halfjaar: 18 }, herlevering: ['2024-02', '2024-05'] },
  { ...base, code: 'WATERMOLEN', naam: 'De Watermolen Jeugdbescherming', layout: 'afas', fteJb: 420, fteJr: 60, ratio: 289, vertraging: 6, plaatsen: ['Arnhem', 'Nijmegen', 'Apeldoorn'], slordig: 0.09 },
  { ...base, code: 'KOORNBRUG', naam: 'Koornbrug Jeugdzorg en Reclassering', layout: 'triasweb', fteJb: 340, fteJr: 90, ratio: 340, plaatsen: ['Utrecht', 'Amersfoort', 'Hilversum'] },
  { ...base, code: 'NOORDSTROOM', naam: 'Noordstroom Bescherming', layout: 'register', fteJb: 330, fteJr: 50, ratio: 327, exportOp: 'melddatum', plaatsen: ['Groningen', 'Assen', 'Leeuwarden'], herlevering: ['2024-04', '2024-05'] },
  { ...base, code: 'MERELHOF', naam: 'Merelhof Jeugdbescherming', layout: 'tabel', fteJb: 270, fteJr: 40, ratio: 394, vertraging: 3, plaatsen: ['Amsterdam', 'Zaanstad', 'Purmerend'], slordig: 0.03, herlevering: ['2024-05'] },
  { ...base, code: 'VLIERSTEEN', naam: 'Vliersteen Jeugd', layout: 'tpsc', fteJb: 230, fteJr: 40, ratio: 305, plaatsen: ['Zwolle', 'Enschede', 'Almelo'] },
  { ...base, code: 'OOSTERLICHT', naam: 'Landelijke Stichting Oosterlicht', layout: 'tabel', fteJb: 200, fteJr: 40, ratio: 362, plaatsen: ['LANDELIJK'], slordig: 0.03 },
  { ...base, code: 'BERKENDAL', naam: 'Berkendal Gezinsbescherming', layout: 'zenya', fteJb: 150, fteJr: 30, ratio: 281, plaatsen: ['Maastricht', 'Roermond', 'Venlo'], ontbreekt: ['2024-04'] },
  { ...base, code: 'KLAVERBOS', naam: 'Stichting Klaverbos', layout: 'topdesk', fteJb: 130, fteJr: 20, ratio: 298, tot: '2023-12', plaatsen: ['Almere', 'Lelystad'] },
  { ...base, code: 'ZILVERSCHOON', naam: 'Zilverschoon Jeugdbescherming', layout: 'afas', fteJb: 95, fteJr: 15, ratio: 264, sinds: '2023-03', plaatsen: ['Middelburg', 'Roosendaal'] },
  { ...base, code: 'RIETOEVER', naam: 'Rietoever Jeugd en Gezin', layout: 'werkboek', fteJb: 52, fteJr: 8, ratio: 236, vertraging: 7, plaatsen: ['Doetinchem'], slordig: 0.1 },
  { ...base, code: 'WADPAREL', naam: 'Wadparel Jeugdhulp', layout: 'werkboek', fteJb: 21, fteJr: 3, ratio: 130, vertraging: 6, plaatsen: ['Den Helder'], slordig: 0.1, nul: ['2024-02', '2024-05'] },
];

/** FTE of an organisation in a half-year: slow drift up and down, one decimal; the same for every month in it. */
export function fteOf(organisation: Organisation, halfYear: string, seed: number, scale: number): { jb: number; jr: number } {
  const step = (Number(halfYear.slice(0, 4)) - 2021) * 2 + Number(halfYear.slice(5)) - 2;
  let factor = 1;
  for (let at = 1; at <= step; at += 1) factor *= 0.985 + 0.03 * random(seed, 'fte', organisation.code, at).next();
  const round = (fte: number) => Math.max(0.5, Math.round(fte * factor * scale * 10) / 10);
  return { jb: round(organisation.fteJb), jr: round(organisation.fteJr) };
}

/** True when the sector expects a delivery of this organisation about this month. */
export function isMember(organisation: Organisation, month: string): boolean {
  return month >= organisation.sinds && (organisation.tot === null || month <= organisation.tot);
}

/** Youth region of each place that occurs in the demo. */
export const regionOfPlace: Readonly<Record<string, string>> = {
  Rotterdam: 'JZ29', Dordrecht: 'JZ31', Gouda: 'JZ27', Haarlem: 'JZ11', Leiden: 'JZ18', Alkmaar: 'JZ06', 'Den Haag': 'JZ24',
  Tilburg: 'JZ35', Eindhoven: 'JZ39', Breda: 'JZ34', Roosendaal: 'JZ36', Arnhem: 'JZ28', Nijmegen: 'JZ32', Apeldoorn: 'JZ17',
  Utrecht: 'JZ22', Amersfoort: 'JZ20', Hilversum: 'JZ16', Groningen: 'JZ01', Assen: 'JZ04', Leeuwarden: 'JZ02', Amsterdam: 'JZ13',
  Zaanstad: 'JZ09', Purmerend: 'JZ09', Zwolle: 'JZ07', Enschede: 'JZ14', Almelo: 'JZ14', Maastricht: 'JZ41', Roermond: 'JZ42', Venlo: 'JZ37',
  Almere: 'JZ08', Lelystad: 'JZ08', Middelburg: 'JZ38', Doetinchem: 'JZ25', 'Den Helder': 'JZ03', LANDELIJK: 'LANDELIJK',
};
