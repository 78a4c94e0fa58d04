/** Time and size of reports: the monthly page, the annual report in every form and language, and a chart after the first. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDefinition } from '../public/report/definition.js';
import { forms } from '../public/report/form.js';
import { composeReport, renderForm } from '../public/report/report.js';
import { drawChart } from '../public/report/chart.js';
import { listReleases } from '../release/list.js';
import { openRelease } from '../release/read.js';
import type { Settings } from './bench.js';

const shipped = fileURLToPath(new URL('../../reports/', import.meta.url));

/** Processor seconds of a piece of work: the clock of a busy machine says little. */
async function seconds<T>(work: () => Promise<T>): Promise<[number, T]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1e6, result];
}

/** Reports from the demo's releases; the annual one only when `release 2023` was made there. */
export async function reportForms({ say }: Settings): Promise<void> {
  const releases = await listReleases(join(shipped, 'out', 'demo', 'releases'));
  const monthly = releases.filter(({ month }) => month.length === 7).at(-1);
  const annual = releases.filter(({ month }) => month.length === 4).at(-1);
  if (!monthly) throw new Error('bench: run `npm start` first; reports are made from the demo');
  for (const [name, found, of] of [['monthly', monthly, ['html']], ['annual', annual, forms]] as const) {
    if (!found) {
      say(`${name}: no annual release in the demo; make it with: agressiemonitor release 2023`);
      continue;
    }
    const release = await openRelease(found.folder);
    const folders = (await findDefinition(name, [shipped]))!;
    const [spent, sizes] = await seconds(async () => {
      const made: string[] = [];
      for (const lang of name === 'monthly' ? (['nl'] as const) : (['nl', 'en'] as const)) {
        const document = await composeReport(release, folders, { lang, ...(found.month.length === 4 && { year: found.month }) });
        for (const form of of) made.push(`${form} ${lang} ${Math.round(Buffer.byteLength(await renderForm(document, form)) / 1000)} kB`);
      }
      return made;
    });
    release.close();
    say(`${name}: ${spent.toFixed(1)} s of processor time (limit ${name === 'monthly' ? 3 : 15}); ${sizes.join(', ')} (limit of a page 1500 kB)`);
  }
  const spec = { data: { name: 'a' }, mark: 'line', encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } } };
  const data = { a: Array.from({ length: 36 }, (_, x) => ({ x, y: x % 7 })) };
  const draw = (id: string) => drawChart({ id, spec, data, lang: 'nl', title: 'a', description: 'b' });
  await draw('first');
  const [spent] = await seconds(async () => {
    for (let i = 0; i < 10; i++) await draw(`chart-${i}`);
  });
  say(`a chart after the first: ${Math.round(spent * 100)} ms of processor time (limit 100)`);
}
