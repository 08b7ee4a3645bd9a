/** What comes of it, or nothing once the signal fires: then it is not waited for any longer. */
export async function unlessStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  if (stop.aborted) return undefined;
  let end = (): void => {};
  const stopped = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined);
    stop.addEventListener('abort', end);
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop.removeEventListener('abort', end);
  }
}

/**
 * Does `work` with a signal that fires when the caller's does, or when the time is over.
 * Timers and listeners end with the work. `AbortSignal.any` and `timeout` hold each other weakly and may be collected.
 */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, ms);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
