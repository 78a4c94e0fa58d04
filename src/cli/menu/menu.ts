/** What every part of the menu makes its commands with. */
import type { Command } from 'commander';
import type { MessageKey } from '../../i18n/message.js';
import type { Io } from '../io.js';

export interface Menu {
  readonly program: Command;
  readonly io: Io;
  /** A text of the program in the language of the call. */
  readonly t: (key: MessageKey) => string;
  /** Says with which exit code the command ended. */
  readonly done: (code: number) => void;
  /** A command with its description, examples and language option, of the program or of a group. */
  readonly command: (name: string, description: MessageKey, examples: readonly string[], group?: Command) => Command;
}
