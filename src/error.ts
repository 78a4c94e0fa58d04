import type { MessageKey, MessageParams } from './i18n/message.js';

/** Exit codes of every command; listed in `--help` and the README. */
export const exitCodes = {
  done: 0,
  findings: 1,
  usage: 2,
  unreadable: 3,
  disclosure: 4,
  approval: 5,
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error shown to the user by its message, without a stack trace. Params never hold a value from a data cell. */
export class UserError extends Error {
  constructor(
    readonly key: MessageKey,
    readonly params: MessageParams = {},
    readonly exitCode: ExitCode = exitCodes.usage,
  ) {
    super(`${key} ${JSON.stringify(params)}`);
    this.name = 'UserError';
  }
}
