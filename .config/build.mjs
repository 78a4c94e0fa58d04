// Compiles src to dist and lays the data files (sql, yaml, json, css, ...) beside the code that reads them.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const code = new Set(['.ts', '.tsx']);

rmSync(join(root, 'dist'), { recursive: true, force: true });
try {
  execFileSync(process.execPath, [tsc, '-p', join(root, '.config', 'tsconfig.build.json')], { stdio: 'inherit' });
} catch {
  process.exit(1);
}
cpSync(join(root, 'src'), join(root, 'dist'), {
  recursive: true,
  filter: (path) => !code.has(extname(path)) && !path.includes('.fixture.'),
});
