/** Every report as a page in a browser: at three widths, by axe-core, by keyboard and on paper. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MirrorMonth, mirrorKind, type MirrorShare, type MirrorTables } from '../../release/mirror.js';
import { openRelease } from '../../release/read.js';
import { sampleKind, sampleRelease, sampleYears } from '../../release/sample.test-support.js';
import type { ReleaseTables } from '../../release/tables.js';
import { type ReleaseKind, writeRelease } from '../../release/write.js';
import { findDefinition } from './definition.js';
import type { ReportDocument } from './document.js';
import { renderPage } from './html/page.js';
import { composeReport } from './report.js';

const run = promisify(execFile);
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const browser = places.find((place) => existsSync(place));
const hasPdftotext = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'pdftotext')));
const widths = [320, 768, 1280];
const shown = ['monthly.nl', 'monthly.en', 'annual.nl', 'press.nl', 'mirror.nl'] as const;

interface Seen {
  readonly page: string;
  readonly width: number;
  readonly overflow: number;
  /** Elements that stick out, and texts that a drawing cuts off. */
  readonly wide: string[];
  readonly cut: string[];
  readonly charts: number;
  readonly axe: string[];
  /** What the tab key reaches and why it does not work there. */
  readonly reached: number;
  readonly unreachable: string[];
}

let root: string;
const documents = new Map<string, ReportDocument>();
let seen: Seen[] = [];

/** An organisation that delivered every month, beside the sample. */
function mirrorTables(): MirrorTables {
  const tables = sampleRelease();
  const rates = tables.cijfer.filter(({ reeks, periode_soort }) => reeks === 'per_100_fte' && periode_soort === 'maand');
  const spiegelmaand = rates.map(({ periode, waarde }, i): MirrorMonth => ({
    maand: periode, status: i === 30 ? 'ontbreekt' : 'geleverd', geleverd: i === 30 ? null : '2024-07-05', leveringen: i === 30 ? 0 : 1, regels: i === 30 ? null : 120, afgekeurd: i === 30 ? null : i % 7, voorvallen: i === 30 ? null : 100 + (i % 13),
    fte: 400, per_100: i === 30 ? null : 25 + (i % 13) / 4, onder: i === 30 ? null : 20.4, boven: i === 30 ? null : 31.2, vergelijking: waarde === null ? 'C' : 'F', landelijk: waarde === null ? null : Math.round(waarde * 10) / 10,
  }));
  const shares = tables.cijfer.filter(({ reeks, dimensie }) => reeks === 'aandeel' && ['vorm', 'kanaal', 'relatie'].includes(dimensie));
  const spiegeldeel = shares.map(({ dimensie, code, waarde }, i): MirrorShare => ({ dimensie, code, volgorde: i, label_nl: `Antwoord ${code}`, label_en: `Answer ${code}`, teller: 10 * (i % 9), noemer: 400, waarde: 2.5 * (i % 9), onder: 1, boven: 25, vergelijking: waarde === null ? 'C' : 'F', landelijk: waarde === null ? null : Math.round(waarde * 10) / 10 }));
  return { ...tables, spiegelmaand, spiegeldeel, derde: [1, 2, 3].map((derde) => ({ derde, per_100: 200 + 60 * derde })), kenmerk: [...tables.kenmerk, { sleutel: 'voor', waarde: 'LINDEVELD' }, { sleutel: 'voor_naam', waarde: 'Jeugdbescherming Lindeveld' }] };
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pages-'));
  const twelve = sampleRelease().cijfer.filter(({ periode_soort }) => periode_soort === '12maanden');
  const years = sampleYears();
  const releases: Record<string, [ReleaseTables, ReleaseKind]> = { public: [{ ...years, cijfer: [...years.cijfer, ...twelve] }, sampleKind], mirror: [mirrorTables(), mirrorKind('LINDEVELD', '2024-06')] };
  for (const [name, [tables, kind]] of Object.entries(releases)) await writeRelease(join(root, name), { tables, deliveries: ['a'.repeat(64)], configuration: 'c'.repeat(64) }, kind);
  for (const one of shown) {
    const [name, lang] = one.split('.') as [string, 'nl' | 'en'];
    const release = await openRelease(join(root, name === 'mirror' ? 'mirror' : 'public'));
    const document = await composeReport(release, (await findDefinition(name, [fileURLToPath(new URL('../../../reports/', import.meta.url))]))!, { lang, ...(name !== 'monthly' && name !== 'mirror' && { year: '2023' }) });
    release.close();
    documents.set(one, document);
    await writeFile(join(root, `${one}.html`), renderPage(document));
  }
  if (browser) seen = await probed();
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const always = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'];

/** All pages at all widths in one start of the browser. */
async function probed(): Promise<Seen[]> {
  await writeFile(join(root, 'axe.js'), await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const frames = shown.flatMap((page) => widths.map((width) => `<iframe data-page="${page}" style="width:${width}px;height:900px;border:0" src="${page}.html"></iframe>`));
  const probe = `<!doctype html><body>${frames.join('')}<pre id="out"></pre><script>
    onload = async () => {
      const out = [];
      for (const frame of document.querySelectorAll('iframe')) {
        const view = frame.contentWindow, page = view.document, top = page.documentElement;
        const script = page.createElement('script');
        script.src = 'axe.js';
        page.body.append(script);
        await new Promise((done) => (script.onload = done));
        const { violations } = await view.axe.run(page, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
        script.remove();
        const wide = [...page.querySelectorAll('body *')].filter((e) => !e.closest('.scroll') && !e.closest('thead') && !e.closest('svg') && e.getBoundingClientRect().right > view.innerWidth + 0.5).map((e) => e.tagName + '.' + e.className);
        const drawn = [...page.querySelectorAll('figure svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
        const cut = drawn.flatMap((svg) => {
          const box = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter((t) => { const r = t.getBoundingClientRect(); return r.width > 0 && (r.left < box.left - 6 || r.right > box.right + 6 || r.top < box.top - 3 || r.bottom > box.bottom + 3); }).map((t) => t.textContent);
        });
        for (const one of page.querySelectorAll('details')) one.open = true;
        const stops = [...page.querySelectorAll('a[href], summary, [tabindex]')];
        const unreachable = stops.flatMap((one) => {
          one.focus();
          const style = view.getComputedStyle(one);
          const fault = one.tabIndex > 0 ? 'order' : page.activeElement !== one ? 'focus' : style.outlineStyle === 'none' && style.boxShadow === 'none' ? 'unseen' : '';
          return fault === '' ? [] : [fault + ' ' + one.tagName + '.' + one.className];
        });
        for (const one of page.querySelectorAll('body *')) if (one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(view.getComputedStyle(one).overflowX) && one.tabIndex < 0) unreachable.push('scrolls ' + one.className);
        out.push({ page: frame.dataset.page, width: view.innerWidth, overflow: Math.max(0, top.scrollWidth - view.innerWidth), wide, cut, charts: drawn.length, axe: violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 3).map(({ target }) => target).join(' ')), reached: stops.length, unreachable });
      }
      document.getElementById('out').textContent = 'RESULT' + JSON.stringify(out) + 'END';
    };
  </script>`;
  await writeFile(join(root, 'probe.html'), probe);
  const { stdout, stderr } = await run(browser!, [...always, '--enable-logging=stderr', '--v=0', `--user-data-dir=${join(root, 'browser')}`, '--window-size=1400,1000', '--virtual-time-budget=20000', '--dump-dom', `file://${join(root, 'probe.html')}`], { maxBuffer: 1e8 });
  expect(stderr).not.toContain('CONSOLE');
  return JSON.parse(/RESULT(.*?)END<\/pre>/s.exec(stdout)![1]!.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as Seen[];
}

describe.skipIf(!browser).each(shown)(browser ? '%s' : '%s (skipped: no Chromium, Chrome or Edge on this machine)', (page) => {
  const figures = () => documents.get(page)!.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'figure' && block.drawings.length > 0).length;

  test.each(widths)('at %i px nothing overflows or is cut, every chart is drawn, axe-core finds nothing', (width) => {
    const { overflow, wide, cut, charts, axe } = seen.find((one) => one.page === page && one.width === width)!;
    expect({ overflow, wide, cut, charts, axe }).toEqual({ overflow: 0, wide: [], cut: [], charts: figures(), axe: [] });
  });

  test('the keyboard reaches every table and link in the order of the page, and shows where it is', () => {
    for (const one of seen.filter((one) => one.page === page)) expect([one.width, one.unreachable]).toEqual([one.width, []]);
    const regions = documents.get(page)!.sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'figure' || kind === 'table').length;
    expect(seen.find((one) => one.page === page)!.reached).toBeGreaterThanOrEqual(regions);
  });

  test.skipIf(!hasPdftotext)(hasPdftotext ? 'on paper it has every section and every table that stands open' : 'on paper (skipped: no pdftotext on this machine)', async () => {
    const pdf = join(root, `${page}.pdf`);
    await run(browser!, [...always, `--user-data-dir=${join(root, `print-${page}`)}`, '--no-pdf-header-footer', `--print-to-pdf=${pdf}`, `file://${join(root, `${page}.html`)}`]);
    const text = (await run('pdftotext', ['-raw', pdf, '-'])).stdout.replace(/\s+/g, ' ');
    for (const section of documents.get(page)!.sections) {
      if (section.title) expect(text).toContain(section.title.map((span) => span.text).join('').trim());
      for (const block of section.blocks) if (block.kind === 'table') for (const [head] of block.table.rows) expect(text).toContain(head!.text);
    }
  }, 60_000);
});
