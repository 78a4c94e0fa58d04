/** The manual for data stewards, made from the codebook, the commands and what the program itself prints. */
import { readFileSync } from 'node:fs';
import type { Codebook } from '../../codebook/schema.js';
import { html, Html } from '../../codebook/html.js';
import type { Lang } from '../../i18n/message.js';
import { version } from '../version.js';
import { deliveryChapters, startChapters } from './first-steps.js';
import { type Chapter, writer } from './parts.js';
import { type CommandHelp, referenceChapters } from './reference.js';
import type { Screens } from './screens.js';

export interface ManualInput {
  lang: Lang;
  codebook: Codebook;
  commands: readonly CommandHelp[];
  screens: Screens;
}

/** One self-contained page: no script, no network, readable on a phone and on paper. */
export function manualHtml({ lang, codebook, commands, screens }: ManualInput): string {
  const write = writer(lang, codebook);
  const { t } = write;
  const reference = referenceChapters(write, commands);
  const byId = (id: string) => reference.find((chapter) => chapter.id === id)!;
  const chapters = [...startChapters(write, screens), byId('rules'), ...deliveryChapters(write, screens), ...['refusals', 'faq', 'checklist', 'lists', 'commands', 'exits'].map(byId)];
  const style = ['../../codebook/page.css', './manual.css'].map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('');
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('manual.title')}</title>
<style>
${new Html(style)}</style>
</head>
<body class="manual">
<a class="skip" href="#main">${t('manual.skip')}</a>
<header>
<p class="version">${t('manual.version', { version, codebook: codebook.versie })}</p>
<h1>${t('manual.title')}</h1>
<p class="lead">${t('manual.lead')}</p>
</header>
<div class="page">
<nav aria-label="${t('manual.contents')}">
<h2>${t('manual.contents')}</h2>
<ol>
${chapters.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`)}</ol>
</nav>
<main id="main">
${chapters.map(section)}</main>
</div>
</body>
</html>
`.text;
}

function section({ id, title, body }: Chapter): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}</section>
`;
}
