import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGit } from '../../src/io/git';
import type { GitBytesPort } from '../../src/io/ports';
import { planRetag } from '../../src/work/retag/plan';
import { retag } from '../../src/work/retag/retag';
import { dyingGit, type Moment } from './dyingGit';
import { placeOf, requestFor } from './retagging';

/*
 * die ROOT COMMIT CALL MOMENT   tags a commit and kills itself at the nth call of git, which git outlives
 * cut ROOT COMMIT CALL MS       the same, so many milliseconds into it, and git is killed with it
 * race ROOT COMMIT ID           plans, says `planned`, waits for its input, tags, and says how that ended
 */
const [, , what = '', root = '', commit = '', argument = '', how = ''] = process.argv;

function gitFor(): GitBytesPort {
  const real = createGit();
  if (what === 'die') {
    return dyingGit(real, Number(argument), how as Moment, () => {
      process.kill(process.pid, 'SIGKILL');
    });
  }
  if (what === 'cut') {
    return dyingGit(real, Number(argument), 'during', async () => {
      await sleep(Number(how));
      process.kill(0, 'SIGKILL');
    });
  }
  return real;
}

async function main(): Promise<void> {
  const place = await placeOf(root, gitFor());
  const plan = await planRetag(place, requestFor([commit], what === 'race' ? { ids: [argument] } : {}));
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  if (what === 'race') {
    process.stdout.write('planned\n');
    await once(process.stdin, 'data');
    process.stdin.pause();
  }
  const done = await retag(place, plan.value, { dropSignatures: true });
  process.stdout.write(JSON.stringify(done.ok ? { ok: true } : done));
}

void main();
