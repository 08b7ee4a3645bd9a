/**
 * Skips the running test, or from a `before` hook its whole suite, and says why: the only way to skip.
 * @param context `this` of the test or hook
 */
export function skipBecause(context: Mocha.Context, reason: string): never {
  const runnable = context.runnable();
  const isHook = 'type' in runnable && runnable.type === 'hook';
  Object.assign(isHook && runnable.parent ? runnable.parent : runnable, { skipReason: reason });
  return context.skip();
}

/** The reason given for a test, or for a suite around it. */
export function skipReasonOf(test: Mocha.Test): string | undefined {
  for (let place: Mocha.Test | Mocha.Suite | undefined = test; place !== undefined; place = place.parent) {
    if ('skipReason' in place && typeof place.skipReason === 'string') return place.skipReason;
  }
  return undefined;
}
