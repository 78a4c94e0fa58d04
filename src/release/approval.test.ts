import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyId, newSigningKey, publicKeyOf } from '../files/signature.js';
import { approveRelease, readApproval } from './approval.js';
import { enterRelease, readLedger } from './ledger.js';

let root: string;
let folder: string;
let ledger: string;
const privateKey = newSigningKey();
const id = '2024-06-0123456789ab';
const signOff = { naam: 'M. Jansen', rol: 'privacy officer', datum: '2024-07-20', privateKey };
const layout = `${JSON.stringify({ versie: 1, afronding: 5, perioden: [], tabellen: [], nul: [], schattingen: [], verbanden: [] })}\n`;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'approval-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  folder = join(root, 'release');
  ledger = join(root, 'grootboek');
  await rm(folder, { recursive: true, force: true });
  await rm(ledger, { recursive: true, force: true });
  await mkdir(folder);
  await writeFile(join(folder, 'manifest.json'), '{"release":"x"}\n');
  await writeFile(join(folder, 'cijfer.csv'), 'indicator\nI01\n');
  await writeFile(join(folder, 'tabellen.json'), layout);
});

describe('an approval', () => {
  test('is read back with who, in which role and when', async () => {
    expect(await readApproval(folder)).toBeUndefined();
    const approval = await approveRelease(folder, id, signOff);
    expect(approval).toMatchObject({ release: id, naam: 'M. Jansen', rol: 'privacy officer', datum: '2024-07-20', sleutel: keyId(publicKeyOf(privateKey)) });
    expect(await readApproval(folder)).toEqual(approval);
    expect(await readApproval(folder, [{ naam: 'M. Jansen', sleutel: approval.sleutel }])).toEqual(approval);
  });
  test.each([
    ['another name', (text: string) => text.replace('M. Jansen', 'P. Pieters')],
    ['another day', (text: string) => text.replace('2024-07-20', '2024-07-21')],
    ['another role', (text: string) => text.replace('privacy officer', 'directeur')],
    ['a signature of somebody else', (text: string) => text.replace(/"handtekening": "../, '"handtekening": "AA')],
    ['half a file', (text: string) => text.slice(0, 80)],
    ['a field more', (text: string) => text.replace('{', '{ "extra": 1,')],
  ])('with %s is refused', async (_, change) => {
    await approveRelease(folder, id, signOff);
    const path = join(folder, 'goedkeuring.json');
    await writeFile(path, change(await readFile(path, 'utf8')));
    await expect(readApproval(folder)).rejects.toMatchObject({ key: 'gate.stale', exitCode: 5 });
  });
  test('of another state of the release is refused', async () => {
    await approveRelease(folder, id, signOff);
    await writeFile(join(folder, 'manifest.json'), '{"release":"y"}\n');
    await expect(readApproval(folder)).rejects.toMatchObject({ key: 'gate.stale', exitCode: 5 });
  });
  test('by a key that is not among the approvers is refused', async () => {
    const { sleutel } = await approveRelease(folder, id, signOff);
    for (const approvers of [[{ naam: 'M. Jansen', sleutel: 'ed25519-0000000000000000' }], [{ naam: 'P. Pieters', sleutel }]]) {
      await expect(readApproval(folder, approvers)).rejects.toMatchObject({ key: 'gate.unknownApprover', exitCode: 5 });
    }
  });
});

describe('the ledger', () => {
  const second = '2024-07-ba9876543210';
  async function twoReleases(): Promise<void> {
    await enterRelease(ledger, id, folder, '2024-07-20');
    await writeFile(join(folder, 'cijfer.csv'), 'indicator\nI02\n');
    await enterRelease(ledger, second, folder, '2024-08-20');
  }
  test('keeps what was printed, in order, and a release once', async () => {
    expect(await readLedger(ledger)).toEqual({ head: '', releases: [] });
    await twoReleases();
    await enterRelease(ledger, id, folder, '2024-09-01');
    const { head, releases } = await readLedger(ledger);
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    expect(releases.map(({ release, csv, layout: { afronding } }) => [release, csv, afronding])).toEqual([[id, 'indicator\nI01\n', 5], [second, 'indicator\nI02\n', 5]]);
  });
  test.each<[string, () => Promise<void>]>([
    ['a changed figure', () => writeFile(join(ledger, `${id}.cijfer.csv`), 'indicator\nI09\n')],
    ['a lost file', () => rm(join(ledger, `${id}.tabellen.json`))],
    ['a line taken out', async () => writeFile(join(ledger, 'grootboek.jsonl'), (await readFile(join(ledger, 'grootboek.jsonl'), 'utf8')).split('\n').slice(1).join('\n'))],
    ['a changed line', async () => writeFile(join(ledger, 'grootboek.jsonl'), (await readFile(join(ledger, 'grootboek.jsonl'), 'utf8')).replace('2024-07-20', '2024-07-19'))],
  ])('%s is noticed', async (_, harm) => {
    await twoReleases();
    await harm();
    await expect(readLedger(ledger)).rejects.toMatchObject({ key: 'gate.ledgerDamaged', exitCode: 5 });
  });
});
