import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/io/git';
import type { GitPort } from '../../../src/io/ports';
import { amendWithTags } from '../../../src/work/tagging';
import { readTrailers } from '../../../src/work/trailers';
import { skipBecause } from '../../steps/skipBecause';
import { restoreEnvironment } from '../../support/environment';
import { GitRepository, ISOLATED } from '../../support/gitRepository';
import { installHook } from '../../support/hookedRepository';

describe('an amend that adds a tag', () => {
  let repository: GitRepository;
  const before = { ...process.env };

  beforeEach(() => {
    Object.assign(process.env, ISOLATED);
    repository = new GitRepository();
  });

  afterEach(() => {
    repository.dispose();
    restoreEnvironment(before);
  });

  const amend = (commit: string, id = 'k1', root = repository.root) =>
    amendWithTags(createGit(), root, { commit, key: 'OKR', ids: [id] });

  it('leaves commit and message where the user signs and the signature fails, and says why', async () => {
    const commit = repository.commit('work');
    repository.write('.git/gpg', '#!/bin/sh\necho "no secret key" >&2\nexit 2\n');
    chmodSync(join(repository.root, '.git', 'gpg'), 0o755);
    repository.git('config', 'gpg.program', join(repository.root, '.git', 'gpg'));
    repository.git('config', 'commit.gpgSign', 'true');
    const refused = await amend(commit);
    assert.ok(!refused.ok);
    assert.match(refused.error.detail, /gpg failed to sign the data/);
    assert.equal(repository.git('rev-parse', 'HEAD'), commit);
    assert.equal(repository.git('status', '--porcelain'), '');
  });

  it('signs where the user signs', async () => {
    const commit = repository.commit('work');
    repository.write(
      '.git/gpg',
      '#!/bin/sh\ncat >/dev/null\nprintf "[GNUPG:] SIG_CREATED \\n" >&2\necho "-----BEGIN PGP SIGNATURE-----"\necho x\necho "-----END PGP SIGNATURE-----"\n',
    );
    chmodSync(join(repository.root, '.git', 'gpg'), 0o755);
    repository.git('config', 'gpg.program', join(repository.root, '.git', 'gpg'));
    repository.git('config', 'commit.gpgSign', 'true');
    const amended = await amend(commit);
    assert.ok(amended.ok, JSON.stringify(amended));
    assert.match(repository.git('cat-file', 'commit', 'HEAD'), /^gpgsig /m);
    assert.equal(repository.git('log', '-1', '--no-show-signature', '--format=%B'), 'work\n\nOKR: k1');
  });

  for (const [name, to] of [
    ['commit.cleanup', 'scissors'],
    ['commit.cleanup', 'strip'],
    ['commit.template', 'nowhere'],
    ['commit.verbose', 'true'],
    ['commit.status', 'false'],
    ['core.commentChar', ';'],
    ['core.commentChar', 'auto'],
    ['log.showSignature', 'true'],
    ['trailer.okr.key', 'Outcome='],
    ['trailer.separators', '=%#'],
    ['core.editor', 'false'],
    ['i18n.logOutputEncoding', 'UTF-16'],
  ] as const) {
    it(`keeps every line of the message with ${name}=${to}`, async () => {
      const text =
        'work\n\n# no comment\n; nor this\n# --- >8 ---\n\nnor -- this\n\nSigned-off-by: Ada <a@b.c>\n';
      const commit = repository.commit(text);
      repository.git('config', name, to);
      const amended = await amend(commit);
      assert.ok(amended.ok, JSON.stringify(amended));
      const after = repository.git('-c', 'i18n.logOutputEncoding=UTF-8', 'cat-file', 'commit', 'HEAD');
      assert.equal(
        `${after.slice(after.indexOf('\n\n') + 2)}\n`,
        text.replace('Signed-off-by', 'OKR: k1\nSigned-off-by'),
      );
    });
  }

  it('leaves what looks like a comment to a hook that adds the tags of the branch', async () => {
    const text = 'work\n\n# no comment\n\nReviewed-by: Bob\n# nor this\n';
    const commit = repository.commit(text);
    assert.ok('changes' in (await installHook(repository.root)));
    repository.git('config', 'branch.main.okr', 'k2');
    const amended = await amend(commit);
    assert.ok(amended.ok, JSON.stringify(amended));
    const message = repository.git('log', '-1', '--format=%B');
    assert.deepEqual(readTrailers(message, 'OKR', { keyConfigured: true }).toSorted(), ['k1', 'k2']);
    const kept = message.split('\n').filter((line) => !line.startsWith('OKR: '));
    assert.equal(kept.join('\n'), text.trimEnd());
  });

  it('of two windows that amend at once happens once; the other is refused, and nothing is lost', async () => {
    for (let round = 0; round < 5; round += 1) {
      const commit = repository.commit(`work ${round}`);
      const ended = await Promise.all(['first', 'second'].map((id) => amend(commit, id)));
      const done = ended.filter(({ ok }) => ok);
      assert.equal(done.length, 1, JSON.stringify(ended));
      const [refused] = ended.flatMap((one) => (one.ok ? [] : [one.error.detail]));
      assert.match(
        refused ?? '',
        /another commit by now|index\.lock|cannot lock ref|unable to (?:write|lock)/i,
      );
      const winner = ended[0]?.ok ? 'first' : 'second';
      assert.equal(repository.git('log', '-1', '--format=%B'), `work ${round}\n\nOKR: ${winner}`);
      assert.equal(repository.git('rev-parse', 'HEAD@{1}'), commit);
      assert.equal(repository.git('fsck', '--no-dangling'), '');
    }
  });

  it('is refused where somebody else amends at the last moment', async () => {
    const commit = repository.commit('work');
    const real = createGit();
    let theirs = '';
    const late: GitPort = {
      run: (root, args, options) => {
        if (args.includes('--amend')) {
          repository.git('commit', '--quiet', '--amend', '--allow-empty', '-m', 'theirs');
          theirs = repository.git('rev-parse', 'HEAD');
        }
        return real.run(root, args, options);
      },
    };
    const refused = await amendWithTags(late, repository.root, { commit, key: 'OKR', ids: ['k1'] });
    assert.ok(!refused.ok);
    assert.equal(refused.error.detail, 'HEAD is another commit by now. Nothing was changed.');
    assert.equal(repository.git('rev-parse', 'HEAD'), theirs);
  });

  it('loses neither commit nor message on a full disk', async function () {
    const disk = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-disk-')));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      rmSync(disk, { recursive: true });
      skipBecause(this, 'a small disk can be mounted by root only');
    }
    try {
      const commit = repository.commit('work');
      const root = join(disk, 'repository');
      const run = (...args: string[]): string =>
        execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
      let full = 0;
      for (let pages = 0; ; pages += 1) {
        rmSync(root, { recursive: true, force: true });
        cpSync(repository.root, root, { recursive: true });
        const filler = join(disk, 'filler');
        const { bavail, bsize } = statfsSync(disk);
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - pages) * bsize));
        const amended = await amend(commit, 'k1', root);
        rmSync(filler);
        assert.equal(run('fsck', '--no-dangling'), '');
        if (amended.ok) break;
        full += 1;
        assert.notEqual(amended.error.detail, '', `${pages} pages left`);
        assert.equal(run('log', '-1', '--format=%s'), 'work', `${pages} pages left`);
        for (const lock of ['index.lock', 'HEAD.lock']) {
          assert.ok(!existsSync(join(root, '.git', lock)), `${lock}, ${pages} pages left`);
        }
      }
      assert.ok(full > 1, `${full}`);
      assert.equal(run('log', '-1', '--format=%B'), 'work\n\nOKR: k1');
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });
});
