/** The codebook for people and programs: terminal text and JSON here, the page in page.ts. */
import type { Lang } from '../i18n/message.js';
import { fieldsOf, reference } from './codebook.js';
import type { Codebook, Field } from './schema.js';
import { publicationWords, travelWords, words, type Words } from './words.js';

export { codebookHtml } from './page.js';

/** The whole codebook as plain data with its keys in a fixed order. */
export function codebookJson(codebook: Codebook): Codebook {
  const { versie, geldigVanaf, titel, toelichting, bronnen, telregels, velden, codelijsten, regels, afleidingen } = codebook;
  const { indicatoren, claims, vergelijking, regiojaar, jeugdregios, plaatsen } = codebook;
  return {
    versie, geldigVanaf, titel, toelichting, bronnen, telregels, velden, codelijsten, regels, afleidingen,
    indicatoren, claims, vergelijking, regiojaar, jeugdregios, plaatsen,
  };
}

/** The codebook as text for a terminal: no colour, lines of at most a hundred characters. */
export function codebookText(codebook: Codebook, lang: Lang): string {
  const say = words(lang);
  const incident = fieldsOf(codebook, 'voorval');
  const other = (['nulverklaring', 'gebeurtenis', 'enquete', 'contextfactor'] as const).flatMap((table) => fieldsOf(codebook, table));
  const blocks = [
    [`${codebook.titel[lang]}, ${say('version')} ${codebook.versie} (${say('validFrom')} ${codebook.geldigVanaf})`, ...wrapped(codebook.toelichting[lang])],
    section(say('counting'), codebook.telregels.map((t) => item(t.id, `${t.naam[lang]}. ${t.tekst[lang]}`))),
    section(say('fields'), incident.filter((f) => !f.kop && f.eis !== 'nooit').map((f) => fieldText(f, lang, say))),
    section(say('header'), incident.filter((f) => f.kop).map((f) => fieldText(f, lang, say))),
    section(say('never'), incident.filter((f) => f.eis === 'nooit').map((f) => item(f.naam, `${f.label[lang]}: ${f.generalisatie[lang]}`))),
    section(say('denominators'), fieldsOf(codebook, 'noemer').map((f) => fieldText(f, lang, say))),
    section(say('let'), fieldsOf(codebook, 'let').map((f) => fieldText(f, lang, say))),
    section(say('context'), other.map((f) => fieldText(f, lang, say))),
    section(say('lists'), codebook.codelijsten.map((list) => [
      `  ${list.lijst}: ${list.label[lang]}`,
      ...list.codes.flatMap((c) => item(c.code, c.label[lang], c.niveau === 2 ? 6 : 4)),
    ])),
    section(say('rules'), codebook.regels.map((r) => [
      ...item(r.id, `[${say(`gevolg.${r.gevolg}`)}] ${r.label[lang]}`),
      ...(r.voorwaarde ? wrapped(r.voorwaarde, 6) : []),
      ...wrapped(`> ${r.advies[lang]}`, 6),
    ])),
    section(say('derivations'), codebook.afleidingen.map((d) => [...item(d.id, d.label[lang]), ...wrapped(`${d.veld} = ${d.waarde}`, 6)])),
    section(say('indicators'), codebook.indicatoren.map((i) => [
      ...item(i.id, `${i.naam[lang]}: ${i.definitie[lang]}`),
      ...wrapped(`${say('col.restriction')}: ${[i.beperking[lang], i.opmerking?.[lang]].filter(Boolean).join('. ')}`, 6),
    ])),
    section(say('claims'), codebook.claims.map((c) => [
      ...item(c.id, `${c.claim[lang]} (${c.soort[lang]})`),
      ...wrapped(`> ${[[...c.antwoord.indicatoren, ...c.antwoord.velden].join(', '), c.antwoord.reden?.[lang]].filter(Boolean).join('. ')}`, 6),
    ])),
    section(say('regions'), codebook.jeugdregios.map((r) => item(r.code, `${r.naam} (${say(`landsdeel.${r.landsdeel}`)})`))),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function fieldText(field: Field, lang: Lang, say: Words): string[] {
  const kind = field.lijst ? `${say(`soort.${field.soort}`)} (${field.lijst})` : say(`soort.${field.soort}`);
  return [
    ...item(reference(field), `${field.label[lang]} [${say(`eis.${field.eis}`)}, ${field.niveau}] ${kind}`),
    ...wrapped(`${say('col.travels')}: ${travelWords(field, lang)}. ${say('col.publication')}: ${publicationWords(field, lang)}`, 6),
    ...(field.toepasselijk ? wrapped(`${say('applies')}: ${field.toepasselijk}`, 6) : []),
  ];
}

function section(title: string, items: readonly (readonly string[])[]): string[] {
  return [title.toUpperCase(), ...items.flat()];
}

function item(id: string, text: string, indent = 2): string[] {
  const [first = '', ...rest] = wrapped(text, 0, 96 - indent - id.length);
  return [`${' '.repeat(indent)}${id}  ${first}`, ...wrapped(rest.join(' '), indent + 4)];
}

function wrapped(text: string, indent = 0, width = 100 - indent): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, ...(line ? [line] : [])].map((l) => ' '.repeat(indent) + l);
}
