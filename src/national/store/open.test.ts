import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB } from '../../database/duckdb.js';
import { codeList, codebookVersions, fieldsOf, loadCodebook } from '../../codebook/codebook.js';
import { recordCodes, regionCodes } from '../../levering/codes.js';
import { recordColumns, storedType } from '../../levering/columns.js';
import { ingestLevering } from './ingest.js';
import { openStore, programMigrations } from './open.js';
import { syncOrganisations } from './organisations.js';
import { sampleLevering } from './sample.test-support.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const migrations = programMigrations();

async function memoryStore(upTo = migrations.length) {
  const db = await openDuckDB(':memory:');
  await openStore(db, migrations.slice(0, upTo));
  return db;
}

describe('migrations', () => {
  test('are numbered in their order and applied once', async () => {
    const numbers = migrations.map(({ nummer }) => nummer);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    const db = await memoryStore();
    await openStore(db);
    const applied = await db.rows('SELECT nummer, naam FROM migratie ORDER BY nummer');
    expect(applied).toEqual(migrations.map(({ nummer, naam }) => ({ nummer, naam })));
  });

  test('a store made by the first migration only keeps its deliveries', async () => {
    const path = join(folder, 'first.duckdb');
    const old = await openDuckDB(path);
    await openStore(old, migrations.slice(0, 1));
    await old.run(`INSERT INTO organisatie VALUES ('LINDEVELD', '2024-01', NULL)`);
    await old.run(`INSERT INTO levering VALUES (1, 'LINDEVELD', 'voorval', '2024-06', '2024-06', '2024-06', DATE '2024-07-05', '0.1', 1, 'a', 'b', 'c', NULL)`);
    await old.run(`INSERT INTO levering_maand VALUES (1, 'LINDEVELD', '2024-06')`);
    await old.run(`INSERT INTO voorval (levering_id, organisatie, codeboek, incident_id, maand, vormen) VALUES (1, 'LINDEVELD', '0.1', 'x', '2024-06', ['VERB'])`);
    old.close();
    const db = await openDuckDB(path);
    await openStore(db);
    expect(await db.rows('SELECT incident_id, vormen FROM huidig_voorval')).toEqual([{ incident_id: 'x', vormen: ['VERB'] }]);
    db.close();
  });

  test('a half-applied migration leaves no trace', async () => {
    const db = await memoryStore(1);
    const broken = [migrations[0]!, { nummer: 2, naam: 'kapot', sql: 'CREATE TABLE half (a INTEGER); SELECT * FROM bestaat_niet;' }];
    await expect(openStore(db, broken)).rejects.toThrow();
    expect(await db.rows(`SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'`)).toEqual([]);
    await openStore(db);
  });

  test.each([
    ['a newer program', [...migrations, { nummer: 99, naam: 'later', sql: 'SELECT 1' }], 'store.newerProgram'],
    ['other text', migrations.map((one) => (one.nummer === 2 ? { ...one, sql: `${one.sql} ` } : one)), 'store.changedMigration'],
  ])('a store made by %s is refused', async (_, theirs, key) => {
    const db = await openDuckDB(':memory:');
    await openStore(db, theirs);
    await expect(openStore(db)).rejects.toMatchObject({ key, exitCode: 2 });
  });

  test('line ends of a checkout do not matter', async () => {
    const db = await openDuckDB(':memory:');
    await openStore(db, migrations.map((one) => ({ ...one, sql: one.sql.replaceAll('\n', '\r\n') })));
    await openStore(db);
  });
});

describe('other files', () => {
  test('a database with other tables is refused and left alone', async () => {
    const db = await openDuckDB(':memory:');
    await db.run('CREATE TABLE klanten (naam VARCHAR)');
    await expect(openStore(db)).rejects.toMatchObject({ key: 'store.notAStore' });
    expect(await db.rows('SELECT table_name AS naam FROM duckdb_tables()')).toEqual([{ naam: 'klanten' }]);
  });

  test('a damaged store is refused', async () => {
    const path = join(folder, 'damaged.duckdb');
    const db = await openDuckDB(path);
    await openStore(db);
    await syncOrganisations(db, [{ code: 'LINDEVELD', sinds: '2024-01', tot: null }]);
    await ingestLevering(db, await sampleLevering(db, { rows: 5000 }), ['0.1']);
    db.close();
    await writeFile(path, Buffer.alloc(6000, 7));
    const opening = openDuckDB(path).then((damaged) => openStore(damaged));
    await expect(opening).rejects.toThrow(/damaged|not a valid DuckDB/);
  });
});

describe('beside others', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));

  test('a store that another process has open is refused, and opens when that one has stopped', async () => {
    const path = join(folder, 'shared.duckdb');
    const own = await openDuckDB(path);
    await openStore(own);
    own.close();
    const holder = `import { DuckDBInstance } from '@duckdb/node-api';
      const instance = await DuckDBInstance.create(${JSON.stringify(path)});
      await instance.connect();
      process.stdout.write('open');
      setInterval(() => instance, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await expect(openDuckDB(path)).rejects.toMatchObject({ key: 'store.locked', params: { path } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await openDuckDB(path);
    await openStore(again);
    again.close();
  });

  test('a store that is up to date opens read-only', async () => {
    const path = join(folder, 'read.duckdb');
    const own = await openDuckDB(path);
    await openStore(own);
    own.close();
    const reader = await openDuckDB(path, { readOnly: true });
    await openStore(reader);
    expect(await reader.rows('SELECT * FROM levering')).toEqual([]);
    reader.close();
  });
});

describe('schema', () => {
  test('voorval is levering_id and the national record, and huidig_voorval shows it as plain text', async () => {
    const db = await memoryStore();
    const table = await db.rows<{ naam: string; type: string }>('SELECT column_name AS naam, column_type AS type FROM (DESCRIBE voorval)');
    expect(table).toEqual([{ naam: 'levering_id', type: 'INTEGER' }, ...recordColumns.map((column) => ({ naam: column.naam, type: storedType(column) }))]);
    const view = await db.rows<{ naam: string; type: string }>('SELECT column_name AS naam, column_type AS type FROM (DESCRIBE huidig_voorval)');
    expect(view).toEqual([{ naam: 'levering_id', type: 'INTEGER' }, ...recordColumns.map(({ naam, type }) => ({ naam, type }))]);
  });

  test('a later codebook can widen the code type, in a migration that the views survive', async () => {
    const path = join(folder, 'wider.duckdb');
    const db = await openDuckDB(path);
    await openStore(db);
    await syncOrganisations(db, [{ code: 'LINDEVELD', sinds: '2024-01', tot: null }]);
    await ingestLevering(db, await sampleLevering(db, { rows: 50 }), ['0.1']);
    const before = await db.rows('SELECT * FROM huidig_voorval ORDER BY incident_id');
    const wider = `CREATE TYPE code_2 AS ENUM (${[...recordCodes, 'ZZZ'].map((code) => `'${code}'`).join(', ')});`;
    const changes = recordColumns
      .filter(({ waarde }) => waarde === 'code')
      .map(({ naam, type }) => `ALTER TABLE voorval ALTER ${naam} TYPE ${type === 'VARCHAR' ? 'code_2' : 'code_2[]'};`);
    await openStore(db, [...migrations, { nummer: migrations.at(-1)!.nummer + 1, naam: 'codes', sql: [wider, ...changes].join('\n') }]);
    db.close();
    const again = await openDuckDB(path);
    expect(await again.rows('SELECT * FROM huidig_voorval ORDER BY incident_id')).toEqual(before);
    expect(await ingestLevering(again, await sampleLevering(again, { rows: 60, seed: 2, geleverd: '2024-09-01' }), ['0.1'])).toMatchObject({ outcome: 'herlevering' });
    again.close();
  });

  test('the code types of the store are the codes of the record', async () => {
    const db = await memoryStore();
    const codes = async (type: string) => (await db.rows<{ code: string }>(`SELECT unnest(enum_range(NULL::${type}))::VARCHAR AS code`)).map(({ code }) => code);
    expect(await codes('code')).toEqual(recordCodes);
    expect(await codes('gebiedscode')).toEqual(regionCodes);
    expect([...recordCodes].sort()).toEqual(recordCodes);
    expect([...regionCodes].sort()).toEqual(regionCodes);
  });

  test('has room for every code and class of every codebook, and a column for every denominator', async () => {
    const db = await memoryStore();
    const columns = await db.rows<{ naam: string }>('SELECT column_name AS naam FROM (DESCRIBE noemer)');
    const names = columns.map(({ naam }) => naam);
    for (const codebook of codebookVersions().map((version) => loadCodebook(version))) {
      const delivered = fieldsOf(codebook, 'voorval').filter(({ landelijk }) => recordColumns.some(({ naam }) => naam === landelijk));
      const lists = delivered.flatMap(({ lijst, klasse }) => [lijst, klasse?.lijst]).filter((name) => name !== undefined);
      const codes = lists.filter((name) => name !== 'regio').flatMap((name) => codeList(codebook, name).codes.map(({ code }) => code));
      expect(codes.filter((code) => !(recordCodes as readonly string[]).includes(code))).toEqual([]);
      const regions = codeList(codebook, 'regio').codes.map(({ code }) => code);
      expect(regions.filter((code) => !(regionCodes as readonly string[]).includes(code))).toEqual([]);
      const fields = fieldsOf(codebook, 'noemer').map(({ naam }) => naam);
      const elsewhere = ['organisatie_code', 'incidenten_nulverklaring'];
      expect(fields.filter((name) => !names.includes(name) && !elsewhere.includes(name))).toEqual([]);
    }
  });

  test('every view binds', async () => {
    const db = await memoryStore();
    const views = await db.rows<{ naam: string }>('SELECT view_name AS naam FROM duckdb_views() WHERE NOT internal ORDER BY 1');
    expect(views.map(({ naam }) => naam)).toContain('huidig_voorval');
    for (const { naam } of views) expect(await db.rows(`SELECT * FROM ${naam}`)).toEqual([]);
    for (const macro of ['levering_status_tussen', 'opslag_bevinding_tussen', 'maanden_tussen']) {
      await db.rows(`SELECT * FROM ${macro}('2024-01', '2024-03')`);
    }
    await db.rows(`SELECT * FROM voorval_op('2024-06-30')`);
  });
});
