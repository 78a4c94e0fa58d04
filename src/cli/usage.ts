/** What commander itself says (headings of help, complaints about arguments) in the reader's language. */
import type { Command, CommanderError, HelpConfiguration } from 'commander';
import { message, type Lang, type MessageKey } from '../i18n/message.js';

const titles: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'cli.help.usage',
  'Arguments:': 'cli.help.arguments',
  'Options:': 'cli.help.options',
  'Commands:': 'cli.help.commands',
};

const complaints: Readonly<Record<string, MessageKey>> = {
  'commander.unknownCommand': 'cli.usage.unknownCommand',
  'commander.unknownOption': 'cli.usage.unknownOption',
  'commander.missingArgument': 'cli.usage.missingArgument',
  'commander.optionMissingArgument': 'cli.usage.optionMissingArgument',
  'commander.missingMandatoryOptionValue': 'cli.usage.missingOption',
  'commander.invalidArgument': 'cli.usage.invalidArgument',
  'commander.excessArguments': 'cli.usage.excessArguments',
};

/** Help with translated headings; terms without the word [options], which every command has. */
export function helpIn(lang: Lang): HelpConfiguration {
  return {
    styleTitle: (title) => {
      const key = titles[title];
      return key === undefined ? title : message(lang, key);
    },
    styleUsage: (usage) => usage.replace('[options]', message(lang, 'cli.help.someOptions')).replace('[command]', message(lang, 'cli.help.someCommand')),
    subcommandTerm: (command: Command) => [command.name(), ...command.registeredArguments.map((one) => term(one.name(), one.required, one.variadic))].join(' '),
    optionDescription: (option) => `${option.description}${option.argChoices ? `: ${option.argChoices.join(', ')}` : ''}`,
  };
}

function term(name: string, required: boolean, variadic: boolean): string {
  const whole = `${name}${variadic ? '...' : ''}`;
  return required ? `<${whole}>` : `[${whole}]`;
}

/** A complaint of commander as a sentence; its own words where there is no other. */
export function usageText(error: CommanderError, lang: Lang): string {
  const key = complaints[error.code];
  const own = error.message.replace(/^error: /, '');
  if (key === undefined) return own;
  const [name = '', value = ''] = [...own.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
  const expected = /is invalid\. (?:Allowed choices are )?(.*?)\.?$/s.exec(own)?.[1] ?? '';
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(own)?.[1];
  return message(lang, key, { name, value, expected, hint: meant ? ` ${message(lang, 'cli.usage.meant', { meant })}` : '' });
}
