/** The clients that researchers have, each as it comes; one that is not installed is skipped by name. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, serve } from './serve.js';
import { password, plainGuard, researcher } from './serve.test-support.js';

const run = promisify(execFile);
const has = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const python = '/usr/bin/python3';
const jdbc = '/usr/share/java/postgresql.jar';
const present = {
  psql: has('psql', '--version'),
  openssl: has('openssl', 'version'),
  psycopg: existsSync(python) && has(python, '-c', 'import psycopg'),
  sqlalchemy: existsSync(python) && has(python, '-c', 'import psycopg2, sqlalchemy'),
  jdbc: existsSync(jdbc) && has('java', '-version'),
  // Of R's two packages Debian has this one; what the other, RPostgres, sends is in rpostgres.test.ts.
  r: has('Rscript', '-e', 'library(RPostgreSQL)'),
};

let folder: string;
let guard: Awaited<ReturnType<typeof plainGuard>>;
let serving: Serving;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clients-'));
  guard = await plainGuard();
  const tls = present.openssl ? selfSigned() : undefined;
  serving = await serve({ guard, host: '127.0.0.1', port: 0, lang: 'en', find: async (login) => (login === 'anna' ? researcher('anna') : undefined), today: () => '2024-07-01', clock: () => performance.now(), ...(tls && { tls }) });
});
afterAll(async () => {
  await serving.close();
  await guard.close();
  rmSync(folder, { recursive: true });
});

function selfSigned(): { certificate: string; key: string } {
  const [key, certificate] = [join(folder, 'server.key'), join(folder, 'server.crt')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ ...process.env, PGHOST: '127.0.0.1', PGPORT: String(serving.port), PGUSER: 'anna', PGPASSWORD: password, PGDATABASE: 'monitor', PSQLRC: '/dev/null', PAGER: 'cat', PGCLIENTENCODING: 'UTF8', ...more });
const psql = async (...commands: string[]): Promise<string> => {
  const { stdout, stderr } = await run('psql', ['-X', '-v', 'ON_ERROR_STOP=1', ...commands.flatMap((one) => ['-c', one])], { env: env(), cwd: folder });
  expect(stderr.replace(/Did not find any relations\.\n/g, '').trim()).toBe('');
  return stdout;
};

test.skipIf(!present.psql)('psql lists and describes the relations, and copies an answer to a file', async () => {
  const said = await psql('\\dt', '\\d', '\\d voorval', '\\d+ voorval', '\\dn', '\\l', '\\du', '\\df', '\\dv', '\\di', '\\dT', '\\dx', '\\dp', '\\conninfo');
  expect(said).toMatch(/public \| codelijst \| table \| monitor[\s\S]*public \| voorval {3}\| table \| monitor/);
  expect(said).toMatch(/ aantal \| integer +\|[\s\S]* fte {4}\| double precision/);
  expect(said).toContain('Month of the incident');
  const rows = await psql('SELECT ernst, count(*) AS n FROM voorval GROUP BY 1 ORDER BY 1', "\\copy (SELECT ernst, count(*) AS n FROM voorval GROUP BY 1 ORDER BY 1) to 'uit.csv' csv header", "\\copy (SELECT code FROM codelijst) to 'codes.csv' with (format csv)", "\\copy (SELECT code FROM codelijst) to 'codes.txt'");
  expect(rows).toContain(' 4     | 250\n(4 rows)');
  expect(readFileSync(join(folder, 'uit.csv'), 'utf8')).toBe('ernst,n\n1,250\n2,250\n3,250\n4,250\n');
  expect(readFileSync(join(folder, 'codes.csv'), 'utf8')).toBe('VERB\n"a""b,c"\n\n""\n');
  expect(readFileSync(join(folder, 'codes.txt'), 'utf8')).toBe('VERB\na"b,c\n\\N\n\n');
  const paged = await run('psql', ['-X', '-At', '-v', 'FETCH_COUNT=300', '-c', 'SELECT aantal FROM voorval'], { env: env() });
  expect(paged.stdout.trim().split('\n')).toHaveLength(1000);
  await expect(run('psql', ['-X', '-c', 'SELECT 1'], { env: env({ PGPASSWORD: 'fout' }) })).rejects.toMatchObject({ stderr: expect.stringContaining('Name or password') });
});

test.skipIf(!present.psql || !present.openssl)('TLS: psql verifies the certificate, and refuses another', async () => {
  const root = join(folder, 'server.crt');
  const { stdout } = await run('psql', ['-X', '-c', '\\conninfo'], { env: env({ PGHOST: 'localhost', PGHOSTADDR: '127.0.0.1', PGSSLMODE: 'verify-full', PGSSLROOTCERT: root }) });
  expect(stdout).toMatch(/SSL connection \(protocol: TLSv1\.[23]/);
  const client = new pg.Client({ host: '127.0.0.1', port: serving.port, user: 'anna', password, database: 'monitor', ssl: { ca: readFileSync(root), servername: 'localhost' } });
  await client.connect();
  expect((await client.query('SELECT count(*) AS n FROM voorval')).rows).toEqual([{ n: '1000' }]);
  await client.end();
});

const script = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test.skipIf(!present.psycopg)('psycopg 3: parameters, named cursors, prepared statements, binary, copy', async () => {
  const { stdout } = await run(python, [script('psycopg3.py', `
import psycopg, os
from psycopg.rows import dict_row
with psycopg.connect("") as c:
    r = c.execute("SELECT ernst, count(*) AS n, avg(fte) AS g FROM voorval WHERE aantal > %s AND ernst = %s GROUP BY 1", (2, "3")).fetchall()
    assert r == [("3", 143, r[0][2])] and isinstance(r[0][2], float), r
    for i in range(8):
        assert c.execute("SELECT count(*) FROM voorval WHERE ernst = %s", (str(i),), prepare=True).fetchone()[0] == (250 if 1 <= i <= 4 else 0)
    with c.cursor(name="rij") as cur:
        cur.itersize = 300
        cur.execute("SELECT aantal FROM voorval")
        assert len([x for x in cur]) == 1000
    with c.cursor(binary=True) as cur:
        assert cur.execute("SELECT CAST(12.5 AS DECIMAL(9,2)) AS d, count(*) AS n, DATE '2024-02-29' AS dag FROM voorval").fetchone().__repr__() == "(Decimal('12.50'), 1000, datetime.date(2024, 2, 29))"
    with c.cursor().copy("COPY (SELECT code FROM codelijst) TO STDOUT (FORMAT csv, HEADER)") as copy:
        assert b"".join(bytes(x) for x in copy).decode() == 'code\\nVERB\\n"a""b,c"\\n\\n""\\n'
    try:
        c.execute("DELETE FROM voorval")
        raise SystemExit("deleted")
    except psycopg.errors.ReadOnlySqlTransaction:
        c.rollback()
print("goed")
`)], { env: env() });
  expect(stdout).toBe('goed\n');
});

test.skipIf(!present.sqlalchemy)('SQLAlchemy on psycopg2: connect, reflect, query', async () => {
  const { stdout } = await run(python, [script('alchemy.py', `
import sqlalchemy as sa, os
e = sa.create_engine(sa.engine.URL.create("postgresql+psycopg2", "anna", os.environ["PGPASSWORD"], "127.0.0.1", int(os.environ["PGPORT"]), "monitor"))
i = sa.inspect(e)
assert sorted(i.get_table_names()) == ["codelijst", "voorval"], i.get_table_names()
assert [(c["name"], str(c["type"]).split("(")[0].replace("_", " ")) for c in i.get_columns("voorval")] == [("maand", "TEXT"), ("ernst", "TEXT"), ("aantal", "INTEGER"), ("fte", "DOUBLE PRECISION")], i.get_columns("voorval")
assert i.get_pk_constraint("voorval")["constrained_columns"] == [] and i.get_foreign_keys("voorval") == [] and i.get_indexes("voorval") == []
assert i.get_schema_names() and i.has_table("voorval") and not i.has_table("geheim")
v = sa.Table("voorval", sa.MetaData(), autoload_with=e)
assert v.comment == "A row an incident", v.comment
with e.connect() as c:
    r = c.execute(sa.select(v.c.ernst, sa.func.count().label("n")).where(v.c.aantal > 2).group_by(v.c.ernst).order_by(v.c.ernst)).fetchall()
    assert sorted(x.n for x in r) == [142, 143, 143, 143], r
print("goed")
`)], { env: env() });
  expect(stdout).toBe('goed\n');
});

test.skipIf(!present.jdbc)('JDBC: metadata, prepared statements past the binary threshold, fetch size', async () => {
  const path = script('Vraag.java', `
import java.sql.*; import java.util.*;
public class Vraag {
  public static void main(String[] a) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + System.getenv("PGPORT") + "/monitor", "anna", System.getenv("PGPASSWORD"))) {
      List<String> seen = new ArrayList<>();
      try (ResultSet r = c.getMetaData().getTables(null, "public", "%", new String[]{"TABLE"})) { while (r.next()) seen.add(r.getString("TABLE_NAME") + "=" + r.getString("REMARKS")); }
      try (ResultSet r = c.getMetaData().getColumns(null, "public", "voorval", "%")) { while (r.next()) seen.add(r.getString("COLUMN_NAME") + ":" + r.getInt("DATA_TYPE")); }
      try (ResultSet r = c.getMetaData().getSchemas()) { while (r.next()) seen.add(r.getString(1)); }
      try (ResultSet r = c.getMetaData().getPrimaryKeys(null, "public", "voorval")) { seen.add("pk " + r.next()); }
      try (PreparedStatement p = c.prepareStatement("SELECT ernst, count(*) AS n, avg(fte) AS g FROM voorval WHERE aantal > ? GROUP BY 1 ORDER BY 1")) {
        for (int i = 0; i < 8; i++) { p.setInt(1, 2); try (ResultSet r = p.executeQuery()) { r.next(); if (i == 0 || i == 7) seen.add(r.getString(1) + " " + r.getLong(2) + " " + (r.getDouble(3) > 0)); } }
      }
      c.setAutoCommit(false);
      try (Statement s = c.createStatement()) { s.setFetchSize(300); int n = 0; try (ResultSet r = s.executeQuery("SELECT aantal FROM voorval")) { while (r.next()) n++; } seen.add("rows " + n); }
      c.rollback();
      System.out.println(String.join("; ", seen));
    }
  }
}`);
  const { stdout } = await run('java', ['-cp', jdbc, path], { env: env() });
  expect(stdout.trim()).toBe('codelijst=Codes; voorval=A row an incident; maand:12; ernst:12; aantal:4; fte:8; information_schema; pg_catalog; public; pk false; 1 142 true; 1 142 true; rows 1000');
});

test.skipIf(!present.r)('R with RPostgreSQL: tables, fields, an answer as a data frame', async () => {
  const { stdout } = await run('Rscript', [script('vraag.R', `
suppressMessages(library(RPostgreSQL))
c <- dbConnect(PostgreSQL(), host = "127.0.0.1", port = as.integer(Sys.getenv("PGPORT")), user = "anna", password = Sys.getenv("PGPASSWORD"), dbname = "monitor")
stopifnot(identical(sort(dbListTables(c)), c("codelijst", "voorval")), dbExistsTable(c, "voorval"), !dbExistsTable(c, "geheim"))
if (!setequal(dbListFields(c, "voorval"), c("maand", "ernst", "aantal", "fte"))) stop(paste(dbListFields(c, "voorval"), collapse = " "))
d <- dbGetQuery(c, "SELECT ernst, count(*) AS n FROM voorval WHERE aantal > 2 GROUP BY ernst ORDER BY ernst")
stopifnot(identical(d$ernst, c("1", "2", "3", "4")), sum(d$n) == 571)
stopifnot(nrow(dbGetQuery(c, "SELECT aantal FROM voorval")) == 1000)
invisible(dbDisconnect(c))
cat("goed\n")
`)], { env: env() });
  expect(stdout).toBe('goed\n');
});
