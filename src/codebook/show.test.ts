import { describe, expect, test } from 'vitest';
import { codebookMessages } from '../i18n/codebook.js';
import { loadCodebook, reference } from './codebook.js';
import { html } from './html.js';
import type { Codebook } from './schema.js';
import { codebookHtml, codebookJson, codebookText } from './show.js';

const codebook = loadCodebook();
const languages = ['nl', 'en'] as const;
const ids = [codebook.telregels, codebook.regels, codebook.afleidingen, codebook.indicatoren, codebook.claims].flatMap((rows) => rows.map((r) => r.id));

/** Reads a page as strictly as XML and gives its attributes; throws where a tag is not closed in order. */
function parsed(page: string): { ids: string[]; links: string[]; tags: Set<string> } {
  const open: string[] = [];
  const found = { ids: [] as string[], links: [] as string[], tags: new Set<string>() };
  const body = page.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '<style></style>');
  for (const [, text = '', close, tag, attributes = ''] of body.matchAll(/([^<]*)<(\/?)([a-z][a-z0-9]*)((?:\s[a-z-]+="[^"<>]*")*)>/g)) {
    if (/>|&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`bad text: ${text}`);
    if (close && open.pop() !== tag) throw new Error(`</${tag}> closes another tag`);
    if (!close && !['meta', 'br'].includes(tag!)) open.push(tag!);
    found.tags.add(tag!);
    for (const [, name, value] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g)) {
      if (name === 'id') found.ids.push(value!);
      if (name === 'href') found.links.push(value!);
    }
  }
  const left = body.replaceAll(/[^<]*<(\/?)([a-z][a-z0-9]*)((?:\s[a-z-]+="[^"<>]*")*)>/g, '').trim();
  if (left || open.length > 0) throw new Error(`not well-formed: ${left.slice(0, 80)} ${open.join(' ')}`);
  return found;
}

describe.each(languages)('page in %s', (lang) => {
  const page = codebookHtml(codebook, lang);

  test('is well-formed, and every rule, indicator, claim, field, list and region has its anchor once', () => {
    const found = parsed(page);
    expect(found.ids).toHaveLength(new Set(found.ids).size);
    const anchors = [
      ...ids, ...codebook.jeugdregios.map((r) => r.code), ...codebook.codelijsten.map((l) => `lijst-${l.lijst}`),
      ...codebook.velden.map((f) => `veld-${f.tabel}-${f.naam}`),
    ];
    expect(anchors.filter((a) => !found.ids.includes(a))).toEqual([]);
  });

  test('has no dead links, no script and nothing from the network', () => {
    const found = parsed(page);
    expect(found.links.filter((l) => !l.startsWith('#') || !found.ids.includes(l.slice(1)))).toEqual([]);
    expect([...found.tags].filter((t) => ['script', 'link', 'img', 'iframe'].includes(t))).toEqual([]);
    expect(page).not.toMatch(/https?:|url\(|@import/);
  });

  test('names its language and holds every label of that language', () => {
    expect(page).toContain(`<html lang="${lang}">`);
    const escaped = (text: string): string => html`${text}`.text;
    const texts = [
      ...codebook.velden.map((f) => f.label[lang]), ...codebook.regels.flatMap((r) => [r.label[lang], r.advies[lang]]),
      ...codebook.codelijsten.filter((l) => l.lijst !== 'regio').flatMap((l) => l.codes.map((c) => c.label[lang])),
      ...codebook.indicatoren.map((i) => i.definitie[lang]), ...codebook.claims.map((c) => c.claim[lang]),
      ...codebook.plaatsen.filter((p) => p.soort === 'gemeente').map((p) => p.naam),
    ];
    expect(texts.filter((t) => !page.includes(escaped(t)))).toEqual([]);
    expect(page).not.toContain('undefined');
  });

  test('escapes what stands in the codebook', () => {
    const evil: Codebook = {
      ...codebook,
      titel: { nl: '</title><script>x</script>', en: '"><script>x</script>' },
      plaatsen: [{ naam: '<b>Oord</b>', soort: 'gemeente', regios: ['JZ01'] }],
    };
    const shown = codebookHtml(evil, lang);
    expect(shown).not.toMatch(/<script|<b>/);
    expect(shown).toContain('&lt;b&gt;Oord&lt;/b&gt;');
    parsed(shown);
  });
});

describe('text and JSON', () => {
  test.each(languages)('text in %s names everything and has no line over 100 characters', (lang) => {
    const text = codebookText(codebook, lang);
    const names = [...ids, ...codebook.velden.map(reference), ...codebook.codelijsten.map((l) => l.lijst)];
    expect(names.filter((n) => !text.includes(n))).toEqual([]);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(text).not.toContain('undefined');
  });

  test('a conditional field tells in text when it applies', () => {
    expect(codebookText(codebook, 'en')).toMatch(/huisbezoek_risico_info {2}Risk information before the home visit \[conditional, L\][^]*?Only if: locatie = 'HUISBEZOEK'/);
  });

  test('JSON holds all of the codebook, the same every time', () => {
    const json = JSON.stringify(codebookJson(codebook));
    expect(JSON.parse(json)).toEqual(codebook);
    expect(JSON.stringify(codebookJson(loadCodebook()))).toBe(json);
    expect(Object.keys(codebookJson(codebook))[0]).toBe('versie');
  });
});

test('every word exists in both languages with the same places', () => {
  const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
  for (const { nl, en } of Object.values(codebookMessages)) expect(places(nl)).toEqual(places(en));
});
