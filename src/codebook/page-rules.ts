/** The parts of the page that show how is counted and judged: rules, indicators, claims. */
import type { Lang } from '../i18n/message.js';
import { html, type Html } from './html.js';
import { fieldAnchor, table } from './page-fields.js';
import type { Claim, Codebook } from './schema.js';
import { words } from './words.js';

/** The counting rules as a numbered list. */
export function countingRules(codebook: Codebook, lang: Lang): Html {
  return html`<ol class="counting">
${codebook.telregels.map((t) => html`<li id="${t.id}"><h3>${t.naam[lang]}</h3><p>${t.tekst[lang]}</p></li>\n`)}</ol>
`;
}

/** Rules with their effect, condition and advice. */
export function ruleTable(codebook: Codebook, lang: Lang): Html {
  const say = words(lang);
  const columns = [say('col.rule'), say('col.effect'), say('col.condition'), say('col.advice'), say('col.field')];
  return table(columns, codebook.regels.map((r) => ({
    id: r.id,
    cells: [
      html`<code>${r.id}</code>`,
      html`<span class="badge gevolg-${r.gevolg}">${say(`gevolg.${r.gevolg}`)}</span>`,
      html`${r.label[lang]}${r.voorwaarde ? html`<code class="sql">${r.voorwaarde}</code>` : ''}`,
      r.advies[lang],
      html`<a href="#${fieldAnchor(r.veld)}">${r.veld}</a>`,
    ],
  })), 'rules');
}

/** What is filled in from other fields, as SQL. */
export function derivationTable(codebook: Codebook, lang: Lang): Html {
  const say = words(lang);
  return table([say('col.rule'), say('col.field'), say('col.meaning')], codebook.afleidingen.map((d) => ({
    id: d.id,
    cells: [
      html`<code>${d.id}</code>`,
      html`<a href="#${fieldAnchor(d.veld)}">${d.veld}</a>`,
      html`${d.label[lang]}<code class="sql">${d.waarde}</code>`,
    ],
  })), 'rules');
}

/** Indicators with definition, restriction and remark. */
export function indicatorTable(codebook: Codebook, lang: Lang): Html {
  const say = words(lang);
  return table([say('col.indicator'), say('col.definition'), say('col.restriction')], codebook.indicatoren.map((i) => ({
    id: i.id,
    cells: [
      html`<code>${i.id}</code><span class="label">${i.naam[lang]}</span>`,
      i.definitie[lang],
      html`${i.beperking[lang]}${i.opmerking ? html`<span class="sub">${i.opmerking[lang]}</span>` : ''}`,
    ],
  })), 'indicators');
}

/** Claims of each source document with the fields and indicators that answer them, or why none can. */
export function claimTable(codebook: Codebook, lang: Lang): Html[] {
  const say = words(lang);
  return codebook.bronnen.map(({ bestand, titel }) => html`<h3>${titel[lang]} <span class="sub">${bestand}</span></h3>
${table([say('col.claim'), say('col.kind'), say('col.answer')], codebook.claims.filter((c) => c.bron === bestand).map((c) => ({
    id: c.id,
    cells: [html`<code>${c.id}</code><span class="label">${c.claim[lang]}</span>`, c.soort[lang], answer(c, lang)],
  })), 'claims')}`);
}

function answer(claim: Claim, lang: Lang): Html {
  const { velden, indicatoren, reden } = claim.antwoord;
  const links = [
    ...indicatoren.map((id) => html`<a class="chip" href="#${id}">${id}</a> `),
    ...velden.map((name) => html`<a class="chip plain" href="#${fieldAnchor(name)}">${name}</a> `),
  ];
  const why = reden && html`<span class="sub">${links.length === 0 ? html`<strong>${words(lang)('notMeasured')}.</strong> ` : ''}${reden[lang]}</span>`;
  return html`${links}${why}`;
}

/** Level-1 forms beside the classifications of surveys and other registrations. */
export function crosswalkTable(codebook: Codebook, lang: Lang): Html {
  const columns = [words(lang)('col.form'), 'AZW', 'NEA', 'Monitor VPT', 'GIR', 'SOAS-R'];
  return table(columns, codebook.vergelijking.map((row) => ({
    cells: [html`<code>${row.vorm}</code>`, row.azw, row.nea, row.vpt, row.gir, row.soasr],
  })), 'crosswalk');
}
