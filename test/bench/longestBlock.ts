import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS = 1e6;

/** For how long others had to wait at most while some work was done, in milliseconds. */
export async function longestBlock(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  // What stood still at the very end is noticed in the next turn.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return delay.max / NANOSECONDS;
}

/**
 * How much of a processor this thread took at most between two turns while some work was done, in milliseconds: what
 * others would wait for it on a machine that does nothing else. Linux counts that (proc(5), `schedstat`); elsewhere it is
 * for how long they had to wait.
 */
export async function longestStretch(work: () => Promise<void>): Promise<number> {
  if (process.platform !== 'linux') return longestBlock(work);
  let [last, longest, running] = [ranFor(), 0, true];
  const look = (): void => {
    const now = ranFor();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 5));
  running = false;
  return longest;
}

function ranFor(): number {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / NANOSECONDS;
}
