/** The privacy officer's report as a document: sections with sentences and a table, for a terminal or as one HTML page. */
import { html, Html } from '../../codebook/html.js';
import type { Lang } from '../../i18n/message.js';
import { textTable } from '../table.js';

export interface Section {
  title: string;
  sentences: string[];
  table?: { head: string[]; rows: (string | number)[][] };
}

export interface Document {
  title: string;
  about: string[];
  sections: Section[];
}

/** The document as plain text. */
export function documentText({ title, about, sections }: Document): string {
  const parts = sections.map((section, i) => {
    const { sentences, table } = section;
    const body = [...sentences.map((sentence) => `${sentence}\n`), ...(table && table.rows.length > 0 ? [`${sentences.length > 0 ? '\n' : ''}${textTable(table.head, table.rows)}`] : [])];
    return `\n${i + 1}. ${section.title}\n\n${body.join('')}`;
  });
  return `${title}\n${about.map((line) => `${line}\n`).join('')}${parts.join('')}`;
}

const style = new Html(`body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.7rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}.about{color:#4a525c;margin:0}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0;font-size:.92rem}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #d5dae0}th{border-bottom-width:2px}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}@media print{body{padding:0;font-size:11pt}h2{break-after:avoid}tr{break-inside:avoid}}
`);

/** The document as one self-contained page: no script, nothing fetched, fit for print. */
export function documentHtml({ title, about, sections }: Document, lang: Lang): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${about.map((line) => html`<p class="about">${line}</p>\n`)}
${sections.map((section, i) => html`<section>
<h2>${i + 1}. ${section.title}</h2>
${section.sentences.map((sentence) => html`<p>${sentence}</p>\n`)}${table(section)}</section>
`)}</main>
</body>
</html>
`.text;
}

function table({ table }: Section): Html {
  if (!table || table.rows.length === 0) return html``;
  const right = table.head.map((_, i) => table.rows.every((row) => typeof row[i] === 'number'));
  const mark = (i: number) => (right[i] ? html` class="n"` : html``);
  return html`<div class="wide"><table>
<thead><tr>${table.head.map((cell, i) => html`<th scope="col"${mark(i)}>${cell}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row) => html`<tr>${row.map((cell, i) => html`<td${mark(i)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;
}
