import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, serve, type ServeOptions } from './serve.js';
import { password, plainGuard, researcher } from './serve.test-support.js';

let guard: Awaited<ReturnType<typeof plainGuard>>;
let serving: Serving;
const people = new Map([['anna', researcher('anna')], ['bert', researcher('bert', '2024-01-01')], ['cees', { ...researcher('cees'), revoked: '2024-06-01' }], ['dora', researcher('dora')]]);
const options = (more: Partial<ServeOptions> = {}): ServeOptions => ({
  guard, host: '127.0.0.1', port: 0, lang: 'en', find: async (login) => people.get(login), today: () => '2024-07-01', clock: () => performance.now(), failureMs: 5, ...more,
});
const connect = async (user = 'anna', given = password, port = serving.port): Promise<pg.Client> => {
  const client = new pg.Client({ host: '127.0.0.1', port, user, password: given, database: 'monitor' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

beforeAll(async () => {
  guard = await plainGuard();
  serving = await serve(options({ limits: { rate: 100_000, each: 20 } }));
});
afterAll(async () => {
  await serving.close();
  await guard.close();
});

test('a login with SCRAM gives rows with their types; parameters, NULL and Unicode come through', async () => {
  const client = await connect();
  const { rows, fields } = await client.query("SELECT ernst, count(*) AS n, avg(fte) AS gemiddeld, NULL::INTEGER AS leeg, true AS ja, 12.50::DECIMAL(9,2) AS d, DATE '2024-02-29' AS dag, 'é€😀' AS tekst FROM voorval WHERE aantal > $1 GROUP BY ernst ORDER BY 1", [3]);
  expect(rows[0]).toEqual({ ernst: '1', n: '107', gemiddeld: expect.any(Number), leeg: null, ja: true, d: '12.50', dag: new Date(2024, 1, 29), tekst: 'é€😀' });
  expect(fields.map(({ dataTypeID }) => dataTypeID)).toEqual([25, 20, 701, 23, 16, 1700, 1082, 25]);
  expect((await client.query({ text: 'SELECT count(*) AS n FROM voorval WHERE ernst = $1', values: ['2'], name: 'p1' })).rows).toEqual([{ n: '250' }]);
  expect((await client.query({ text: 'SELECT count(*) AS n FROM voorval WHERE ernst = $1', values: ['9'], name: 'p1' })).rows).toEqual([{ n: '0' }]);
  await client.end();
});

test('binary results say the same as text', async () => {
  const client = await connect();
  const sql = "SELECT 2147483647::INTEGER AS a, -9007199254740993::BIGINT AS b, 0.1::DOUBLE AS c, false AS d, 'x' AS e FROM codelijst LIMIT 1";
  const { rows } = await client.query({ text: sql, binary: true } as never);
  expect(rows).toEqual((await client.query(sql)).rows);
  await client.end();
});

test('no name, a wrong password, an ended or revoked access: refused, the first two in the same words', async () => {
  const failure = (user: string, given = password) => connect(user, given).then(() => undefined, (error: Error & { code?: string }) => [error.code, error.message]);
  const wrong = await failure('anna', 'fout');
  expect(wrong).toEqual(['28P01', 'Name or password is not right.']);
  expect(await failure('niemand')).toEqual(wrong);
  expect(await failure('bert')).toMatchObject(['28000', expect.stringContaining('expired')]);
  expect(await failure('cees')).toMatchObject(['28000', expect.stringContaining('revoked')]);
});

test('an access that ends while connected gives no further answer', async () => {
  const client = await connect('dora');
  await client.query('SELECT count(*) FROM voorval');
  people.set('dora', { ...people.get('dora')!, revoked: '2024-07-01' });
  await expect(client.query('SELECT count(*) FROM voorval')).rejects.toMatchObject({ code: '28000' });
  people.set('dora', researcher('dora'));
  await client.end();
});

test('a mistake is a fixed text with its state, and the connection goes on', async () => {
  const client = await connect();
  for (const [sql, code] of [
    ['SELECT geheim FROM voorval', '42703'], ['DELETE FROM voorval', '25006'], ['CREATE TABLE x(a int)', '25006'], ["COPY voorval TO '/tmp/x'", '25006'], ["COPY (SELECT 1) TO PROGRAM 'id'", '25006'],
    ['SELECT * FROM geheime_tabel', '42P01'], ["SELECT * FROM read_csv('/etc/passwd')", '42501'], ['SELECT * FROM duckdb_settings()', '42501'], ["SELECT getenv('HOME')", '42501'], ['SET geheim = 1', '42704'],
    ["SELECT * FROM '/etc/passwd'", '42P01'], ['SELECT FROM WHERE', '42601'], ['SELECT * FROM given_relation', '42P01'], ["SELECT * FROM query('SELECT 1')", '42501'], ['PRAGMA database_list', '25006'], ["SELECT current_setting('temp_directory'), pg_sleep(1)", '42501'],
    ["SELECT * FROM pg_class, duckdb_tables()", '42501'], ["ATTACH '/tmp/x.db'", '25006'], ['SUMMARIZE pg_class', '42501'],
  ]) await expect(client.query(sql!), sql).rejects.toMatchObject({ code });
  expect((await client.query('SELECT 1 AS een')).rows).toEqual([{ een: 1 }]);
  expect((await client.query('SELECT 1 AS een; SELECT 2 AS twee') as unknown as { rows: object[] }[]).map(({ rows }) => rows)).toEqual([[{ een: 1 }], [{ twee: 2 }]]);
  await client.end();
});

test('a transaction that failed answers nothing until ROLLBACK; a cursor gives rows in pieces', async () => {
  const client = await connect();
  await client.query('BEGIN');
  await expect(client.query('SELECT geheim FROM voorval')).rejects.toMatchObject({ code: '42703' });
  await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
  await client.query('ROLLBACK');
  await client.query('BEGIN');
  await client.query('DECLARE c NO SCROLL CURSOR FOR SELECT ernst, count(*) AS n FROM voorval GROUP BY 1 ORDER BY 1');
  expect((await client.query('FETCH FORWARD 3 FROM c')).rows.map(({ ernst }) => ernst)).toEqual(['1', '2', '3']);
  expect((await client.query('FETCH ALL FROM c')).rows.map(({ ernst }) => ernst)).toEqual(['4']);
  await client.query('COMMIT');
  await expect(client.query('FETCH 1 FROM c')).rejects.toMatchObject({ code: '34000' });
  await client.end();
});

test('a portal with a row limit is suspended and goes on', async () => {
  const client = await connect();
  const seen: string[] = [];
  const rows = await new Promise<number>((resolve, reject) => {
    let count = 0;
    const connection = (client as unknown as { connection: { parse(o: object): void; bind(o: object): void; execute(o: object): void; sync(): void; flush(): void; on(e: string, f: (m: { text?: string }) => void): void } }).connection;
    client.query({ submit: () => {
      connection.parse({ text: 'SELECT aantal FROM voorval', name: '', types: [] });
      connection.bind({ portal: '', statement: '', values: [] });
      connection.execute({ portal: '', rows: 400 });
      connection.flush();
    }, handleDataRow: () => count++, handlePortalSuspended: () => {
      seen.push('suspended');
      connection.execute({ portal: '', rows: 400 });
      connection.flush();
    }, handleCommandComplete: () => {
      seen.push('complete');
      connection.sync();
    }, handleError: reject, handleReadyForQuery: () => resolve(count) } as never);
  });
  expect([rows, seen]).toEqual([1000, ['suspended', 'suspended', 'complete']]);
  await client.end();
});

test('a cancel request stops the statement, one with another secret does not', async () => {
  const client = await connect();
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const sleeping = client.query("SELECT 'slaap' FROM voorval");
  const cancel = async (secret: number) => {
    const { connect: open } = await import('node:net');
    const socket = open(serving.port, '127.0.0.1');
    const bytes = Buffer.alloc(16);
    [16, 80877102, processID, secret].forEach((value, i) => bytes.writeInt32BE(value, 4 * i));
    socket.end(bytes);
    await new Promise((resolve) => socket.on('close', resolve));
  };
  let done = false;
  sleeping.then(() => undefined, () => {
    done = true;
  });
  await cancel(secretKey ^ 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(done).toBe(false);
  await cancel(secretKey);
  await expect(sleeping).rejects.toMatchObject({ code: '57014' });
  expect((await client.query('SELECT 1 AS een')).rows).toEqual([{ een: 1 }]);
  await client.end();
});

test('limits on time, rows, rate, connections and length hold', async () => {
  const other = await serve(options({ limits: { seconds: 0.2, rows: 3, rate: 4, connections: 3, each: 2, bytes: 2000 } }));
  const client = await connect('anna', password, other.port);
  await expect(client.query("SELECT 'slaap' FROM voorval")).rejects.toMatchObject({ code: '57014' });
  await expect(client.query('SELECT aantal FROM voorval')).rejects.toMatchObject({ code: '54000' });
  await client.query('SELECT count(*) FROM voorval');
  await client.query('SELECT count(*) FROM voorval');
  await expect(client.query('SELECT count(*) FROM voorval')).rejects.toMatchObject({ code: '53400' });
  const second = await connect('anna', password, other.port);
  await expect(connect('anna', password, other.port)).rejects.toMatchObject({ code: '53300' });
  await second.end();
  await expect(client.query(`SELECT '${'x'.repeat(3000)}'`)).rejects.toThrow();
  await other.close();
});

test('bytes that are no message end the connection, never the server', async () => {
  const { connect: open } = await import('node:net');
  const send = (bytes: Buffer): Promise<void> => new Promise((resolve) => {
    const socket = open(serving.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined).on('close', () => resolve()).on('data', () => undefined);
    setTimeout(() => socket.destroy(), 100);
  });
  const start = Buffer.from('\0\0\0\x13\0\x03\0\0user\0anna\0\0', 'latin1');
  start.writeInt32BE(start.length, 0);
  for (const bytes of [Buffer.alloc(8), Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from([0xff, 0xff, 0xff, 0xff]), start, Buffer.concat([start, Buffer.from('Q\0\0\0\x0dSELECT 1\0')]), Buffer.concat([start, Buffer.from('p\xff\xff\xff\xff', 'latin1')])]) await send(bytes);
  const client = await connect();
  expect((await client.query('SELECT 1 AS een')).rows).toEqual([{ een: 1 }]);
  await client.end();
});

test('many clients at once get their own answers', async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect()));
  await Promise.all(clients.map(async (client, c) => {
    for (let i = 0; i < 20; i++) {
      const { rows } = await client.query('SELECT $1 AS wie, count(*) AS n FROM voorval WHERE aantal = $2', [`${c}-${i}`, i % 7]).catch(() => client.query(`SELECT '${c}-${i}' AS wie, count(*) AS n FROM voorval WHERE aantal = ${i % 7}`));
      expect(rows).toEqual([{ wie: `${c}-${i}`, n: i % 7 === 6 ? '142' : '143' }]);
    }
  }));
  await Promise.all(clients.map((client) => client.end()));
});

test('beyond loopback only TLS, and a certificate that is none is refused', async () => {
  await expect(serve(options({ host: '0.0.0.0' }))).rejects.toMatchObject({ key: 'serve.needsTls' });
  await expect(serve(options({ tls: { certificate: 'x', key: 'y' } }))).rejects.toMatchObject({ key: 'serve.badCertificate' });
  await expect(serve(options({ port: serving.port }))).rejects.toMatchObject({ key: 'serve.cannotListen' });
});
