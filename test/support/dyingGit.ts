import type { GitBytesPort } from '../../src/io/ports';

export type Moment = 'before' | 'during' | 'after';

export class Died extends Error {}

/**
 * Git, until whoever uses it dies at the nth call: before git is started, once it has been, or after it has ended.
 * @param die ends the process, or throws
 */
export function dyingGit(
  real: GitBytesPort,
  at: number,
  moment: Moment,
  die: () => void | Promise<void>,
): GitBytesPort {
  return watchedGit(real, async (call, run) => {
    if (call !== at) return run();
    if (moment === 'before') await die();
    const running = run();
    // In the next turn the process has been started.
    if (moment === 'during') await new Promise(setImmediate);
    else await running;
    await die();
    return running;
  });
}

/** Git whose every call somebody carries out, or doesn't. Calls are counted from 1. */
export function watchedGit(
  real: GitBytesPort,
  watch: <T>(call: number, run: () => Promise<T>, command: string) => Promise<T>,
): GitBytesPort {
  let calls = 0;
  const next = (): number => {
    calls += 1;
    return calls;
  };
  return {
    run: (...question) => watch(next(), () => real.run(...question), question[1][0] ?? ''),
    runBytes: (...question) => watch(next(), () => real.runBytes(...question), question[1][0] ?? ''),
  };
}
