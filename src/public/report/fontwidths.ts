/** Advance widths of Arial and its metric twins (Liberation Sans, Helvetica) for Latin-1 and some signs, in thousandths of the font size. */

const regular: Readonly<Record<number, string>> = {
  191: "'",
  222: 'ijl‘’',
  260: '|¦',
  278: ' !,./:;I[\\]ft\u00a0·ÌÍÎÏìíîï',
  333: '()-`r¡¨²³´¸¹“”',
  334: '{}',
  355: '"',
  365: 'º',
  370: 'ª',
  389: '*',
  400: '°',
  469: '^',
  500: 'Jcksvxyzçýÿ',
  537: '¶',
  549: '±÷≥≤',
  552: '¯',
  556: '#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþ–€',
  576: 'µ',
  584: '+<=>~¬×−',
  611: 'FTZ¿ßø',
  667: '&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞ',
  722: 'CDHNRUwÇÐÑÙÚÛÜ',
  737: '©®',
  778: 'GOQÒÓÔÕÖØ',
  833: 'Mm',
  834: '¼½¾',
  889: '%æ',
  944: 'W',
  1000: 'Æ—…‰',
  1015: '@',
};

const bold: Readonly<Record<number, string>> = {
  238: "'",
  278: ' ,./I\\ijl\u00a0·ÌÍÎÏìíîï‘’',
  280: '|¦',
  333: '!()-:;[]`ft¡¨²³´¸¹',
  365: 'º',
  370: 'ª',
  389: '*r{}',
  400: '°',
  474: '"',
  500: 'z“”',
  549: '±÷≥≤',
  552: '¯',
  556: '#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿ–€',
  576: 'µ',
  584: '+<=>^~¬×−',
  611: '?FLTZbdghnopqu¿ßðñòóôõöøùúûüþ',
  667: 'EPSVXYÈÉÊËÝÞ',
  722: '&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ',
  737: '©®',
  778: 'GOQwÒÓÔÕÖØ',
  833: 'M',
  834: '¼½¾',
  889: '%mæ',
  944: 'W',
  975: '@',
  1000: 'Æ—…‰',
};

const tables = { regular: byCharacter(regular), bold: byCharacter(bold) };

function byCharacter(widths: Readonly<Record<number, string>>): Map<string, number> {
  return new Map(Object.entries(widths).flatMap(([width, characters]) => [...characters].map((character) => [character, Number(width)] as const)));
}

/** Width of a text in pixels at a font size; accented letters outside the table count as their base letter, unknown ones as a digit. */
export function textWidth(text: string, size: number, weight: 'regular' | 'bold' = 'regular'): number {
  const table = tables[weight];
  let width = 0;
  for (const character of text) width += table.get(character) ?? table.get(character.normalize('NFD')[0]!) ?? 556;
  return (width * size) / 1000;
}
