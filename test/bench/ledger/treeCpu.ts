import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in these for everybody, whatever the kernel does inside (proc(5), USER_HZ). */
const MS_PER_TICK = 10;
/** Positions in `/proc/PID/stat` after the name: own time, and that of children that have ended and were waited for. */
const OWN = [11, 12];
const WAITED_FOR = [13, 14];

/**
 * User and system time, in milliseconds, of this process and of the children it has had: those that ended by what the
 * kernel added up, those that run by what they have used so far. Linux only.
 */
export function treeCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenCpuMs();
}

export function childrenCpuMs(): number {
  return ticks('self', WAITED_FOR) + sum(running().map((pid) => ticks(pid, OWN)));
}

function running(): readonly string[] {
  return readdirSync('/proc/self/task').flatMap((task) =>
    (read(`/proc/self/task/${task}/children`) ?? '').split(' ').filter((pid) => pid !== ''),
  );
}

function ticks(pid: string, places: readonly number[]): number {
  const stat = read(`/proc/${pid}/stat`) ?? '';
  // A name may hold anything, also what looks like its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return sum(places.map((place) => Number(fields[place] ?? 0))) * MS_PER_TICK;
}

/** Nothing where it has just ended. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0);
}
