/** The page of feedback in a real browser: it fits every width, is readable without a mouse or an eye, and calls nothing. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ownFolder, runInside } from './binary.test-support.js';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const browser = places.find((place) => existsSync(place));
const folder = await ownFolder('feedback-page');
const fixture = fileURLToPath(new URL('../../fixtures/exports/regels-in-codes/', import.meta.url));

async function pageOf(lang: 'nl' | 'en'): Promise<string> {
  await cp(fixture, folder, { recursive: true });
  const old = (await readFile(join(folder, 'voorvallen.csv'), 'utf8')).split('\n').filter((_, at) => at !== 3).join('\n').replace('OUDER', 'BUUR');
  await writeFile(join(folder, 'voorvallen-oud.csv'), old);
  const ran = await runInside(['check', 'voorvallen.csv', '-o', 'WIEKSLAG', '-m', 'mapping.yaml', '-p', '2024-02', '-d', '2024-08-29', '--feedback', '--previous', 'voorvallen-oud.csv'], lang, folder);
  expect(ran.code).toBe(1);
  return readFile(join(folder, 'voorvallen.terugkoppeling.html'), 'utf8');
}

/** What a page leaves in its last `pre`, as data. */
async function ask(page: string, name: string): Promise<unknown> {
  await writeFile(join(folder, 'probe.html'), page);
  const options = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--allow-file-access-from-files', '--enable-logging=stderr', '--v=0', `--user-data-dir=${join(folder, name)}`, '--window-size=1400,1000', '--virtual-time-budget=8000', '--dump-dom'];
  const { stdout, stderr } = await promisify(execFile)(browser!, [...options, `file://${join(folder, 'probe.html')}`], { maxBuffer: 1e8 });
  expect(stderr).not.toContain('CONSOLE');
  return JSON.parse(/>RESULT(.*?)END<\/pre>/s.exec(stdout)![1]!.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

test('it holds no script and no address from elsewhere', async () => {
  const page = await pageOf('nl');
  expect(/<script|javascript:|\son\w+=|https?:|<link|<img|@import|url\(/i.exec(page)).toBeNull();
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test.skipIf(!browser)(browser ? 'nothing overflows at 320, 768 and 1280 px' : 'skipped: no Chromium, Chrome or Edge on this machine', async () => {
  for (const lang of ['nl', 'en'] as const) {
    await writeFile(join(folder, 'page.html'), await pageOf(lang));
    const frames = [320, 768, 1280].map((width) => `<iframe style="width:${width}px;height:900px;border:0" src="page.html"></iframe>`);
    const out = await ask(
      `<!doctype html><body>${frames.join('')}<pre id="out"></pre><script>
        onload = () => {
          document.getElementById('out').textContent = 'RESULT' + JSON.stringify([...document.querySelectorAll('iframe')].map((frame) => {
            const view = frame.contentWindow, page = view.document;
            for (const fold of page.querySelectorAll('details')) fold.open = true;
            const wide = [...page.querySelectorAll('body *:not(.skip)')].filter((e) => !e.closest('.scroll') && !e.closest('svg') && e.getBoundingClientRect().right > view.innerWidth + 0.5).map((e) => e.tagName + '.' + e.className);
            return { width: view.innerWidth, overflow: Math.max(0, page.documentElement.scrollWidth - view.innerWidth), wide, points: page.querySelectorAll('ol > li').length };
          })) + 'END';
        };
      </script>`,
      `wide-${lang}`,
    );
    expect(out).toEqual([320, 768, 1280].map((width) => ({ width, overflow: 0, wide: [], points: 22 })));
  }
});

test.skipIf(!browser)(browser ? 'no rule of accessibility is broken' : 'skipped: no Chromium, Chrome or Edge on this machine', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8').replaceAll('</script', '<\\/script');
  for (const lang of ['nl', 'en'] as const) {
    const page = (await pageOf(lang)).replace(/<meta http-equiv[^>]*>/, '');
    const tail = `<script>${axe}</script><script>axe.run().then(({ violations }) => {
      const out = document.createElement('pre');
      out.textContent = 'RESULT' + JSON.stringify(violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 3).map(({ target }) => target).join(' '))) + 'END';
      document.body.append(out);
    });</script></body>`;
    expect(await ask(page.replace('</body>', () => tail), `axe-${lang}`)).toEqual([]);
  }
});
