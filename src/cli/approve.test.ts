/** From draft to published, by the real binary: verify, approve, report, and what stops them. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { json, ownFolder, run } from './binary.test-support.js';

const folder = await ownFolder('approve');
const draft = join(folder, 'draft');

beforeAll(async () => {
  const made = await run(['demo', draft, '--seed', '5', '--scale', '0.2', '--months', '2']);
  if (made.code !== 0) throw new Error(`the demo ended with ${made.code}: ${made.stderr}`);
}, 240_000);

async function copy(name: string): Promise<string> {
  const place = join(folder, name);
  await cp(draft, place, { recursive: true });
  return place;
}
const approve = (place: string, ...more: string[]) => run(['approve', '2024-06-1', '--name', 'M. Jansen', '--role', 'privacy officer', '-w', place, ...more]);

interface Verified {
  release: string;
  cells: number;
  withheld: number;
  programs: number;
  unsafe: unknown[];
  intervals?: { place: string; low: number; high: number | null }[];
}

describe('verify', () => {
  test('attacks the files alone, also outside a workspace', async () => {
    const ran = await run(['verify', join(draft, 'releases', '2024-06-1')], { cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(/^Release 2024-06-[0-9a-f]{12}: \d+ cijfers, waarvan \d+ onderdrukt; \d+ verbanden en 0 eerdere releases nagerekend met \d+ lineaire programma’s\.\nGeen onderdrukt cijfer is te herleiden, geen is als klein aan te wijzen\.\nNog niet goedgekeurd\.\n$/);
  });
  test('shows between which values each withheld figure lies, and never too closely', async () => {
    const found = json<Verified>(await run(['verify', '--attack', '--json', '-w', draft]));
    const figures = await readFile(join(draft, 'releases', '2024-06-1', 'cijfer.csv'), 'utf8');
    expect(found.withheld).toBeGreaterThan(50);
    expect(found.intervals).toHaveLength(found.withheld);
    for (const { place, low, high } of found.intervals!) {
      // Parts of a rate: the one is printed as its numerator, the other never.
      if (/\|(MET|ZONDER)\|/.test(place)) continue;
      expect(high === null || high - low >= 1, place).toBe(true);
      const [table, code, period] = place.split('|');
      expect(figures, place).toMatch(new RegExp(`,${period},[^,]*,(${table}(_som)?|totaal),(${code!.replace(/[+.]/g, '\\$&')}|ALLE),,,,,`));
    }
    const [one] = found.intervals!;
    const single = await run(['verify', '--cell', one!.place, '-w', draft, '--lang', 'en']);
    expect(single.stdout.split('\n').slice(-3)).toEqual(['table,code,period,at least,at most', `${one!.place.replaceAll('|', ',')},${one!.low},${one!.high ?? ''}`, '']);
  });
  test('a cell that is not withheld, and a release that is not there', async () => {
    expect([(await run(['verify', '--cell', 'totaal|ALLE|1999-01', '-w', draft])).code, (await run(['verify', '2023-01-1', '-w', draft])).code]).toEqual([2, 2]);
  });
});

describe('approve', () => {
  test('turns a draft into a published release: the report loses its mark, the ledger gains its figures', async () => {
    const here = await copy('approved');
    const out = join(folder, 'bericht.html');
    const before = await run(['report', 'monthly', '2024-06', '--out', out, '-w', here]);
    expect([before.code, before.stdout]).toEqual([5, '']);
    expect(before.stderr).toBe('Release 2024-06-1 is nog niet goedgekeurd. Laat hem goedkeuren met "agressiemonitor approve 2024-06-1", of maak een concept met --concept.\n');

    const approved = await approve(here);
    expect([approved.code, approved.stdout]).toEqual([0, expect.stringMatching(/^Release 2024-06-1 is goedgekeurd door M\. Jansen \(privacy officer\) op \d{4}-\d\d-\d\d, sleutel ed25519-[0-9a-f]{16}\./)]);
    expect((await run(['report', 'monthly', '2024-06', '--out', out, '-w', here])).code).toBe(0);
    expect(await readFile(out, 'utf8')).not.toMatch(/class="mark"|class="watermark"/);
    expect((await run(['verify', '-w', here])).stdout).toContain('Goedgekeurd door M. Jansen (privacy officer)');
    const ledger = (await readFile(join(here, 'grootboek', 'grootboek.jsonl'), 'utf8')).trim().split('\n');
    expect(ledger).toHaveLength(1);

    const again = await run(['release', '2024-06', '-w', here]);
    expect([again.code, again.stderr]).toEqual([0, '']);
    await writeFile(join(here, 'grootboek', 'grootboek.jsonl'), '');
    expect((await run(['release', '2024-06', '-w', here])).code).toBe(0);
    await writeFile(join(here, 'grootboek', 'grootboek.jsonl'), 'x\n');
    const refused = await run(['release', '2024-06', '-w', here]);
    expect([refused.code, refused.stderr.startsWith('Het grootboek van gepubliceerde cijfers is veranderd')]).toEqual([5, true]);
  }, 180_000);

  test('only by who may, and only this content', async () => {
    const here = await copy('approvers');
    const settings = join(here, 'monitor.yaml');
    await writeFile(settings, `${await readFile(settings, 'utf8')}goedkeurders:\n  - { naam: M. Jansen, sleutel: ed25519-0123456789abcdef }\n`);
    const refused = await approve(here);
    expect([refused.code, refused.stderr.includes('die staat niet bij "goedkeurders" in monitor.yaml')]).toEqual([5, true]);
    const key = /ed25519-[0-9a-f]{16}/.exec(refused.stderr)![0];
    await writeFile(settings, (await readFile(settings, 'utf8')).replace('ed25519-0123456789abcdef', key));
    expect((await approve(here)).code).toBe(0);

    const approval = join(here, 'releases', '2024-06-1', 'goedkeuring.json');
    await writeFile(approval, (await readFile(approval, 'utf8')).replace('M. Jansen', 'P. Pieters'));
    const stale = await run(['report', 'monthly', '2024-06', '-w', here]);
    expect([stale.code, stale.stderr.includes('hoort niet bij deze inhoud')]).toEqual([5, true]);
    const wrongKey = await approve(here, '--key', settings);
    expect([wrongKey.code, wrongKey.stderr]).toEqual([2, 'monitor.yaml is geen persoonlijke Ed25519-sleutel (PEM).\n']);
  });

  test('not when a file was changed', async () => {
    const here = await copy('leaking');
    const figures = join(here, 'releases', '2024-06-1', 'cijfer.csv');
    await writeFile(figures, `${await readFile(figures, 'utf8')}\n`);
    const refused = await approve(here);
    expect([refused.code, refused.stderr.includes('cijfer.csv')]).toEqual([5, true]);
  });
});
