/** The coded table of the organisation's side: what the codebook's predicates and derivations may name. */

export type ColumnType = 'VARCHAR' | 'VARCHAR[]' | 'INTEGER' | 'DATE';

export interface CodedColumn {
  readonly kolom: string;
  readonly type: ColumnType;
}

const of = (type: ColumnType, ...columns: string[]): CodedColumn[] => columns.map((kolom) => ({ kolom, type }));

/** Columns in order. All are NULL when the cell is empty or the export has no such field; lists are never empty. */
export const codedTable: readonly CodedColumn[] = [
  ...of('VARCHAR', 'blad'),
  ...of('INTEGER', 'rij'),
  ...of('VARCHAR', 'sleutel'),
  ...of('DATE', 'incident_datum', 'meld_datum'),
  ...of('VARCHAR', 'incident_tijd', 'doorlopend'),
  ...of('VARCHAR[]', 'vormen', 'vormen2', 'kanalen'),
  ...of('VARCHAR', 'locatie', 'regio', 'relatie'),
  ...of('INTEGER', 'aantal_veroorzakers', 'aantal_medewerkers'),
  ...of('VARCHAR', 'functie'),
  ...of('INTEGER', 'ervaring_jaren'),
  ...of('VARCHAR', 'maatregel', 'aanleiding', 'gericht_op', 'privesfeer', 'ernst', 'letsel'),
  ...of('INTEGER', 'verzuim_dagen'),
  ...of('VARCHAR', 'politie_gevraagd', 'politie_uitkomst', 'politie_reden', 'aangifte_status', 'aangifte_door'),
  ...of('VARCHAR[]', 'reden_geen_aangifte'),
  ...of('VARCHAR', 'vpt_code', 'strafbaar_feit'),
  ...of('DATE', 'aangifte_datum', 'besluit_datum'),
  ...of('VARCHAR', 'strafvervolg', 'platform', 'verwijderverzoek', 'verwijder_uitkomst'),
  ...of('DATE', 'verzoek_datum', 'uitkomst_datum'),
  ...of('INTEGER', 'verwijder_dagen'),
  ...of('VARCHAR', 'nog_vindbaar_90d'),
  ...of('VARCHAR[]', 'procedure_soort'),
  ...of('INTEGER', 'procedures_gelijktijdig'),
  ...of('VARCHAR', 'nazorg'),
  ...of('VARCHAR[]', 'werkgever_maatregel', 'beschermingsmaatregel'),
  ...of('VARCHAR', 'huisbezoek_risico_info', 'gevolg_kind', 'gevolg_werk'),
  ...of('VARCHAR', 'gezin_pseudo', 'medewerker_pseudo', 'veroorzaker_pseudo'),
];

const known = new Set(codedTable.map((column) => column.kolom));
const parameters = new Set(['geleverd', 'van', 'tot']);

/** Names in an SQL text that are neither a column, a parameter, a function nor a keyword (keywords are in capitals). */
export function unknownNames(sql: string): string[] {
  const bare = sql.replaceAll(/'(?:[^']|'')*'/g, "''");
  const unknown = new Set<string>();
  for (const [, sign, word, call] of bare.matchAll(/(\$?)\b([a-z_][a-z0-9_]*)\b(\s*\()?/g)) {
    if (sign === '$' ? !parameters.has(word!) : !call && !known.has(word!)) unknown.add(sign! + word!);
  }
  return [...unknown];
}
