/** The feedback as one HTML page: no script, nothing from elsewhere, for a screen, a phone and paper. */
import { readFileSync } from 'node:fs';
import { html, Html } from '../../codebook/html.js';
import type { Codebook } from '../../codebook/schema.js';
import type { Lang } from '../../i18n/message.js';
import { verdicts } from '../validate/verdict.js';
import { changedMonths, countedIn, monthName, movesText, pairText } from './change-words.js';
import { type Change, isChanged } from './change.js';
import { type Feedback, freed, type Point } from './feedback.js';
import type { Group } from './groups.js';
import { type Sentences, sentences } from './sentences.js';

/** Ranges of rows that stand in sight; the rest is behind a fold. */
const inSight = 40;
const mostRanges = 400;
const mostValues = 8;

/** One self-contained page in a language. */
export function feedbackPage(feedback: Feedback, codebook: Codebook, lang: Lang): string {
  const say = sentences(codebook, lang);
  const { t } = say;
  const { file, organisation, period, delivered, counts, first, later, file_points: whole, fine, change } = feedback;
  const style = new Html(readFileSync(new URL('./page.css', import.meta.url), 'utf8'));
  const { colour, word, text } = say.light(feedback);
  const returning = feedback.light === 'blocked' ? 0 : freed(first);
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('feedback.page.title', { file })}</title>
<style>
${style}</style>
</head>
<body>
<a class="skip" href="#main">${t('feedback.page.skip')}</a>
<header>
<p class="kicker">${t('feedback.page.kicker', { organisation, period })}</p>
<h1>${file}</h1>
<p class="read">${t('feedback.page.read', { delivered, detected: say.detected(feedback.detected) })}</p>
<p class="light ${colour}"><span class="lamp" aria-hidden="true"></span><span><strong>${word}</strong> ${sentence(text)}</span></p>
<dl class="key">
<div><dt>${t('feedback.page.counted')}</dt><dd>${feedback.incidents}</dd></div>
<div class="${counts.rejected > 0 ? 'red' : 'zero'}"><dt>${t('feedback.page.rejected')}</dt><dd>${counts.rejected}</dd></div>
<div class="${counts.signal > 0 ? 'orange' : 'zero'}"><dt>${t('feedback.page.signal')}</dt><dd>${counts.signal}</dd></div>
</dl>
</header>
<main id="main">
${first.length === 0 ? html`<section><p class="none">${t('feedback.page.none')}</p></section>` : html`<section class="first" aria-labelledby="eerst">
<h2 id="eerst">${t('feedback.first')}</h2>
<ol>${first.map((point) => card(point, say))}</ol>
${returning > 0 && html`<p class="promise">${say.count('promise', returning, { rejected: counts.rejected })}</p>`}
</section>`}
${points(t('feedback.later.errors'), 'daarna', later.filter(({ severity }) => severity === 'error'), say)}
${points(t('feedback.later.signals'), 'nakijken', later.filter(({ severity }) => severity === 'signal'), say)}
${whole.length > 0 && html`<section aria-labelledby="bestand">
<h2 id="bestand">${t('feedback.file')}</h2>
<ul class="plain">${whole.map((group) => html`<li class="${group.severity}"><p>${say.headline(group)}</p><p class="soft">${say.advice(group)}</p></li>`)}</ul>
</section>`}
${change && changeSection(change, say)}
<section class="all" aria-labelledby="alles">
<h2 id="alles">${t('feedback.page.verdicts')}</h2>
${bar(feedback, say)}
<table class="verdicts"><thead><tr><th scope="col">${t('cli.check.verdicts')}</th><th scope="col" class="num">${t('cli.check.rows')}</th></tr></thead>
<tbody>${verdicts.map((verdict) => html`<tr><th scope="row"><span class="swatch ${verdict}" aria-hidden="true"></span>${t(`cli.verdict.${verdict}`)}</th><td class="num">${counts[verdict]}</td></tr>`)}</tbody></table>
</section>
${fine.length > 0 && html`<section aria-labelledby="geen">
<h2 id="geen">${t('feedback.fine')}</h2>
<ul class="plain">${fine.map((group) => html`<li><p>${say.headline(group)}</p>${rowList(group, say)}</li>`)}</ul>
</section>`}
</main>
<footer><p>${t('feedback.page.foot')}</p></footer>
</body>
</html>
`.text;
}

function sentence(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}

function card(point: Point, say: Sentences): Html {
  const { t } = say;
  const effect = say.effect(point);
  return html`<li class="${point.severity}">
<p class="number" aria-hidden="true">${point.number}</p>
<div class="body">
<h3>${say.headline(point)}</h3>
${effect !== '' && html`<p class="effect">${sentence(effect)}</p>`}
<dl>
${part(t('feedback.page.says'), values(point, say))}
${part(t('feedback.page.wanted'), say.expected(point))}
${part(t('feedback.page.todo'), say.advice(point), 'todo')}
${point.rows.length > 0 && part(t('feedback.page.rows'), rowList(point, say))}
</dl>
${say.choices(point).map(({ field, codes }) => html`<details class="codes"><summary>${t('feedback.codesOf', { field })}</summary><ul>${codes.map(({ code, label }) => html`<li><code>${code}</code> ${label}</li>`)}</ul></details>`)}
<p class="rule">${point.rule} · ${t(`feedback.where.${say.where(point)}`)}</p>
</div>
</li>`;
}

function part(title: string, content: string | Html, kind = ''): Html | false {
  const inner = html`<dt>${title}</dt><dd>${content}</dd></div>`;
  return content !== '' && (kind === '' ? html`<div>${inner}` : html`<div class="${kind}">${inner}`);
}

function values({ values: all }: Group, say: Sentences): Html | '' {
  if (all.length === 0) return '';
  const left = all.slice(mostValues).reduce((sum, { rows }) => sum + rows.length, 0);
  return html`${all.slice(0, mostValues).map(({ value, rows }) => html`<span class="${'label' in value ? 'value' : 'value masked'}">${'label' in value ? value.label : say.value(value)}${rows.length > 1 && html` <small>${rows.length}×</small>`}</span> `)}${left > 0 && html`<span class="value masked">+ ${left}</span>`}`;
}

/** The rows in short, and when there are many all of them behind a fold. */
function rowList(group: Group, say: Sentences): Html {
  const short = say.rows(group, inSight).replace(/^\p{L}+ /u, '');
  const long = say.rows(group, mostRanges).replace(/^\p{L}+ /u, '');
  if (long === short) return html`<span class="rows">${short}</span>`;
  return html`<span class="rows">${short}</span><details><summary>${say.t('feedback.page.allRows', { count: group.rows.length })}</summary><span class="rows">${long}</span></details>`;
}

function points(title: string, id: string, list: readonly Point[], say: Sentences): Html | false {
  return list.length > 0 && html`<section class="later" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ol start="${list[0]!.number}">${list.map((point) => card(point, say))}</ol>
</section>`;
}

/** The rows of the file as one bar; the table below it says the same in numbers. */
function bar({ counts }: Feedback, { t }: Sentences): Html {
  const total = verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
  let from = 0;
  const parts = verdicts.filter((verdict) => counts[verdict] > 0).map((verdict) => {
    const [x, width] = [from, (1000 * counts[verdict]) / Math.max(1, total)];
    from += width;
    return html`<rect class="${verdict}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="24"><title>${t(`cli.verdict.${verdict}`)}: ${counts[verdict]}</title></rect>`;
  });
  return html`<svg class="bar" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label="${verdicts.filter((verdict) => counts[verdict] > 0).map((verdict) => `${t(`cli.verdict.${verdict}`)} ${counts[verdict]}`).join(', ')}">${parts}</svg>`;
}

function changeSection(change: Change, say: Sentences): Html {
  const { t } = say;
  const title = html`<h2 id="verschil">${t('feedback.change', { file: change.file, delivered: change.delivered })}</h2>`;
  if (!isChanged(change)) return html`<section aria-labelledby="verschil">${title}<p>${t('feedback.change.none')}</p></section>`;
  const moved = change.verdicts.filter(({ before, after }) => before > 0 || after > 0);
  return html`<section class="change" aria-labelledby="verschil">${title}
<div class="scroll"><table><thead><tr><th scope="col">${t('feedback.change.month')}</th><th scope="col" class="num">${t('feedback.change.counted')}</th><th scope="col" class="num">${t('cli.verdict.rejected')}</th><th scope="col">${t('feedback.change.incidents')}</th></tr></thead>
<tbody>${changedMonths(change).map((month) => {
    const rejected = month.verdicts.rejected ?? { before: 0, after: 0 };
    return html`<tr><th scope="row">${monthName(month.month, say)}</th>${pair(countedIn(month))}${pair(rejected)}<td>${movesText(month.incidents, say)}</td></tr>`;
  })}</tbody></table></div>
<div class="scroll"><table><thead><tr><th scope="col">${t('feedback.change.verdict')}</th><th scope="col" class="num">${t('feedback.change.before')} → ${t('feedback.change.after')}</th></tr></thead>
<tbody>${moved.map(({ verdict, ...counts }) => html`<tr><th scope="row">${t(`cli.verdict.${verdict}`)}</th>${pair(counts)}</tr>`)}</tbody></table></div>
${change.fields.length > 0 && html`<p class="soft">${t('feedback.change.fields', { fields: change.fields.map(({ field, incidents }) => `${field} (${incidents})`).join(', ') })}</p>`}
</section>`;
}

function pair(counts: { before: number; after: number }): Html {
  return html`<td class="num ${counts.before === counts.after ? 'same' : 'moved'}">${pairText(counts)}</td>`;
}
