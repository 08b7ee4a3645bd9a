import { openLedger } from './openedLedger';

/*
 * read ROOT STORE      writes {lines, warnings} as JSON
 * hang ROOT STORE      says `reading` once a part of the history is read, and does nothing more
 * rebuild ROOT STORE   makes the index anew again and again, says `writing` after the first time
 */
const [, , what = '', root = '', store = ''] = process.argv;

async function main(): Promise<void> {
  if (what === 'read') {
    const { keeper, lines, warnings } = openLedger(root, { store });
    process.stdout.write(JSON.stringify({ lines: await lines(), warnings }));
    keeper.dispose();
  }
  if (what === 'hang') {
    const hung = async (): Promise<void> => {
      process.stdout.write('reading');
      // Blocks on purpose: what holds the index and hangs.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    };
    await openLedger(root, { store, turn: hung }).lines();
  }
  for (let round = 0; what === 'rebuild'; round += 1) {
    const { keeper, lines } = openLedger(root, { store, rebuild: true });
    await lines();
    keeper.dispose();
    if (round === 0) process.stdout.write('writing');
  }
}

void main();
