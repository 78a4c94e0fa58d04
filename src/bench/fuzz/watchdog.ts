/** Ends its process when one input has taken too much processor time: the clock says nothing on a machine that does other work. */
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

/** Far above what an input may take, which is judged afterwards; this is for what never ends. */
const mostSeconds = 20;

/** Starts it. The function given back says that another input begins. */
export function watchdog(): { next(): void; stop(): Promise<unknown> } {
  const turn = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: turn });
  return { next: () => void Atomics.add(turn, 0, 1), stop: () => worker.terminate() };
}

if (!isMainThread) {
  const turn = workerData as Int32Array;
  let [seen, spent] = [Atomics.load(turn, 0), process.cpuUsage()];
  setInterval(() => {
    const now = Atomics.load(turn, 0);
    if (now !== seen) [seen, spent] = [now, process.cpuUsage()];
    const { user, system } = process.cpuUsage(spent);
    if (user + system > mostSeconds * 1e6) process.kill(process.pid, 'SIGKILL');
  }, 500);
}
