/** The workbook with feedback as an office suite opens it: the same cells as we wrote. Skipped where LibreOffice is absent. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { ownFolder, runInside } from './binary.test-support.js';

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

test.skipIf(office === undefined)('LibreOffice opens the workbook and reads the same values', { timeout: 240_000 }, async () => {
  const folder = await ownFolder('office');
  await cp(fileURLToPath(new URL('../../fixtures/exports/zenya-vinkjes', import.meta.url)), folder, { recursive: true });
  expect((await runInside(['check', 'rapportage.xlsx', '-o', 'LISDODDE', '-m', 'mapping.yaml', '-p', '2024-03', '-d', '2024-04-08', '--feedback'], 'nl', folder)).code).toBe(1);
  const workbook = join(folder, 'rapportage.terugkoppeling.xlsx');
  // UTF-8, commas, quotes where needed, cells as they are shown, every sheet in a file of its own.
  execFileSync(office!, [`-env:UserInstallation=${pathToFileURL(join(folder, 'profiel'))}`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1', '--outdir', folder, workbook], { stdio: 'ignore' });
  for (const sheet of ['Overzicht', 'Oordelen']) {
    const shown = parse(await readFile(join(folder, `rapportage.terugkoppeling-${sheet}.csv`)), { relax_column_count: true }) as string[][];
    const written = (await readSheet(workbook, sheet)).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    expect(shown).toEqual(written);
    expect(shown.length).toBeGreaterThan(5);
  }
});
