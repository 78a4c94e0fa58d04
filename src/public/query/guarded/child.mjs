// Runs SQL for the gate in a process of its own, without environment, which is killed when it takes too long. One of two kinds:
// `records` has the snapshot open and runs only the gate's own SQL; `free` has nothing, and runs researchers' SQL on protected answers.
import { DuckDBInstance } from '@duckdb/node-api';

const identifier = (name) => `"${name.replaceAll('"', '""')}"`;
const closed = {
  temp_directory: '', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', allow_community_extensions: 'false',
  allow_persistent_secrets: 'false', errors_as_json: 'true',
};

async function open(path, config) {
  const instance = await DuckDBInstance.create(path, { ...closed, ...config });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'; SET enable_external_access = false; SET lock_configuration = true");
  return { instance, connection };
}

let engine;
/** Of `free`: the statement at hand, on a connection of its own. What the statement reads is in temporary tables of that connection, and ends with it. */
let bench;

function clear() {
  bench?.connection.closeSync();
  bench = undefined;
}

const work = {
  async open({ path, config }) {
    engine = await open(path ?? ':memory:', { ...config, ...(path === undefined ? {} : { access_mode: 'READ_ONLY' }) });
  },

  async run({ sql }) {
    const reader = await engine.connection.runAndReadAll(sql);
    return reader.getRowsJS();
  },

  /** Numbers without NULL, column by column: a few large pieces cross to the gate faster than many small ones. */
  async count({ sql }) {
    const result = await engine.connection.run(sql);
    const chunks = await result.fetchAllChunks();
    const columns = Array.from({ length: result.columnCount }, () => new Float64Array(chunks.reduce((sum, { rowCount }) => sum + rowCount, 0)));
    let at = 0;
    for (const chunk of chunks) {
      columns.forEach((column, i) => chunk.visitColumnValues(i, (value, row) => (column[at + row] = value)));
      at += chunk.rowCount;
    }
    return columns;
  },

  async parse({ sql }) {
    const reader = await engine.connection.runAndReadAll('SELECT json_serialize_sql($sql::VARCHAR)::VARCHAR', { sql });
    return reader.getRows()[0][0];
  },

  async prepare({ tables, tree }) {
    clear();
    const connection = await engine.instance.connect();
    bench = { connection };
    for (const { name, columns } of tables) {
      await connection.run(`CREATE TEMP TABLE ${identifier(name)} (${columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')})`);
    }
    const text = (await connection.runAndReadAll('SELECT json_deserialize_sql($tree::JSON)', { tree })).getRows()[0][0];
    const prepared = await connection.prepare(text);
    bench.text = text;
    const parameters = {};
    try {
      for (let i = 1; i <= prepared.parameterCount; i++) parameters[prepared.parameterName(i)] = String(prepared.parameterType(i));
    } catch {
      // While the type of one parameter cannot be told, the engine tells no types at all.
      return {};
    }
    const columns = Array.from({ length: prepared.columnCount }, (_, i) => ({ name: prepared.columnName(i), type: String(prepared.columnType(i)) }));
    return { columns, parameters };
  },

  async fill({ tables, maxRows }) {
    const { connection } = bench;
    for (const { name, columns, rows } of tables) {
      const appender = await connection.createAppender(name, 'main', 'temp');
      for (const row of rows) {
        row.forEach((value, i) => {
          if (value === null) appender.appendNull();
          else if (columns[i].type === 'VARCHAR') appender.appendVarchar(value);
          else if (columns[i].type === 'DOUBLE') appender.appendDouble(value);
          else if (columns[i].type === 'INTEGER') appender.appendInteger(value);
          else appender.appendBigInt(BigInt(value));
        });
        appender.endRow();
      }
      appender.closeSync();
    }
    const reader = await connection.streamAndReadUntil(bench.text, maxRows + 1);
    const rows = reader.getRowsJson();
    const columns = reader.columnNames().map((name, i) => ({ name, type: String(reader.columnType(i)) }));
    clear();
    return { columns, rows: rows.slice(0, maxRows), more: rows.length > maxRows };
  },
};

let queue = Promise.resolve();
process.on('message', ({ id, task, ...given }) => {
  queue = queue.then(async () => {
    try {
      process.send({ id, result: await work[task](given) });
    } catch (error) {
      process.send({ id, error: String(error?.message ?? error) });
    }
  });
});
process.on('disconnect', () => process.exit());
