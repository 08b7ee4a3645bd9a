/** Runs work that gives way now and then, without a pause. */
export function inOneGo<Value>(work: Generator<void, Value>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
