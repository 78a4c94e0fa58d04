import { UserError } from '../../error.js';

interface EngineFailure {
  kind: string;
  detail: string;
  /** Offset in the UTF-8 bytes of the statement. */
  position: number | undefined;
}

/** What the engine says of a failure; it is asked to speak JSON (`errors_as_json`), wrapped in text at times. */
function engineFailure(error: unknown): EngineFailure {
  const text = error instanceof Error ? error.message : String(error);
  const json = /\{.*\}/s.exec(text)?.[0];
  if (json !== undefined) {
    try {
      const told = JSON.parse(json) as Record<string, string | undefined>;
      const detail = told['exception_message'];
      const position = told['position'] === undefined ? undefined : Number(told['position']);
      if (detail !== undefined) return { kind: told['exception_type'] ?? '', detail, position };
    } catch {
      // Not JSON after all: the text itself is the message.
    }
  }
  return { kind: '', detail: text, position: undefined };
}

/** The failure of a reader's own SQL as a message with line, column and a mark under the place. */
export function queryFailure(error: unknown, sql: string): UserError {
  if (error instanceof UserError) return error;
  const { kind, detail, position } = engineFailure(error);
  if (kind === 'Permission') return new UserError('query.noAccess');
  if (kind === 'Out of Memory') return new UserError('query.memory');
  if (kind === 'INTERRUPT') return new UserError('query.cancelled');
  if (position === undefined) return new UserError('query.failed', { detail });
  const before = Buffer.from(sql).subarray(0, position).toString();
  const start = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const column = before.length - start + 1;
  return new UserError('query.failedAt', { line, column, detail, excerpt: excerpt(sql.split('\n')[line - 1] ?? '', column) });
}

/** A line of SQL, clipped around the column, with a caret below that column. */
function excerpt(line: string, column: number): string {
  const from = Math.max(0, column - 60);
  const part = line.slice(from, from + 76).replace(/[\p{Cc}]/gu, ' ');
  return `  ${part}\n  ${' '.repeat(column - 1 - from)}^`;
}
