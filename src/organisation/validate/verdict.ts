/** The seven verdicts; counts per verdict add up to the rows of the file. */
export const verdicts = ['valid', 'signal', 'rejected', 'excluded', 'duplicate', 'merged', 'not_a_record'] as const;
export type Verdict = (typeof verdicts)[number];

export type Severity = 'error' | 'signal' | 'info';

export type FindingParams = Readonly<Record<string, string | number>>;

/** What a rule found in a row; the text is made by i18n from rule and params, which never hold a cell's value. */
export interface Finding {
  rule: string;
  column: string | null;
  severity: Severity;
  params: FindingParams;
}
