/** Kills a command again and again, over the whole of its length, and holds what is left against an undisturbed run. */
import { once } from 'node:events';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../demo/random.js';
import { finished, started } from './process.js';
import type { Scene } from './scenes.js';
import { type Content, misfit, published, storeContent } from './state.js';

export interface Killed {
  kills: number;
  /** Kills that came too late and were tried again. */
  late: number;
  /** Deliveries in the store at the moment of each kill, and when nothing disturbed it. */
  deliveries: number[];
  whole: number;
  failures: string[];
}

/** A process that ended before its kill was tried this often is no process that can be killed. */
const patience = 30;

/** Kills the scene's command `times` times, at random moments spread over its length. */
export async function killScene(scene: Scene, { folder, times, random }: { folder: string; times: number; random: Random }): Promise<Killed> {
  const [base, whole] = [join(folder, 'base'), join(folder, 'undisturbed')];
  await mkdir(base, { recursive: true });
  await scene.lay(base);
  const before = await storeContent(base);
  await cp(base, whole, { recursive: true });
  const clock = performance.now();
  const undisturbed = await finished(await scene.args(whole));
  if (undisturbed.code !== 0) throw new Error(`the undisturbed ${scene.name} ended with ${undisturbed.code}: ${undisturbed.stderr}`);
  let length = performance.now() - clock;
  const [after, files] = [await storeContent(whole), await published(whole)];
  const result: Killed = { kills: 0, late: 0, deliveries: [], whole: after['levering']?.length ?? 0, failures: [] };
  for (let at = 0; at < times; at++) {
    const place = join(folder, `killed-${at}`);
    for (let tries = 0; ; tries++) {
      if (tries === patience) throw new Error(`${scene.name} ended ${patience} times before it was killed`);
      await cp(base, place, { recursive: true });
      const outcome = await kill(await scene.args(place), (length * (at + random.next())) / times);
      if (outcome.killed) break;
      // It was quicker than thought: what it took now is its length.
      length = outcome.length;
      result.late++;
      await rm(place, { recursive: true, force: true });
    }
    result.kills++;
    const { wrong, repeat } = await aftermath(scene, place, { before, after, files, deliveries: result.deliveries });
    if (wrong !== undefined) result.failures.push(`${scene.name}, kill ${at + 1} of ${times}: ${wrong}`);
    // The machine may have become slower, and the end of the command must have its turn: a moment too late is tried again.
    length = 1.1 * (repeat ?? length);
    await rm(place, { recursive: true, force: true });
  }
  return result;
}

async function kill(args: readonly string[], after: number): Promise<{ killed: boolean; length: number }> {
  const child = started(args);
  child.stderr!.resume();
  const clock = performance.now();
  const ended = once(child, 'exit').then(([, signal]) => ({ killed: signal === 'SIGKILL', length: performance.now() - clock }));
  const stop = new AbortController();
  await Promise.race([ended, wait(after, undefined, { signal: stop.signal }).catch(() => undefined)]);
  stop.abort();
  child.kill('SIGKILL');
  return ended;
}

interface Wanted {
  before: Content;
  after: Content;
  files: Record<string, string>;
  deliveries: number[];
}

/** The store opens and fits; and the same command, once more and to its end, comes out as if nothing had happened. */
async function aftermath(scene: Scene, place: string, { before, after, files, deliveries }: Wanted): Promise<{ wrong?: string; repeat?: number }> {
  try {
    const left = await storeContent(place);
    deliveries.push(left['levering']?.length ?? 0);
    const wrong = misfit(left, before, after, scene.stepwise);
    if (wrong !== undefined) return { wrong };
    const clock = performance.now();
    const again = await finished(await scene.args(place));
    const repeat = performance.now() - clock;
    if (again.code !== 0) return { wrong: `the repeat ended with ${again.code}: ${again.stderr}` };
    if (JSON.stringify(await storeContent(place)) !== JSON.stringify(after)) return { wrong: 'the repeat left another store' };
    const now = await published(place);
    const differing = [...new Set([...Object.keys(files), ...Object.keys(now)])].filter((name) => files[name] !== now[name]);
    return differing.length > 0 ? { wrong: `the repeat left other files: ${differing.join(', ')}` } : { repeat };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
