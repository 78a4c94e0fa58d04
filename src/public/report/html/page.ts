/** The document as one HTML page: no script, no address, style and drawings inside. */
import { readFileSync } from 'node:fs';
import type { Bar, Block, Cell, Figure, Line, ReportDocument, ScoreRow, Section, Table } from '../document.js';
import { documentName } from '../name.js';
import { type Html, html, raw } from './html.js';

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

export function renderPage(document: ReportDocument): string {
  const { lang, title, kicker, subtitle, status, mark, sections, foot } = document;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${documentName(document)}</title>
<style>
${raw(style)}</style>
</head>
<body>
${mark && html`<p class="${mark.short.length > 10 ? 'watermark long' : 'watermark'}" aria-hidden="true">${mark.short}</p>`}
<header>
${mark && html`<p class="mark"><strong>${mark.short}</strong> ${mark.long}</p>`}
<p class="kicker">${inline(kicker)}</p>
<h1>${inline(title)}</h1>
<p class="subtitle">${inline(subtitle)}</p>
<ul class="status">${status.map((line) => html`<li>${inline(line)}</li>`)}</ul>
</header>
<main>
${sections.map(renderSection)}</main>
<footer><p>${inline(foot)}</p></footer>
</body>
</html>
`.text;
}

function renderSection(section: Section): Html {
  return html`<section class="${section.layout}" id="${section.id}-deel">
${section.title && html`<h2>${inline(section.title)}</h2>`}
${section.blocks.map(renderBlock)}</section>
`;
}

function inline(line: Line): Html[] {
  return line.map((span) => (span.style === 'strong' ? html`<strong>${span.text}</strong>` : span.style === 'emphasis' ? html`<em>${span.text}</em>` : html`${span.text}`));
}

function renderBlock(block: Block): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${inline(block.text)}</p>\n`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${inline(item)}</li>`)}</ul>\n`;
    case 'keyFigures':
      return html`<dl class="key">${block.items.map(
        (item) => html`<div><dt>${inline(item.label)}</dt><dd class="${item.missing ? 'value none' : 'value'}">${item.value}</dd>${item.detail && html`<dd>${inline(item.detail)}</dd>`}</div>`,
      )}</dl>\n`;
    case 'box':
      return html`<aside class="box"><h2>${inline(block.title)}</h2><div class="parts">${block.parts.map(
        (part) => html`<div><h3>${inline(part.title)}</h3><ul>${part.items.map((item) => html`<li>${inline(item)}</li>`)}</ul></div>`,
      )}</div></aside>\n`;
    case 'figure':
      return renderFigure(block);
    case 'table':
      return html`<div class="block" id="${block.id}"><h3 id="${block.id}-titel">${inline(block.title)}</h3>
${scrolled(block.id, renderTable(block.table, 'figures'))}${note(block.note)}</div>\n`;
    case 'bars':
      return html`<div class="block" id="${block.id}"><h3 id="${block.id}-titel">${inline(block.title)}</h3>
${renderTable(block.table, 'bars', `${block.id}-titel`)}${note(block.note)}</div>\n`;
    case 'scorecard':
      return renderScorecard(block);
    case 'definitions':
      return html`<dl class="terms">${block.items.map((item) => html`<div><dt>${inline(item.term)}</dt><dd>${inline(item.text)}</dd></div>`)}</dl>\n`;
  }
}

function renderFigure(figure: Figure): Html {
  return html`<figure id="${figure.id}">
<figcaption><h3>${inline(figure.title)}</h3><p>${inline(figure.subtitle)}</p></figcaption>
${figure.drawings.map((drawing) => html`<div class="${drawing.size}">${raw(drawing.svg.replace(/ xmlns(:\w+)?="[^"]*"/g, ''))}</div>\n`)}${note(figure.note)}<details${figure.drawings.length === 0 && raw(' open')}><summary id="${figure.id}-tabel-titel">${inline(figure.tableTitle)}</summary>
${scrolled(`${figure.id}-tabel`, renderTable(figure.table, 'figures'))}</details>
</figure>
`;
}

/** A wide table scrolls in a region of its own that the keyboard can reach, so that the page never does. */
function scrolled(id: string, table: Html): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}-titel">${table}</div>\n`;
}

function note(line: Line | undefined): Html | undefined {
  return line && line.length > 0 ? html`<p class="note">${inline(line)}</p>\n` : undefined;
}

function renderTable(table: Table, kind: 'figures' | 'bars', labelledBy?: string): Html {
  const side = (i: number): string => (table.columns[i]!.align === 'right' ? 'num' : 'txt');
  return html`<table class="${kind}" role="table"${labelledBy && html` aria-labelledby="${labelledBy}"`}>
<thead role="rowgroup"><tr role="row">${table.columns.map((column, i) => html`<th scope="col" role="columnheader" class="${side(i)}">${inline(column.label)}</th>`)}</tr></thead>
<tbody role="rowgroup">
${table.rows.map((row) => html`<tr role="row">${row.map((cell, i) => (i === 0 ? html`<th scope="row" role="rowheader">${cell.text}</th>` : renderCell(cell, side(i))))}</tr>\n`)}</tbody>
</table>`;
}

function renderCell(cell: Cell, side: string): Html {
  const kind = cell.state ? `${side} none` : side;
  return cell.bar ? html`<td role="cell" class="${kind}">${cell.text}${barDrawing(cell.bar)}</td>` : html`<td role="cell" class="${kind}">${cell.text}</td>`;
}

/** A bar with its interval; the number beside it says the same in text. */
function barDrawing({ value, lower, upper, max }: Bar): Html {
  const at = (share: number): string => String(Math.round((Math.min(share, max) / max) * 1000) / 10);
  const whisker = lower !== undefined && upper !== undefined && html`<line x1="${at(lower)}" x2="${at(upper)}" y1="5" y2="5"/>`;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="value" width="${at(value)}" height="10"/>${whisker}</svg>`;
}

function renderScorecard(card: Extract<Block, { kind: 'scorecard' }>): Html {
  return html`<div class="block" id="${card.id}"><h3 id="${card.id}-titel">${inline(card.title)}</h3>
<table class="score" role="table" aria-labelledby="${card.id}-titel">
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${inline(card.heads.measure)}</th><th scope="col" role="columnheader" class="num">${inline(card.heads.figure)}</th><th scope="col" role="columnheader" class="num">${inline(card.heads.interval)}</th><th scope="col" role="columnheader">${inline(card.heads.base)}</th></tr></thead>
${card.groups.map(
  (group) => html`<tbody role="rowgroup">
<tr class="demand" role="row"><th colspan="4" scope="rowgroup" role="rowheader">${inline(group.demand)}</th></tr>
${group.rows.map(renderScore)}</tbody>
`,
)}</table>
${note(card.note)}</div>
`;
}

function renderScore(row: ScoreRow): Html {
  const { figure } = row;
  return html`<tr role="row"><th scope="row" role="rowheader">${inline(row.measure)}</th><td role="cell" class="num figure${figure.state && ' none'}">${figure.bar && scoreDrawing(figure.bar)}<span>${figure.text}</span></td><td role="cell" class="num interval">${row.interval.text}</td><td role="cell" class="base">${inline(row.base)}</td></tr>\n`;
}

/** A point with its interval on a line from 0 to 100 percent. */
function scoreDrawing({ value, lower = value, upper = value, max }: Bar): Html {
  const at = (share: number): string => String(Math.round((4 + (92 * share) / max) * 10) / 10);
  return html`<svg class="dot" viewBox="0 0 100 12" aria-hidden="true"><path class="scale" d="M4 6H96M4 3V9M50 4V8M96 3V9"/><path class="range" d="M${at(lower)} 6H${at(upper)}"/><circle cx="${at(value)}" cy="6" r="3.2"/></svg>`;
}
