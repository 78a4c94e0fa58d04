/** Processor time of this process and of the processes that it started and that still run. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds so far, to ten; of this process alone where the system does not tell of others (no /proc). */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + children().reduce((sum, ms) => sum + ms, 0);
}

function children(): number[] {
  try {
    return readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) && pid !== String(process.pid) ? ticks(pid) : []));
  } catch {
    return [];
  }
}

/** Of a child: user and system time of proc_pid_stat(5), in ticks of a hundredth of a second. */
function ticks(pid: string): number[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return fields[1] === String(process.pid) ? [(Number(fields[11]) + Number(fields[12])) * 10] : [];
  } catch {
    return [];
  }
}
