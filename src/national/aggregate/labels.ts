/** What the codes and indicators of the tables mean, in words of the codebook and the programme. */
import { codeList, findCode, indicator } from '../../codebook/codebook.js';
import type { Codebook, Text } from '../../codebook/schema.js';
import type { CodeKind } from '../../release/tables.js';
import type { Programme, ProgrammeTable } from './programme.js';

export interface DescribedCode {
  lijst: string;
  code: string;
  label_nl: string;
  label_en: string;
  niveau: number;
  ouder: string | null;
  soort: CodeKind;
}

export interface DescribedIndicator {
  indicator: string;
  naam_nl: string;
  naam_en: string;
  definitie_nl: string;
  definitie_en: string;
  beperking_nl: string | null;
  beperking_en: string | null;
}

const leftEmpty = '-9';

/** Every code and sum of the programme's tables; a list is named after its table, the sums of a table after it with `_som`. */
export function describedCodes(programme: Programme, codes: ReadonlyMap<string, readonly string[]>, codebook: Codebook): DescribedCode[] {
  const trends = Object.entries(programme.trend.codes).map(([code, label]) => described(programme.trend.dimensie, code, label));
  const tables = programme.tabellen.flatMap((table) => [
    ...codes.get(table.id)!.map((code) => described(table.id, code, codeText(table, code, codebook))),
    ...Object.entries(table.sommen).map(([sum, { label }]) => described(`${table.id}_som`, sum, label)),
  ]);
  return [...tables, ...trends];
}

/** The definitions of indicators, in order of id. */
export function describedIndicators(ids: readonly string[], codebook: Codebook): DescribedIndicator[] {
  return [...ids].sort().map((id) => {
    const { naam, definitie, beperking } = indicator(codebook, id);
    return { indicator: id, naam_nl: naam.nl, naam_en: naam.en, definitie_nl: definitie.nl, definitie_en: definitie.en, beperking_nl: beperking.nl, beperking_en: beperking.en };
  });
}

function codeText(table: ProgrammeTable, code: string, codebook: Codebook): Text {
  const own = table.codes?.[code] ?? (table.lijst === undefined ? undefined : findCode(codebook, table.lijst, code)?.label);
  return own ?? codeList(codebook, 'ontbreekt').codes.find((missing) => missing.code === (code === 'LEEG' ? leftEmpty : code))?.label ?? { nl: code, en: code };
}

function described(lijst: string, code: string, label: Text): DescribedCode {
  return { lijst, code, label_nl: label.nl, label_en: label.en, niveau: 1, ouder: null, soort: kindOf(code, label) };
}

/** Missing codes apart from each other: not known, not asked, not applicable, left empty. */
function kindOf(code: string, label: Text): CodeKind {
  if (code === '-8') return 'niet gevraagd';
  if (code === 'LEEG' || code === leftEmpty) return 'leeg';
  if (code === '-7' || (code === 'NVT' && label.nl.startsWith('Niet van toepassing'))) return 'niet van toepassing';
  return ['ONB', 'ONBEKEND'].includes(code) || label.nl.startsWith('Onbekend') ? 'onbekend' : 'inhoud';
}
