/** The rules of the house, read from the sources themselves: who may import whom, what a room may not touch, and the messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** What each room may import beside its own files and the ground floor; the longest matching path is a file's room. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  codebook: [],
  statistics: [],
  organisation: ['codebook', 'levering', 'organisation'],
  'organisation/personal': [],
  'organisation/read': ['organisation/personal'],
  'organisation/map': ['codebook', 'organisation/personal'],
  'organisation/validate': ['codebook'],
  'organisation/pseudonymise': ['codebook', 'levering'],
  'organisation/context': ['codebook', 'levering'],
  'organisation/feedback': ['codebook', 'levering', 'organisation/read', 'organisation/validate'],
  levering: ['codebook'],
  national: ['codebook', 'levering', 'national', 'release', 'statistics'],
  'national/store': ['codebook', 'levering'],
  'national/aggregate': ['codebook', 'release', 'statistics'],
  'national/protect': ['release', 'statistics'],
  release: ['codebook'],
  'public/report': ['release'],
  'public/query': ['release'],
  'public/query/guarded': ['codebook', 'statistics', 'public/query'],
  'public/serve': ['public/query'],
  demo: ['codebook', 'organisation/personal'],
  cli: ['codebook', 'statistics', 'organisation', 'levering', 'national', 'release', 'public', 'demo'],
  bench: ['codebook', 'statistics', 'organisation', 'levering', 'national', 'release', 'public', 'demo', 'cli'],
  main: ['cli'],
  error: [],
  i18n: [],
  database: [],
  files: [],
};

/** What every room stands on. */
const ground = ['error.ts', 'i18n/', 'database/database.ts', 'files/'];
/** The only rooms that open the engine. */
const engineRooms = ['cli', 'demo', 'bench', 'release', 'public/query', 'public/query/guarded', 'database'];
/** Where the program meets the machine: arguments, streams, clock, exit code. */
const edges = ['main', 'cli', 'bench'];
/** Rooms of plain numbers. */
const withoutSql = ['national/protect', 'statistics'];
const network = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'undici', 'axios', 'node-fetch', 'ws'];
const longest = 400;

/** Breaches that stand, each with its reason. A breach that no longer occurs must leave this list. */
const exceptions: Readonly<Record<string, string>> = {
  'public/serve/serve.ts uses net': 'the researchers\' server listens; nothing of it calls out',
  'public/serve/serve.ts uses tls': 'the researchers\' server listens; nothing of it calls out',
  'public/serve/connection.ts uses net': 'a connection that somebody else opened',
  'public/serve/connection.ts uses tls': 'a connection that somebody else opened',
  'release/write.ts touches process': 'a child process writes the database, so that its bytes do not depend on this one; it needs the path of Node',
  'public/query/guarded/child.mjs touches process': 'it is a process of its own, and speaks with the gate over its channel',
  'public/query/guarded/process.ts touches process': 'it starts that process; Windows needs one variable of the environment for it',
  'public/query/guarded/ledger.ts touches process': 'the lock on the ledger holds the id of the process, so that one that was killed does not lock it for ever',
};

interface Source {
  /** Path from `src`, with slashes. */
  path: string;
  room: string;
  tree: ts.SourceFile;
}

const root = dirname(fileURLToPath(import.meta.url));

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [relative(root, path).split(sep).join('/')];
  });
}

const all = files(root).sort();
const sources: Source[] = all
  .filter((path) => /\.(ts|mjs)$/.test(path) && !/\.test(-support)?\.ts$/.test(path))
  .map((path) => parsed(path, readFileSync(join(root, path), 'utf8')));

function parsed(path: string, text: string): Source {
  return { path, room: roomOf(path), tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

function roomOf(path: string): string {
  const bare = path.replace(/\.(ts|mjs)$/, '');
  const found = Object.keys(rooms).filter((room) => bare === room || bare.startsWith(`${room}/`));
  return found.sort((a, b) => b.length - a.length)[0] ?? 'no room';
}

function visit(source: Source, see: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, step);
  };
  step(source.tree);
}

/** Modules named by import, export … from and import(): own files as a path from `src`, others by name. */
function imports(source: Source): string[] {
  return ts.preProcessFile(source.tree.text, true, true).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return fileName;
    return relative(root, join(root, dirname(source.path), fileName)).split(sep).join('/').replace(/\.js$/, '.ts');
  });
}

function isOwn(module: string): boolean {
  return /\.(ts|mjs|json)$/.test(module);
}

/** Breaches that no exception covers, and exceptions that cover nothing. */
function judged(breaches: string[], kind: RegExp): string[] {
  const covers = (exception: string, breach: string): boolean =>
    exception.endsWith('*') ? breach.startsWith(exception.slice(0, -1)) : breach === exception;
  const open = breaches.filter((breach) => !Object.keys(exceptions).some((exception) => covers(exception, breach)));
  const idle = Object.keys(exceptions).filter((exception) => kind.test(exception) && !breaches.some((breach) => covers(exception, breach)));
  return [...new Set([...open, ...idle.map((exception) => `no longer needed: ${exception}`)])];
}

test('every file lies in a room', () => {
  expect(sources.filter((source) => source.room === 'no room').map((source) => source.path)).toEqual([]);
  expect(sources.length).toBeGreaterThan(20);
});

function forbiddenImports(source: Source): string[] {
  return imports(source)
    .filter(isOwn)
    .filter((module) => {
      const room = roomOf(module);
      const engine = module === 'database/duckdb.ts' && engineRooms.includes(source.room);
      const allowed = (rooms[source.room] ?? []).some((name) => room === name || room.startsWith(`${name}/`));
      return room !== source.room && !engine && !allowed && !ground.some((base) => module.startsWith(base));
    })
    .map((module) => `${source.path} imports ${module}`);
}

test('a room imports only what the plan of the house allows', () => {
  expect(judged(sources.flatMap(forbiddenImports), / imports [^@]/)).toEqual([]);
});

test('zones meet only in the documents between them', () => {
  const zone = (path: string): string | undefined => /^(organisation|national|public)\//.exec(path)?.[1];
  const breaches = sources.flatMap((source) =>
    imports(source)
      .filter((module) => isOwn(module) && zone(source.path) && zone(module) && zone(source.path) !== zone(module))
      .map((module) => `${source.path} reaches into ${module}`),
  );
  expect(breaches).toEqual([]);
});

test('the engine is opened at few places', () => {
  const breaches = sources.flatMap((source) =>
    imports(source)
      .filter((module) => module.startsWith('@duckdb/') && !['database', 'public/query', 'public/query/guarded', 'public/serve', 'bench', 'release'].includes(source.room))
      .map((module) => `${source.path} imports ${module}`),
  );
  expect(judged(breaches, / imports @/)).toEqual([]);
});

test('numbers are computed without SQL', () => {
  const inside = (path: string): boolean => withoutSql.some((room) => path.startsWith(`${room}/`));
  expect(all.filter((path) => path.endsWith('.sql') && inside(path))).toEqual([]);
  expect(sources.filter((source) => inside(source.path) && imports(source).some((module) => module.startsWith('database/'))).map((source) => source.path)).toEqual([]);
});

function networkUse(source: Source): string[] {
  const modules = imports(source).map((module) => module.replace(/^node:/, '').split('/')[0]!);
  const calls: string[] = [];
  visit(source, (node) => {
    if (ts.isCallExpression(node) && /^(globalThis\.)?fetch$/.test(node.expression.getText())) calls.push('fetch');
    if (ts.isNewExpression(node) && /^(WebSocket|EventSource|XMLHttpRequest)$/.test(node.expression.getText())) calls.push(node.expression.getText());
  });
  return [...modules.filter((module) => network.includes(module)), ...calls].map((name) => `${source.path} uses ${name}`);
}

test('nothing calls the network', () => {
  expect(judged(sources.flatMap(networkUse), / uses /)).toEqual([]);
});

/** What a room may not touch: the machine, the clock, chance, and the habits of the country the machine stands in. */
function machineUse(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    const owner = node.expression.getText();
    if (owner === 'console' || owner === 'process') return owner;
  }
  if (ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random|performance\.now)$/.test(node.getText())) return node.getText();
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  return undefined;
}

function localeUse(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const [called, given] = [node.expression.getText(), (node.arguments ?? []).map((argument) => argument.getText())];
  const dated = given.some((text) => /timeZone:\s*'UTC'/.test(text));
  if (/^Intl\.\w+$/.test(called)) return given.length > 0 && (called !== 'Intl.DateTimeFormat' || dated) ? undefined : called;
  const method = /\.(toLocale\w+|localeCompare)$/.exec(called)?.[1];
  if (method === undefined) return undefined;
  if (method === 'localeCompare') return given.length > 1 ? undefined : method;
  return given.length > 0 && (!/Date|Time/.test(method) || dated) ? undefined : method;
}

function touches(source: Source): string[] {
  const found = new Set<string>();
  visit(source, (node) => {
    const machine = machineUse(node);
    if (machine !== undefined && !edges.includes(source.room)) found.add(machine);
    const locale = localeUse(node);
    if (locale !== undefined) found.add(locale);
  });
  return [...found].map((what) => `${source.path} touches ${what}`);
}

test('only the edges touch the machine, the clock and chance; formats never depend on where the machine stands', () => {
  expect(judged(sources.flatMap(touches), / touches /)).toEqual([]);
});

test.each([
  ['national/store/x.ts', "import { a } from '../../organisation/map/map.js';", ['imports organisation/map/map.ts']],
  ['codebook/x.ts', "export { a } from '../levering/levering.js';", ['imports levering/levering.ts']],
  ['public/report/x.ts', "const a = await import('../../national/store/open.js');", ['imports national/store/open.ts']],
  ['national/store/x.ts', "import { openDuckDB } from '../../database/duckdb.js';", ['imports database/duckdb.ts']],
  ['release/x.ts', "import { openDuckDB } from '../database/duckdb.js'; import type { Codebook } from '../codebook/schema.js';", []],
  ['organisation/read/x.ts', "import { run } from '../../cli/program.js';", ['imports cli/program.ts']],
  ['files/x.ts', "import { get } from 'node:https'; void fetch('x');", ['uses https', 'uses fetch']],
  ['files/x.ts', 'console.log(process.env, Date.now(), new Date(), Math.random());', ['console', 'process', 'Date.now', 'new Date()', 'Math.random']],
  ['cli/x.ts', 'process.exit(Date.now())', []],
  ['cli/x.ts', "a.toLocaleString(); b.localeCompare(c); new Intl.DateTimeFormat('nl');", ['toLocaleString', 'localeCompare', 'Intl.DateTimeFormat']],
  ['files/x.ts', "a.toLocaleString('nl'); b.localeCompare(c, 'nl'); new Date(0); new Intl.DateTimeFormat('nl', { timeZone: 'UTC' });", []],
])('the rules see what they forbid: %s %s', (path, text, breaches) => {
  const source = parsed(path, text);
  const seen = [...forbiddenImports(source), ...networkUse(source), ...touches(source)];
  expect(seen.map((breach) => breach.slice(path.length + 1).replace(/^touches /, ''))).toEqual(breaches);
});

test(`no file is longer than ${longest} lines`, () => {
  const long = all.filter((path) => /\.(ts|mjs|sql)$/.test(path) && readFileSync(join(root, path), 'utf8').split('\n').length > longest + 1);
  expect(judged(long.map((path) => `${path} is long`), / is long$/)).toEqual([]);
});

type Sentences = Record<string, { nl: string; en: string }>;

async function sentences(): Promise<Sentences> {
  const found: Sentences = {};
  for (const path of all.filter((name) => /^i18n\/(?!message)[^/]+\.ts$/.test(name) && !name.endsWith('.test.ts'))) {
    const module = (await import(/* @vite-ignore */ new URL(path, import.meta.url).href)) as Record<string, Sentences>;
    for (const messages of Object.values(module)) {
      expect(Object.keys(messages).filter((key) => key in found), `${path} repeats a key`).toEqual([]);
      Object.assign(found, messages);
    }
  }
  return found;
}

test('every message speaks Dutch and English, with the same places to fill in', async () => {
  const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
  const all = await sentences();
  expect(Object.keys(all).length).toBeGreaterThan(0);
  for (const [key, { nl, en }] of Object.entries(all)) {
    expect(nl.trim(), key).not.toBe('');
    expect(en.trim(), key).not.toBe('');
    expect(places(en), key).toEqual(places(nl));
  }
});

test('every message used exists and every message is used', async () => {
  const keys = new Set(Object.keys(await sentences()));
  const literals = new Set<string>();
  const words = dataWords();
  const composed: ts.TemplateExpression[] = [];
  const missing: string[] = [];
  for (const source of sources.filter(({ room }) => room !== 'i18n')) {
    visit(source, (node) => {
      if (ts.isStringLiteralLike(node)) literals.add(node.text);
      if (ts.isTemplateExpression(node)) composed.push(node);
      if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) for (const word of node.text.match(/\w+/g) ?? []) words.add(word);
      const key = messageKey(node);
      if (key !== undefined && !keys.has(key)) missing.push(`${source.path} says ${key}`);
    });
  }
  const unused = [...keys].filter((key) => !literals.has(key) && !composed.some((template) => composes(template, key, words)));
  expect(missing).toEqual([]);
  expect(judged(unused.map((key) => `${key} is never said`), / is never said$/)).toEqual([]);
});

/** Words of the codebook and of the SQL, from which code composes keys. */
function dataWords(): Set<string> {
  const texts = all.filter((path) => /\.(json|sql)$/.test(path)).map((path) => readFileSync(join(root, path), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\w+/g) ?? []));
}

/** Whether `room.${…}` can say the key: every word filled in stands somewhere in the code or its data. */
function composes(template: ts.TemplateExpression, key: string, words: ReadonlySet<string>): boolean {
  const [head, ...tails] = [template.head.text, ...template.templateSpans.map((span) => span.literal.text)];
  if (!/^[a-z]+\./.test(head!)) return false;
  const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = new RegExp(`^${escape(head!)}${tails.map((tail) => `(.+)${escape(tail)}`).join('')}$`).exec(key)?.slice(1);
  return parts !== undefined && parts.join('.').split('.').every((word) => words.has(word));
}

/** The literal key of `new UserError('…')` and `message(lang, '…')`. */
function messageKey(node: ts.Node): string | undefined {
  const argument =
    ts.isNewExpression(node) && node.expression.getText() === 'UserError'
      ? node.arguments?.[0]
      : ts.isCallExpression(node) && node.expression.getText() === 'message'
        ? node.arguments[1]
        : undefined;
  return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
