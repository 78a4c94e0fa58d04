/** The chapters to look things up in: rules, refusals, commands, exit codes, code lists. */
import type { Command } from 'commander';
import { html, type Html } from '../../codebook/html.js';
import { listCards, table } from '../../codebook/page-fields.js';
import { words } from '../../codebook/words.js';
import { exitCodes } from '../../error.js';
import { type MessageKey, messageKeys, message } from '../../i18n/message.js';
import { type Chapter, paragraph, rich, type Writer } from './parts.js';
import { refusals } from './refusals.js';

const exitMeaning: Record<keyof typeof exitCodes, MessageKey> = {
  done: 'manual.exit.done',
  findings: 'manual.exit.findings',
  usage: 'manual.exit.usage',
  unreadable: 'manual.exit.unreadable',
  disclosure: 'manual.exit.disclosure',
  approval: 'manual.exit.approval',
  bug: 'manual.exit.bug',
};

export interface CommandHelp {
  path: string;
  help: string;
}

export function referenceChapters(write: Writer, commands: readonly CommandHelp[]): Chapter[] {
  const { t, lang, codebook } = write;
  return [
    { id: 'rules', title: t('manual.rules'), body: [paragraph(t('manual.rules.text')), ruleTable(write), html`<h3>${t('manual.tableRules')}</h3>\n`, contextRuleTable(write)] },
    {
      id: 'refusals',
      title: t('manual.refusals'),
      body: [paragraph(t('manual.refusals.text')), ...refusals.flatMap(({ group, keys }) => [html`<h3>${t(`manual.refusals.${group}`)}</h3>\n`, html`<ul class="refusals">${keys.map((key) => html`<li>${template(key, write)}</li>\n`)}</ul>\n`])],
    },
    {
      id: 'exits',
      title: t('manual.exits'),
      body: [paragraph(t('manual.exits.text')), table([t('manual.exit'), t('manual.meaning')], Object.entries(exitCodes).map(([name, code]) => ({ id: `exit-${code}`, cells: [html`<code>${code}</code>`, t(exitMeaning[name as keyof typeof exitCodes])] })), 'plain two')],
    },
    {
      id: 'commands',
      title: t('manual.commands'),
      body: [paragraph(t('manual.commands.text')), ...commands.map(({ path, help }) => html`<h3 id="opdracht-${path.replaceAll(' ', '-')}"><code>${path}</code></h3>\n<pre class="wrap">${help}</pre>\n`)],
    },
    { id: 'lists', title: t('manual.lists'), body: [paragraph(t('manual.lists.text')), listCards(codebook, lang)] },
    { id: 'faq', title: t('manual.faq'), body: [html`<dl class="faq">${questions(write)}</dl>\n`] },
    { id: 'checklist', title: t('manual.checklist'), body: [html`<ul class="checklist">${([1, 2, 3, 4, 5, 6, 7, 8] as const).map((nth) => html`<li><span>${rich(t(`manual.checklist.${nth}`))}</span></li>\n`)}</ul>\n`] },
  ];
}

function ruleTable({ lang, codebook, t }: Writer): Html {
  const say = words(lang);
  const keys = messageKeys();
  return table([t('manual.rule'), t('manual.rule.says'), t('manual.todo')], codebook.regels.map(({ id, gevolg, label, advies }) => {
    const said = keys.filter((key) => key.startsWith(`cli.finding.${id}.`)).map((key) => template(key, { lang }));
    return {
      id: `regel-${id}`,
      cells: [
        html`<code>${id}</code> <span class="badge gevolg-${gevolg}">${say(`gevolg.${gevolg}`)}</span>`,
        html`${label[lang]}.${said.map((text) => html`<span class="sub">${text}</span>`)}`,
        advies[lang],
      ],
    };
  }), 'plain');
}

/** Findings in tables: the message says what is the matter and what to write instead. */
function contextRuleTable({ lang, t }: Writer): Html {
  const keys = messageKeys().filter((key) => /^context\.[NR]\d\d$/.test(key));
  return table([t('manual.rule'), t('manual.rule.says')], keys.map((key) => ({ id: `tabel-${key.slice(8)}`, cells: [html`<code>${key.slice(8)}</code>`, template(key, { lang })] })), 'plain two');
}

/** A sentence of the program with its open places marked. */
export function template(key: MessageKey, { lang }: Pick<Writer, 'lang'>): string {
  const places = new Proxy({}, { get: (_, name) => `‹${String(name)}›` }) as Record<string, string>;
  return message(lang, key, places).trim();
}

function questions({ t }: Writer): Html[] {
  return ([1, 2, 3, 4, 5, 6] as const).map((nth) => html`<div><dt>${t(`manual.faq.${nth}`)}</dt><dd>${rich(t(`manual.faq.${nth}.a`))}</dd></div>\n`);
}

/** Every command with its path, those of a group below the group. */
export function allCommands(program: Command, above = ''): { path: string; command: Command }[] {
  return program.commands.flatMap((command) => {
    const path = `${above}${command.name()}`;
    return [{ path, command }, ...allCommands(command, `${path} `)];
  });
}
