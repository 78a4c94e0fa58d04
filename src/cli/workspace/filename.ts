/** What the name of a delivered file says of it. */
export interface FileNameFacts {
  period?: string;
  /** YYYY-MM-DD */
  delivered?: string;
  kind: 'voorval' | 'noemer' | 'nulverklaring' | 'let' | 'gebeurtenis' | 'enquete' | 'contextfactor';
}

const kinds: [RegExp, FileNameFacts['kind']][] = [
  [/^noemers?\b/i, 'noemer'],
  [/^nulverklaring(?:en)?\b/i, 'nulverklaring'],
  [/^let\b/i, 'let'],
  [/^gebeurtenis(?:sen)?\b/i, 'gebeurtenis'],
  [/^enquetes?\b/i, 'enquete'],
  [/^contextfactor(?:en)?\b/i, 'contextfactor'],
];

/** Period token (2024-06, 2024H1, 2024), `geleverd-2024-07-05`, and the kind by the first word. */
export function readFileName(name: string): FileNameFacts {
  const spaced = name.replaceAll('_', ' ');
  const delivered = /geleverd[- ](\d{4}-\d{2}-\d{2})(?!\d)/i.exec(spaced)?.[1];
  const rest = spaced.replace(/geleverd[- ]\d{4}-\d{2}-\d{2}/i, ' ');
  const period = /(?<![\d-])((?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?![\d-])|-?[Hh][12](?!\d))?)(?![\d-])/.exec(rest)?.[1];
  const kind = kinds.find(([pattern]) => pattern.test(spaced))?.[1] ?? 'voorval';
  return { kind, ...(period ? { period: period.toUpperCase() } : {}), ...(delivered ? { delivered } : {}) };
}
