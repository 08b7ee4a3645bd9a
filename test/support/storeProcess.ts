import { createStore } from '../../src/io/store';

/*
 * count FOLDER TIMES   adds one to a counter, so often
 * hold FOLDER          says `held` and never lets go
 * write FOLDER TEXT    writes a long text of one letter again and again, says `writing` once
 */
const [, , what = '', folder = '', argument = ''] = process.argv;

async function main(): Promise<void> {
  const store = createStore(folder);
  if (what === 'count') {
    for (let times = Number(argument); times > 0; times -= 1) {
      await store.update('counter', (text) => ({ value: undefined, text: String(Number(text ?? 0) + 1) }));
    }
  }
  if (what === 'hold') {
    await store.update('counter', () => {
      process.stdout.write('held');
      // Blocks on purpose: what holds a lock and hangs.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return { value: undefined };
    });
  }
  for (let round = 0; what === 'write'; round += 1) {
    await store.write('long', argument.repeat(200_000));
    if (round === 0) process.stdout.write('writing');
  }
}

void main();
