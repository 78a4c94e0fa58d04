/** The codebook as one HTML page: no script, no network, readable on a phone and on paper. */
import { readFileSync } from 'node:fs';
import type { Lang } from '../i18n/message.js';
import { fieldsOf } from './codebook.js';
import { html, Html } from './html.js';
import { claimTable, countingRules, crosswalkTable, derivationTable, indicatorTable, ruleTable } from './page-rules.js';
import { fieldTable, listCards, regionTables } from './page-fields.js';
import type { Codebook } from './schema.js';
import { words } from './words.js';

interface Section {
  id: string;
  title: string;
  count?: number;
  note?: string;
  body: Html | readonly Html[];
}

/** One self-contained page in a language. */
export function codebookHtml(codebook: Codebook, lang: Lang): string {
  const say = words(lang);
  const style = new Html(readFileSync(new URL('./page.css', import.meta.url), 'utf8'));
  const parts = sections(codebook, lang);
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${codebook.titel[lang]}, ${say('version')} ${codebook.versie}</title>
<style>
${style}</style>
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header>
<p class="version">${say('version')} ${codebook.versie} · ${say('validFrom')} ${codebook.geldigVanaf}</p>
<h1>${codebook.titel[lang]}</h1>
<p class="lead">${codebook.toelichting[lang]}</p>
</header>
<div class="page">
<nav aria-label="${say('contents')}">
<h2>${say('contents')}</h2>
<ol>
${parts.map((s) => html`<li><a href="#${s.id}">${s.title}</a>${s.count === undefined ? '' : html` <span class="count">${s.count}</span>`}</li>\n`)}</ol>
</nav>
<main id="main">
${parts.map((s) => html`<section id="${s.id}" aria-labelledby="${s.id}-title">
<h2 id="${s.id}-title">${s.title}</h2>
${s.note ? html`<p class="note">${s.note}</p>\n` : ''}${s.body}</section>
`)}</main>
</div>
</body>
</html>
`.text;
}

function sections(codebook: Codebook, lang: Lang): Section[] {
  const say = words(lang);
  const incident = fieldsOf(codebook, 'voorval');
  const delivered = incident.filter((f) => !f.kop && f.eis !== 'nooit');
  const never = incident.filter((f) => f.eis === 'nooit');
  const denominators = fieldsOf(codebook, 'noemer');
  const context = (['nulverklaring', 'gebeurtenis', 'enquete', 'contextfactor'] as const).map((table) => ({
    title: say(`table.${table}`),
    fields: fieldsOf(codebook, table),
  }));
  const municipalities = codebook.plaatsen.filter((p) => p.soort === 'gemeente').length;
  return [
    { id: 'telregels', title: say('counting'), count: codebook.telregels.length, body: countingRules(codebook, lang) },
    { id: 'velden', title: say('fields'), count: delivered.length, note: say('fieldsNote'), body: [
      fieldTable(delivered, lang),
      html`<h3>${say('header')}</h3>\n`,
      fieldTable(incident.filter((f) => f.kop), lang),
    ] },
    { id: 'nooit', title: say('never'), count: never.length, note: say('neverNote'), body: fieldTable(never, lang) },
    { id: 'noemers', title: say('denominators'), count: denominators.length, note: say('denominatorsNote'), body: fieldTable(denominators, lang) },
    { id: 'let', title: say('let'), note: say('letNote'), body: fieldTable(fieldsOf(codebook, 'let'), lang) },
    { id: 'context', title: say('context'), body: context.flatMap(({ title, fields }) => [html`<h3>${title}</h3>\n`, fieldTable(fields, lang)]) },
    { id: 'codelijsten', title: say('lists'), count: codebook.codelijsten.length, body: listCards(codebook, lang) },
    { id: 'regels', title: say('rules'), count: codebook.regels.length, note: say('rulesNote'), body: ruleTable(codebook, lang) },
    { id: 'afleidingen', title: say('derivations'), count: codebook.afleidingen.length, body: derivationTable(codebook, lang) },
    { id: 'indicatoren', title: say('indicators'), count: codebook.indicatoren.length, body: indicatorTable(codebook, lang) },
    { id: 'claims', title: say('claims'), count: codebook.claims.length, body: claimTable(codebook, lang) },
    { id: 'vergelijking', title: say('crosswalk'), note: say('crosswalkNote'), body: crosswalkTable(codebook, lang) },
    {
      id: 'jeugdregios',
      title: say('regions'),
      count: codebook.jeugdregios.length,
      note: say('regionsNote', { year: codebook.regiojaar, regions: codebook.jeugdregios.length, municipalities }),
      body: regionTables(codebook, lang),
    },
  ];
}
