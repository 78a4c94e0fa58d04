/** The manual holds everything that a steward may meet, in both languages, and reads well in a browser and on paper. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, loadCodebook } from '../../codebook/codebook.js';
import { exitCodes } from '../../error.js';
import { message, messageKeys } from '../../i18n/message.js';
import { verdicts } from '../../organisation/validate/verdict.js';
import { ownFolder, run } from '../binary.test-support.js';
import { terminalIo } from '../io.js';
import { buildProgram } from '../program.js';
import { allCommands, template } from './reference.js';
import { refusals } from './refusals.js';

const folder = await ownFolder('handleiding');
const codebook = loadCodebook();
const pages: Record<'nl' | 'en', string> = { nl: '', en: '' };
const languages = ['nl', 'en'] as const;

beforeAll(async () => {
  for (const lang of languages) {
    const { code, stdout, stderr } = await run(['handleiding', '--lang', lang], { cwd: folder });
    expect({ code, stdout, stderr: stderr.split('\n').length }).toEqual({ code: exitCodes.done, stdout: message(lang, 'manual.made', { file: `handleiding.${lang}.html` }), stderr: 2 });
    pages[lang] = await readFile(join(folder, `handleiding.${lang}.html`), 'utf8');
  }
}, 240_000);

/** The page as a reader sees it. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<body'));
  return body.replace(/<[^>]+>/g, ' ').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/\s+/g, ' ');
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

describe.each(languages)('in %s', (lang) => {
  test('every command is there with each of its options', () => {
    for (const { path, command } of allCommands(buildProgram(terminalIo(lang), () => undefined))) {
      const from = pages[lang].indexOf(`id="opdracht-${path.replaceAll(' ', '-')}"`);
      expect(from, path).toBeGreaterThan(0);
      const help = textOf(`<body>${pages[lang].slice(from, pages[lang].indexOf('</pre>', from))}`);
      expect(help).toContain(`agressiemonitor ${path}`);
      for (const option of command.options) {
        expect(help, path).toContain(option.long);
        expect(help, path).toContain(plain(option.description));
      }
    }
  });

  test('every rule is there with its label, its advice and all that check may say of it', () => {
    const text = textOf(pages[lang]);
    expect(codebook.regels.length).toBeGreaterThan(30);
    for (const { id, label, advies } of codebook.regels) {
      expect(pages[lang]).toContain(`id="regel-${id}"`);
      expect(text).toContain(plain(label[lang]));
      expect(text).toContain(plain(advies[lang]));
    }
    for (const key of messageKeys().filter((one) => /^(cli\.finding\.|context\.[NR])/.test(one))) expect(text, key).toContain(plain(template(key, { lang })));
  });

  test('every verdict and exit code is explained', () => {
    for (const verdict of verdicts) expect(pages[lang]).toMatch(new RegExp(`id="oordeel-${verdict}"><th scope="row"><strong>[^<]+</strong></th><td data-label="[^"]+">[^<]{10,}</td><td data-label="[^"]+">[^<]{4,}`));
    for (const code of Object.values(exitCodes)) expect(pages[lang]).toMatch(new RegExp(`id="exit-${code}"><th scope="row"><code>${code}</code></th><td data-label="[^"]+">[^<]{10,}`));
  });

  test('every refusal, code, field of a table and never-field is there', () => {
    const text = textOf(pages[lang]);
    for (const { keys } of refusals) for (const key of keys) expect(text, key).toContain(plain(template(key, { lang })));
    for (const list of codebook.codelijsten.filter(({ lijst }) => lijst !== 'regio')) for (const { code, label } of list.codes) expect(text, `${list.lijst} ${code}`).toContain(`${code} ${plain(label[lang])}`);
    for (const kind of ['noemer', 'nulverklaring'] as const) {
      expect(text).toContain(fieldsOf(codebook, kind).map(({ naam }) => naam).join(';'));
      for (const { naam } of fieldsOf(codebook, kind)) expect(pages[lang]).toContain(`id="${kind}-${naam}"`);
    }
    for (const field of fieldsOf(codebook, 'voorval').filter(({ eis }) => eis === 'nooit')) expect(pages[lang]).toContain(`id="nooit-${field.naam}"`);
  });

  test('the screens are what the program prints, and the example ends in a levering', () => {
    const text = textOf(pages[lang]);
    expect(text).toContain(message(lang, 'propose.question.label', { header: 'Veroorzaker', veld: 'relatie', label: '"Huisbaas"', rows: 3 }));
    expect(text).toContain(plain(message(lang, 'propose.file.confirmed', { by: 'datasteward', date: '2024-07-05' })));
    expect(text).toMatch(/● (ROOD|RED)/);
    expect(text).toMatch(/● (GROEN|GREEN|ORANJE|ORANGE)/);
    expect(text).toContain('LINDEVELD_2024-06_geleverd-2024-07-05.levering');
    expect(text).toContain(plain(message(lang, 'map.change.head', { version: 1 })));
  });

  test('it is one file: no script, nothing from elsewhere, every link leads somewhere, every id is one', () => {
    expect(pages[lang]).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\//);
    const ids = [...pages[lang].matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect([...pages[lang].matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!).filter((id) => !ids.includes(id))).toEqual([]);
    expect(pages[lang]).toContain(`<html lang="${lang}">`);
    // Nothing of this machine, and no key.
    expect(pages[lang]).not.toMatch(/handleiding-\w{6}|ed25519-(?!3f2a9c0d11e45b67)[0-9a-f]|age1[0-9a-z]{10}/);
  });
});

test('the same every time', async () => {
  const { stdout } = await run(['handleiding', '--stdout'], { cwd: folder });
  expect(stdout).toBe(pages.nl);
}, 120_000);

/** Sentences of the rooms where the analyst works, which no steward meets. */
const analyst = /^(correct|explain|guard|researcher|serve|gate|mirror|query|report|release|purge\.(noStore|yes|either|changed)|cli\.(release|report|demo)|propose\.cancelled|store\.(badAgreement|badColumn|badManifest|cannotOpen|changedMigration|damaged|locked|newerProgram|notAStore))/;

test('no refusal is forgotten', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !/\.test(-support)?\.ts$/.test(path));
  const thrown = new Set(sources.flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/new UserError\(\s*'([\w.]+)'/g)].map(([, key]) => key!)));
  expect(thrown.size).toBeGreaterThan(60);
  const told = new Set<string>(refusals.flatMap(({ keys }) => keys));
  expect([...thrown].filter((key) => !told.has(key) && !analyst.test(key))).toEqual([]);
});

describe('in a browser', () => {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const browser = places.find((place) => existsSync(place));
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files', `--user-data-dir=${join(folder, 'browser')}`];

  test.skipIf(!browser).each(languages)('axe finds nothing, and nothing overflows on a phone or a desk (%s)', async (lang) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await writeFile(join(folder, 'page.html'), pages[lang].replace('</body>', () => `<script>${axe}</script></body>`));
    await writeFile(join(folder, 'probe.html'), `<!doctype html><body>${[320, 1280].map((width) => `<iframe style="width:${width}px;height:900px;border:0" src="page.html"></iframe>`).join('')}<pre id="out"></pre><script>
      onload = async () => {
        const out = [];
        for (const frame of document.querySelectorAll('iframe')) {
          const view = frame.contentWindow, root = view.document.documentElement;
          const { violations } = await view.axe.run(view.document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] });
          const wide = [...view.document.querySelectorAll('body *')].filter((e) => !e.closest('pre') && !e.closest('thead') && !e.closest('.skip') && e.getBoundingClientRect().right > view.innerWidth + 0.5).map((e) => e.tagName + '.' + e.className);
          out.push({ width: view.innerWidth, overflow: Math.max(0, root.scrollWidth - view.innerWidth), wide: wide.slice(0, 5), violations: violations.map((v) => v.id + ': ' + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(' | ')) });
        }
        document.getElementById('out').textContent = 'RESULT' + JSON.stringify(out) + 'END';
      };
    </script>`);
    const { stdout } = await promisify(execFile)(browser!, [...options, '--window-size=1400,1000', '--virtual-time-budget=60000', '--timeout=90000', '--dump-dom', `file://${join(folder, 'probe.html')}`], { maxBuffer: 1e8 });
    const found = /<pre id="out">RESULT([^<]*)END/.exec(stdout)?.[1];
    expect(found, 'the probe ran to its end').toBeDefined();
    expect(JSON.parse(found!.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))).toEqual([
      { width: 320, overflow: 0, wide: [], violations: [] },
      { width: 1280, overflow: 0, wide: [], violations: [] },
    ]);
  }, 180_000);

  test.skipIf(!browser)('prints with everything on the page', async () => {
    const pdf = join(folder, 'handleiding.pdf');
    await promisify(execFile)(browser!, [...options, '--no-pdf-header-footer', `--print-to-pdf=${pdf}`, `file://${join(folder, 'handleiding.nl.html')}`]);
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    const read = await promisify(execFile)('pdftotext', ['-layout', pdf, '-'], { maxBuffer: 1e8 }).catch(() => undefined);
    if (!read) return;
    // The last line of the longest screen, which scrolls on the page, stands on paper.
    expect(read.stdout).toContain('- Naam melder');
    expect(read.stdout).toContain('Controlelijst');
  }, 120_000);
});
