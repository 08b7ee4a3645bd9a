import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Forgets the most that this process has held so far, and collects garbage first (`--expose-gc`). Linux only.
 * @returns the most that it has held since, in MB above what it held then
 */
export function watchPeak(): () => number {
  globalThis.gc?.();
  // proc(5): resets VmHWM to what is resident now.
  writeFileSync('/proc/self/clear_refs', '5');
  const before = statusMb('VmRSS');
  return () => statusMb('VmHWM') - before;
}

function statusMb(name: string): number {
  const [, kB] =
    new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kB === undefined) throw new Error(`/proc/self/status says nothing of ${name}`);
  return Number(kB) / 1024;
}
