import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
    // No test leaves anything behind in its process: modules are loaded once a worker, not once a file.
    isolate: false,
    env: { TZ: 'UTC', NO_COLOR: '1' },
  },
});
