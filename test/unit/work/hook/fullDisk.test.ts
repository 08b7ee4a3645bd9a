import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipBecause } from '../../../steps/skipBecause';
import { HookedRepository } from '../../../support/hookedRepository';

const TAG = 'OKR: reach.users\n';
/** So long that a tag reaches over the end of a page of memory. */
const nearlyFull = (end: string): string => `Subject\n\n${'x'.repeat(4096 - 9 - end.length - 5)}${end}`;

/** Messages by what the hook does with them, without the tag. */
const MESSAGES: Readonly<Record<string, string>> = {
  short: 'Subject\n',
  'as long as a page': nearlyFull('\n'),
  'with a sign-off': nearlyFull('\n\nSigned-off-by: Ada <ada@example.com>\n'),
  'with a footer that stays below': nearlyFull('\n\nBREAKING CHANGE: all is new\n'),
};

describe('the hooks on a full disk', () => {
  let repository: HookedRepository;
  let disk: string;

  beforeEach(async function () {
    disk = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-disk-')));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      rmSync(disk, { recursive: true });
      skipBecause(this, 'a small disk can be mounted by root only');
    }
    repository = new HookedRepository();
    repository.commit('Base\n');
    await repository.install();
    repository.git('config', 'branch.main.okr', 'reach.users');
  });

  afterEach(() => {
    repository.dispose();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  for (const [what, text] of Object.entries(MESSAGES)) {
    it(`lose no message and tag none by half: ${what}`, () => {
      const root = join(disk, 'repository');
      const filler = join(disk, 'filler');
      const typed = join(repository.root, '.git', 'typed');
      writeFileSync(typed, text);
      const outcomes = new Set<string>();
      for (let pages = 0; pages < 40; pages += 1) {
        rmSync(root, { recursive: true, force: true });
        cpSync(repository.root, root, { recursive: true });
        const { bavail, bsize } = statfsSync(disk);
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - pages) * bsize));
        const ran = repository.run(['commit', '--quiet', '--allow-empty', '-F', typed], {}, root);
        rmSync(filler);
        const message = repository.message(root);
        const where = `${pages} pages left: ${ran.err}`;
        if (ran.code !== 0) {
          // Git itself could not: nothing has happened.
          assert.equal(message, 'Base\n', where);
          outcomes.add('failed');
        } else if (message === text) {
          outcomes.add('untagged');
        } else {
          assert.equal(message.replace(TAG, '').replace(/\n\n$/, '\n'), text, where);
          assert.deepEqual(repository.tags(root), ['reach.users'], where);
          outcomes.add('tagged');
        }
      }
      assert.deepEqual([outcomes.has('failed'), outcomes.has('tagged')], [true, true]);
    });
  }
});
