/** The parts of the page that show what is recorded: fields, code lists, youth regions. */
import type { Lang } from '../i18n/message.js';
import { reference } from './codebook.js';
import { html, type Html } from './html.js';
import type { Codebook, Field } from './schema.js';
import { publicationWords, travelWords, words } from './words.js';

/** A table that folds into cards on a narrow screen. */
export function table(columns: readonly string[], rows: readonly { id?: string; cells: readonly (Html | string)[] }[], kind = ''): Html {
  return html`<div class="wide"><table class="${kind}">
<thead><tr>${columns.map((c) => html`<th scope="col">${c}</th>`)}</tr></thead>
<tbody>
${rows.map(({ id, cells }) => html`<tr${id ? html` id="${id}"` : ''}>${cells.map((cell, i) =>
    i === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${columns[i]}">${cell}</td>`)}</tr>
`)}</tbody>
</table></div>
`;
}

/** Anchor of a field on the page. */
export function fieldAnchor(name: string): string {
  return `veld-${name.includes('.') ? name.replace('.', '-') : `voorval-${name}`}`;
}

/** Fields with requirement, what travels, privacy class and publication limit. */
export function fieldTable(fields: readonly Field[], lang: Lang): Html {
  const say = words(lang);
  const claims = fields.some((f) => f.claims.length > 0);
  const columns = [
    say('col.field'), say('col.requirement'), say('col.travels'), say('col.privacy'), say('col.publication'),
    ...(claims ? [say('col.claims')] : []),
  ];
  return table(columns, fields.map((f) => ({
    id: fieldAnchor(reference(f)),
    cells: [
      html`<code>${f.naam}</code><span class="label">${f.label[lang]}</span>`,
      html`<span class="badge eis-${f.eis}">${say(`eis.${f.eis}`)}</span> <span class="kind">${kind(f, lang)}</span>`,
      travels(f, lang),
      f.avg[lang],
      html`${f.publicatie.nietKruisen || f.publicatie.nooit ? html`<span class="guard" aria-hidden="true">●</span> ` : ''}${publicationWords(f, lang)}`,
      ...(claims ? [html`${f.claims.map((id, i) => html`${i ? ' ' : ''}<a href="#${id}">${id}</a>`)}`] : []),
    ],
  })), 'fields');
}

function kind(field: Field, lang: Lang): Html {
  const list = field.lijst ? html` <a href="#lijst-${field.lijst}">${field.lijst}</a>` : '';
  return html`${words(lang)(`soort.${field.soort}`)}${list}<span class="sub">${words(lang)(`niveau.${field.niveau}`)}</span>`;
}

function travels(field: Field, lang: Lang): Html {
  const say = words(lang);
  const column = field.landelijk !== null && field.landelijk !== field.naam
    ? html`<span class="sub">${say('record')} <code>${field.landelijk}</code></span>` : '';
  const applies = field.toepasselijk
    ? html`<span class="sub">${say('applies')} <code class="sql">${field.toepasselijk}</code></span>` : '';
  return html`${travelWords(field, lang)}${column}${applies}`;
}

/** Every code list as a card with its codes; codes of level 2 stand under their parent. */
export function listCards(codebook: Codebook, lang: Lang): Html {
  const shown = codebook.codelijsten.filter((list) => list.lijst !== 'regio');
  return html`<div class="cards">
${shown.map((list) => html`<article id="lijst-${list.lijst}" class="${list.codes.length > 14 ? 'card tall' : 'card'}">
<h3>${list.label[lang]} <code>${list.lijst}</code></h3>
<dl>
${list.codes.map((c) => html`<div class="level${c.niveau}"><dt><code>${c.code}</code></dt><dd>${c.label[lang]}${c.herkomst ? html` <span class="sub">${c.herkomst}</span>` : ''}</dd></div>
`)}</dl>
</article>
`)}</div>
`;
}

/** Youth regions with their municipalities, and the names that are ambiguous. */
export function regionTables(codebook: Codebook, lang: Lang): Html[] {
  const say = words(lang);
  const municipalities = (code: string): string =>
    codebook.plaatsen.filter((p) => p.soort === 'gemeente' && p.regios.includes(code)).map((p) => p.naam).join(', ');
  const rows = codebook.jeugdregios.map((r) => ({
    id: r.code,
    cells: [html`<code>${r.code}</code><span class="label">${r.naam}</span>`, say(`landsdeel.${r.landsdeel}`), municipalities(r.code)],
  }));
  const ambiguous = codebook.plaatsen.filter((p) => p.regios.length > 1);
  return [
    html`<div id="lijst-regio">${table([say('col.region'), say('col.landsdeel'), say('col.municipalities')], rows, 'regions')}</div>`,
    html`<p class="note">${say('ambiguous')}</p>
<ul class="inline">
${ambiguous.map((p) => html`<li>${p.naam} <span class="sub">${p.regios.join(', ')}</span></li>\n`)}</ul>
`,
  ];
}
