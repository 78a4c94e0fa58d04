/** The small door to SQL: rooms take a Database and never see the engine behind it. */

export type SqlValue = string | number | bigint | boolean | null | Uint8Array | readonly (string | null)[];
export type SqlParams = Readonly<Record<string, SqlValue>>;
export type SqlType = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR[]';

export interface Database {
  /** Runs one or more statements; parameters (`$name`) only with a single one. */
  run(sql: string, params?: SqlParams): Promise<void>;
  /** Rows as plain objects: BIGINT and DECIMAL as number, DATE and TIMESTAMP as ISO text, lists as arrays. */
  rows<T = Record<string, unknown>>(sql: string, params?: SqlParams): Promise<T[]>;
  /** Appends rows to an existing table, column by column in the given order. */
  append(table: string, types: readonly SqlType[], rows: Iterable<readonly SqlValue[]>): Promise<void>;
  /** All of the work or nothing of it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Another connection to the same database, with its own current catalog and transactions; closed by itself. */
  connect(): Promise<Database>;
  close(): void;
}

/** `"name"` as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `'text'` as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
