/** What may stand next on a command line, read from the commands themselves. */
import type { Command, Option } from 'commander';

export interface Candidate {
  value: string;
  description: string;
}

export interface Suggestions {
  candidates: Candidate[];
  /** Whether a file or folder may stand here, so that the shell completes its name. */
  files: boolean;
}

/** Values that are known for an option ('--organisation') or an argument ('month') of a command ('key show'); undefined where any file may stand. */
export type KnownValues = (command: string, name: string) => Promise<Candidate[] | undefined>;

/** What may follow the words so far; the last word is the one being typed, and may be empty. */
export async function suggest(program: Command, words: readonly string[], known: KnownValues): Promise<Suggestions> {
  const typed = words.at(-1) ?? '';
  const { command, operands, pending, used, onlyOperands } = walk(program, words.slice(0, -1));
  const path = pathOf(command);
  const inline = /^(--[^=]+)=(.*)$/s.exec(typed);
  const option = pending ?? (inline ? optionOf(command, inline[1]!) : undefined);
  if (option) return matching(await valuesOf(option, path, known), pending ? typed : inline![2]!);
  if (typed.startsWith('-') && !onlyOperands) {
    const open = command.createHelp().visibleOptions(command).filter(({ long }) => long && !used.has(long));
    return matching(open.map(({ long, description }) => ({ value: long!, description })), typed);
  }
  const children = operands === 0 ? childrenOf(command) : [];
  if (children.length > 0) return matching(children.map((one) => ({ value: one.name(), description: one.description() })), typed);
  const { registeredArguments } = command;
  const argument = registeredArguments[operands] ?? (registeredArguments.at(-1)?.variadic ? registeredArguments.at(-1) : undefined);
  if (!argument) return { candidates: [], files: false };
  return matching(await known(path, argument.name()), typed);
}

function walk(program: Command, words: readonly string[]) {
  let command = program;
  let operands = 0;
  let pending: Option | undefined;
  let onlyOperands = false;
  const used = new Set<string>();
  for (const word of words) {
    if (pending) {
      pending = undefined;
    } else if (word === '--' && !onlyOperands) {
      onlyOperands = true;
    } else if (word.startsWith('-') && word !== '-' && !onlyOperands) {
      const option = optionOf(command, word.split('=')[0]!);
      if (option?.long) used.add(option.long);
      if (option && (option.required || option.optional) && !word.includes('=')) pending = option;
    } else {
      const child = operands === 0 ? childrenOf(command).find((one) => one.name() === word) : undefined;
      if (child) command = child;
      else operands++;
    }
  }
  return { command, operands, pending, used, onlyOperands };
}

function childrenOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

function optionOf(command: Command, word: string): Option | undefined {
  return command.options.find(({ short, long }) => word === short || word === long);
}

async function valuesOf(option: Option, path: string, known: KnownValues): Promise<Candidate[] | undefined> {
  if (option.argChoices) return option.argChoices.map((value) => ({ value, description: '' }));
  return known(path, option.long ?? '');
}

function matching(candidates: readonly Candidate[] | undefined, typed: string): Suggestions {
  return { candidates: (candidates ?? []).filter(({ value }) => value.startsWith(typed)), files: candidates === undefined };
}

function pathOf(command: Command): string {
  const names: string[] = [];
  for (let one: Command | null = command; one?.parent; one = one.parent) names.unshift(one.name());
  return names.join(' ');
}
