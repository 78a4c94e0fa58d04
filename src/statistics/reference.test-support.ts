/** Answers that nobody here wrote, read from the shared cases when these lie beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect } from 'vitest';

const folder = new URL('../../../shared/cases/statistics/', import.meta.url);
const present = existsSync(folder);

/** A group of tests on the shared cases; skipped, and saying so, where they are not there. */
export function describeReference(name: string, tests: () => void): void {
  describe.skipIf(!present)(present ? name : `${name} (skipped: shared/cases/statistics is not there)`, tests);
}

export function json<T>(path: string): T {
  return JSON.parse(text(path)) as T;
}

export function csv(path: string): Record<string, string>[] {
  return parse(text(path), { columns: true, bom: true });
}

export function text(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

/** Relative agreement; against zero it is absolute. */
export function near(own: number, reference: number, tolerance: number, about = ''): void {
  if (own === reference) return;
  const scale = Math.abs(reference) > 1e-300 ? Math.abs(reference) : 1;
  expect(Math.abs(own - reference) / scale, `${about}: ${own} against ${reference}`).toBeLessThan(tolerance);
}
