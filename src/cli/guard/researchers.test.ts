import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addResearcher, findResearcher, readResearchers, revokeResearcher } from './researchers.js';

test('somebody is added with a password that is kept nowhere, revoked once, and unknown to others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onderzoek-'));
  const given = { name: 'eva', project: 'politie', purpose: 'assistentie', until: '2030-01-01' };
  const password = await addResearcher(folder, given);
  expect(await findResearcher(folder, 'eva')).toMatchObject(given);
  expect(JSON.stringify(await readResearchers(folder))).not.toContain(password);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'onderzoek', 'onderzoekers.json')).mode & 0o777).toBe(0o600);
  await expect(addResearcher(folder, given)).rejects.toMatchObject({ key: 'researcher.exists' });
  await revokeResearcher(folder, 'eva', '2026-01-01');
  expect((await findResearcher(folder, 'eva')).revoked).toBe('2026-01-01');
  await expect(revokeResearcher(folder, 'eva', '2026-01-02')).rejects.toMatchObject({ key: 'researcher.revokedBefore' });
  await expect(findResearcher(folder, 'piet')).rejects.toMatchObject({ key: 'researcher.unknown' });
});
