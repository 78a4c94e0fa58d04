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
  await connection.run("SET TimeZone = 'UTC'; SET enable_external_access = false; SET lock_configuration = true");
  return { instance, connection };
}

function shut({ instance, connection }) {
  connection.closeSync();
  instance.closeSync();
}

let settings;
let parser;
/** Of `free`: the next empty engine, opened beforehand. */
let spare;
/** Of `free`: the engine that holds the protected answers of the statement at hand. */
let bench;

const work = {
  async open({ path, config }) {
    settings = config;
    parser = await open(path ?? ':memory:', { ...config, ...(path === undefined ? {} : { access_mode: 'READ_ONLY' }) });
    if (path === undefined) spare = open(':memory:', settings);
  },

  async run({ sql }) {
    const reader = await parser.connection.runAndReadAll(sql);
    return reader.getRowsJS();
  },

  async parse({ sql }) {
    const reader = await parser.connection.runAndReadAll('SELECT json_serialize_sql($sql::VARCHAR)::VARCHAR', { sql });
    return reader.getRows()[0][0];
  },

  async prepare({ tables, tree }) {
    if (bench) shut(bench.engine);
    bench = { engine: await spare };
    spare = open(':memory:', settings);
    const { connection } = bench.engine;
    for (const { name, columns } of tables) {
      await connection.run(`CREATE TABLE ${identifier(name)} (${columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')})`);
    }
    const text = (await connection.runAndReadAll('SELECT json_deserialize_sql($tree::JSON)', { tree })).getRows()[0][0];
    const prepared = await connection.prepare(text);
    bench.text = text;
    const parameters = {};
    for (let i = 1; i <= prepared.parameterCount; i++) parameters[prepared.parameterName(i)] = String(prepared.parameterType(i));
    const columns = Array.from({ length: prepared.columnCount }, (_, i) => ({ name: prepared.columnName(i), type: String(prepared.columnType(i)) }));
    return { columns, parameters };
  },

  async fill({ tables, maxRows }) {
    const { connection } = bench.engine;
    for (const { name, columns, rows } of tables) {
      const appender = await connection.createAppender(name);
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
    shut(bench.engine);
    bench = undefined;
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
