import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(new URL('../../../bin/agressiemonitor.js', import.meta.url));

/** The built program as its users start it. */
export function started(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [binary, ...args], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NO_COLOR: '1' }, windowsHide: true });
}

/** Runs it to its end. */
export function finished(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const child = started(args);
  let stderr = '';
  child.stderr!.on('data', (part: Buffer) => (stderr += part.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}
