import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRetag } from '../../../../src/work/retag/plan';
import { retag } from '../../../../src/work/retag/retag';
import { undoRetag } from '../../../../src/work/retag/undo';
import { GitRepository, ISOLATED } from '../../../support/gitRepository';
import { commitBytes, rawCommit, storeCommit } from '../../../support/rawCommits';
import { placeOf, planned, refusalOf, requestFor, retagged } from '../../../support/retagging';

const TAG = 'OKR: reach.users\n';

describe('retag', () => {
  let repository: GitRepository;
  beforeEach(() => {
    repository = new GitRepository();
    repository.identify();
  });
  afterEach(() => {
    assert.equal(repository.git('fsck', '--no-dangling', '--strict'), '');
    repository.dispose();
  });

  const messageOf = (id: string): string => {
    const text = commitBytes(repository, id).toString('latin1');
    return text.slice(text.indexOf('\n\n') + 2);
  };
  const tip = (): string => repository.git('rev-parse', 'HEAD');
  /** Every commit of the branch, oldest first, as git shows it, without ids and messages. */
  const shape = (): string =>
    repository.git(
      'log',
      '--reverse',
      '--topo-order',
      '--format=%T|%an|%ae|%ad|%cn|%ce|%cd|%e',
      '--date=raw',
    );
  const place = () => placeOf(repository.root);

  it('tags what was chosen and gives what follows new ids, with everything else as it was', async () => {
    const root = repository.commit('root\n');
    const one = repository.commit('one\n');
    const two = repository.commit('two\n\nBody.\n\nSigned-off-by: Ada <ada@example.com>\n');
    const three = repository.commit('three\n');
    const before = shape();
    const { ids, tip: now } = await retagged(await place(), requestFor([two]));
    assert.equal(tip(), now);
    assert.deepEqual([...ids.keys()], [two, three]);
    assert.equal(messageOf(`${now}^`), `two\n\nBody.\n\n${TAG}Signed-off-by: Ada <ada@example.com>\n`);
    assert.equal(messageOf(now), 'three\n');
    assert.equal(shape(), before);
    assert.deepEqual(
      [repository.git('rev-parse', `${now}~2`), repository.git('rev-parse', `${now}~3`)],
      [one, root],
    );
    assert.equal(repository.git('rev-parse', 'refs/throughline/backup/main'), three);
    assert.match(repository.git('reflog', '-1', 'main'), /throughline: tag 1 past commits/);
    assert.match(repository.git('reflog', '-1', 'HEAD'), /throughline: tag 1 past commits/);
  });

  it('leaves index and work tree alone', async () => {
    repository.write('a', 'a\n');
    repository.git('add', 'a');
    const one = repository.commit('one\n');
    repository.write('a', 'staged\n');
    repository.git('add', 'a');
    repository.write('a', 'changed\n');
    repository.write('new', 'new\n');
    const index = readFileSync(join(repository.root, '.git/index'));
    await retagged(await place(), requestFor([one]));
    assert.deepEqual(readFileSync(join(repository.root, '.git/index')), index);
    assert.equal(repository.git('status', '--porcelain'), 'MM a\n?? new');
    assert.equal(readFileSync(join(repository.root, 'a'), 'utf8'), 'changed\n');
  });

  it('keeps merges, an octopus too, and the order of parents', async () => {
    repository.commit('root\n');
    const base = tip();
    const sides = ['left', 'right'].map((name) => {
      repository.git('checkout', '--quiet', '-b', name, base);
      return repository.commit(`${name}\n`);
    });
    repository.git('checkout', '--quiet', 'main');
    repository.commit('main\n');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'octopus', 'left', 'right');
    const octopus = tip();
    repository.git('checkout', '--quiet', '-b', 'aside', base);
    const aside = repository.commit('aside\n');
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'second', 'aside');
    const before = shape();
    const [left = '', right = ''] = sides;
    const plan = await planned(await place(), requestFor([right]));
    assert.deepEqual(plan.branches, ['right']);
    const { ids } = await retagged(await place(), requestFor([right]));
    assert.deepEqual(
      [...ids.keys()],
      [right, octopus, repository.git('rev-parse', 'refs/throughline/backup/main')],
    );
    assert.equal(shape(), before);
    assert.deepEqual(repository.git('log', '-1', '--format=%P', ids.get(octopus) ?? '').split(' '), [
      repository.git('rev-parse', `${octopus}^1`),
      left,
      ids.get(right),
    ]);
    assert.equal(repository.git('rev-parse', 'HEAD^2'), aside);
    assert.equal(repository.git('rev-parse', 'right'), right);
  });

  it('rewrites the root commit, and one that is empty', async () => {
    const root = repository.commit('root\n');
    repository.commit('empty\n');
    const before = shape();
    const { ids } = await retagged(await place(), requestFor([root]));
    assert.equal(shape(), before);
    assert.equal(messageOf(ids.get(root) ?? ''), `root\n\n${TAG}`);
    assert.equal(repository.git('log', '-1', '--format=%P', ids.get(root) ?? ''), '');
  });

  it('keeps every header and every byte of a message in any charset', async () => {
    repository.commit('root\n');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const mergetag = `mergetag object ${tip()}\n type commit\n tag v1\n tagger Ada <a@example.com> 1 +0000\n \n text\n -----BEGIN PGP SIGNATURE-----\n gpgsig x\n -----END PGP SIGNATURE-----\n`;
    const headers = `${mergetag}encoding ISO-8859-1\nx-unknown a\n  b\n \n c\n`;
    const latin1 = Buffer.from('Gr\u00fc\u00dfe \u0080\u009f\u00ff\n\nK\u00f6rper\n', 'latin1');
    const original = rawCommit({ tree, parents: [tip()], headers, message: latin1 });
    const id = storeCommit(repository, original);
    repository.git('reset', '--quiet', '--soft', id);
    const { ids } = await retagged(await place(), requestFor([id]));
    const rewritten = commitBytes(repository, ids.get(id) ?? '');
    assert.deepEqual(rewritten, Buffer.concat([original, Buffer.from(`\n${TAG}`)]));
    assert.equal(repository.git('log', '-1', '--format=%s'), 'Grüße \u0080\u009fÿ');
    assert.equal(repository.git('log', '-1', '--format=%(trailers:key=OKR,valueonly)'), 'reach.users');
  });

  it('keeps CRLF, comment lines and a missing last line end', async () => {
    repository.git('config', 'core.commentChar', ';');
    const crlf = repository.commit('one\r\n\r\nBody.\r\n\r\nSigned-off-by: A <a@b.c>\r\n');
    const comment = repository.commit('two\n\n; no comment\n');
    const open = repository.commit('three');
    const { ids } = await retagged(await place(), requestFor([crlf, comment, open]));
    assert.equal(
      messageOf(ids.get(crlf) ?? ''),
      `one\r\n\r\nBody.\r\n\r\n${TAG}Signed-off-by: A <a@b.c>\r\n`,
    );
    assert.equal(messageOf(ids.get(comment) ?? ''), `two\n\n; no comment\n\n${TAG}`);
    assert.equal(messageOf(ids.get(open) ?? ''), `three\n\n${TAG}`);
    for (const id of ids.values()) {
      assert.equal(repository.git('log', '-1', '--format=%(trailers:key=OKR,valueonly)', id), 'reach.users');
    }
  });

  it('gives another committer date where asked, and keeps the zone', async () => {
    const one = repository.commit('one\n');
    const zone = repository.git('log', '-1', '--format=%cd', '--date=raw').split(' ')[1];
    const author = repository.git('log', '-1', '--format=%ad', '--date=raw');
    const consent = { dropSignatures: false, committedAt: 1_800_000_000_999 };
    await retagged(await place(), requestFor([one]), consent);
    assert.equal(
      repository.git('log', '-1', '--format=%cd|%ad', '--date=raw'),
      `1800000000 ${zone}|${author}`,
    );
  });

  it('drops a signature only with consent, and only where the commit changes', async () => {
    repository.commit('root\n');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const signature = (name: string): string => `${name} -----BEGIN\n \n abc\n -----END\n`;
    const store = (message: string): string => {
      const headers = `${signature('gpgsig')}x-kept yes\n${signature('gpgsig-sha256')}`;
      const id = storeCommit(repository, rawCommit({ tree, parents: [tip()], headers, message }));
      repository.git('reset', '--quiet', '--soft', id);
      return id;
    };
    const below = store('below\n');
    const chosen = store('chosen\n');
    const above = store('above\n');
    const plan = await planned(await place(), requestFor([chosen]));
    assert.deepEqual(plan.signed, [chosen, above]);
    assert.equal(refusalOf(await retag(await place(), plan, { dropSignatures: false })), 'signed');
    assert.equal(tip(), above);
    const { ids } = await retagged(await place(), requestFor([chosen]), { dropSignatures: true });
    assert.equal(repository.git('rev-parse', 'HEAD~2'), below);
    for (const id of [chosen, above]) {
      const text = commitBytes(repository, ids.get(id) ?? '').toString();
      assert.doesNotMatch(text, /gpgsig|BEGIN|END/);
      assert.match(text, /\nx-kept yes\n\n/);
    }
  });

  it('asks nobody for a signature and runs no hook of a commit', async () => {
    const one = repository.commit('one\n');
    const seen = join(repository.root, '.git/seen');
    repository.git('config', 'commit.gpgSign', 'true');
    repository.write('.git/run', `#!/bin/sh\necho "$0" >> '${seen}'\nexit 1\n`);
    repository.git('config', 'gpg.program', join(repository.root, '.git/run'));
    chmodSync(join(repository.root, '.git/run'), 0o755);
    for (const hook of [
      'pre-commit',
      'prepare-commit-msg',
      'commit-msg',
      'post-commit',
      'post-rewrite',
      'pre-auto-gc',
    ]) {
      repository.write(`.git/hooks/${hook}`, readFileSync(join(repository.root, '.git/run'), 'utf8'));
      chmodSync(join(repository.root, '.git/hooks', hook), 0o755);
    }
    const plan = await planned(await place(), requestFor([one]));
    assert.equal(plan.signsCommits, true);
    await retagged(await place(), requestFor([one]));
    assert.equal(existsSync(seen), false);
  });

  it('lets a reference-transaction hook refuse, and then has changed nothing', async () => {
    const one = repository.commit('one\n');
    repository.write(
      '.git/hooks/reference-transaction',
      '#!/bin/sh\ntest "$1" != prepared || { echo no way >&2; exit 1; }\n',
    );
    chmodSync(join(repository.root, '.git/hooks/reference-transaction'), 0o755);
    const refused = await retag(await place(), await planned(await place(), requestFor([one])), {
      dropSignatures: false,
    });
    assert.ok(!refused.ok && refused.error.kind === 'git', JSON.stringify(refused));
    assert.match(refused.error.failure.detail, /no way/);
    assert.equal(tip(), one);
    assert.equal(repository.git('for-each-ref', 'refs/throughline'), '');
    rmSync(join(repository.root, '.git/hooks/reference-transaction'));
    await retagged(await place(), requestFor([one]));
  });

  it('works where refs are packed, and on branches of any legal name', async () => {
    for (const name of ['feature/ü-"quoted"\'s', 'a$(x)`y`;&|', '-dash', '@x', 'x.y/z', '%00', 'HEADER']) {
      repository.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
      const one = repository.commit('one\n');
      repository.git('pack-refs', '--all');
      const { tip: now } = await retagged(await place(), requestFor([one]));
      assert.equal(repository.git('rev-parse', `refs/heads/${name}`), now);
      assert.equal(repository.git('rev-parse', `refs/throughline/backup/${name}`), one);
      const undone = await undoRetag(await place());
      assert.ok(undone.ok && undone.value.tip === one, name);
    }
  });

  it('works on a detached HEAD, and moves no branch', async () => {
    const one = repository.commit('one\n');
    repository.git('checkout', '--quiet', '--detach');
    const { tip: now } = await retagged(await place(), requestFor([one]));
    assert.equal(tip(), now);
    assert.equal(repository.git('rev-parse', 'main'), one);
    const undone = await undoRetag(await place());
    assert.deepEqual(undone, { ok: true, value: { name: 'HEAD', tip: one } });
    assert.equal(tip(), one);
  });

  it('works in a repository with SHA-256 ids', async () => {
    rmSync(join(repository.root, '.git'), { recursive: true });
    repository.git('init', '--quiet', '--object-format=sha256', '--initial-branch=main');
    repository.identify();
    const one = repository.commit('one\n');
    repository.commit('two\n');
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: other', one);
    const before = shape();
    const { tip: now, ids } = await retagged(await place(), requestFor([one]));
    assert.equal(now.length, 64);
    assert.equal(shape(), before);
    assert.equal(repository.git('notes', '--ref=okr', 'show', ids.get(one) ?? ''), 'OKR: other');
    repository.git('update-ref', 'refs/remotes/origin/main', now);
    const noted = requestFor([ids.get(one) ?? ''], { pushed: 'note', ids: ['late'] });
    await retagged(await place(), noted);
    assert.equal(repository.git('notes', '--ref=okr', 'show', ids.get(one) ?? ''), 'OKR: other\nOKR: late');
    assert.equal(refusalOf(await undoRetag(await place())), 'pushed');
  });

  it('works in a linked work tree, and not on a branch that another one has checked out', async () => {
    const one = repository.commit('one\n');
    const linked = join(mkdtempSync(join(tmpdir(), 'throughline-linked-')), 'tree');
    repository.git('worktree', 'add', '--quiet', '-b', 'side', linked);
    const inLinked = (...args: string[]): string =>
      execFileSync('git', args, {
        cwd: linked,
        env: { ...process.env, ...ISOLATED },
        encoding: 'utf8',
      }).trim();
    try {
      const there = await placeOf(linked);
      const { tip: now } = await retagged(there, requestFor([one]));
      assert.deepEqual([inLinked('rev-parse', 'HEAD'), tip()], [now, one]);
      assert.equal(inLinked('status', '--porcelain'), '');
      inLinked('checkout', '--quiet', '--ignore-other-worktrees', 'main');
      for (const where of [await place(), there]) {
        assert.equal(refusalOf(await planRetag(where, requestFor([one]))), 'other-worktree');
      }
      inLinked('checkout', '--quiet', '--detach');
      assert.ok((await planRetag(await place(), requestFor([one]))).ok);
      // What is undone belongs to the work tree whose HEAD it is.
      await retagged(there, requestFor([one]));
      repository.git('checkout', '--quiet', '--detach');
      assert.equal(refusalOf(await undoRetag(await place())), 'nothing-to-undo');
      assert.ok((await undoRetag(there)).ok);
    } finally {
      rmSync(join(linked, '..'), { recursive: true });
    }
  });

  it('rewrites three hundred commits', async () => {
    const stream = Array.from(
      { length: 300 },
      (_, index) =>
        `commit refs/heads/main\ncommitter Ada <ada@example.com> ${1_700_000_000 + index} +0100\ndata <<E\nnumber ${index}\nE\n`,
    );
    repository.gitWith(stream.join(''), 'fast-import', '--quiet');
    repository.git('reset', '--quiet', '--hard');
    const before = shape();
    const all = repository.git('rev-list', 'HEAD').split('\n');
    const { ids } = await retagged(await place(), requestFor(all));
    assert.equal(ids.size, 300);
    assert.equal(shape(), before);
    const tags = repository.git('log', '--format=%(trailers:key=OKR,valueonly,separator=)').split('\n');
    assert.deepEqual([tags.length, new Set(tags)], [300, new Set(['reach.users'])]);
  });

  it('lets notes follow: its own, and those that git was told to carry along', async () => {
    const one = repository.commit('one\n');
    const two = repository.commit('two\n');
    for (const ref of ['okr', 'review', 'deep/er', 'private']) {
      repository.git('notes', `--ref=${ref}`, 'add', '-m', `${ref} of one`, one);
      repository.git('notes', `--ref=${ref}`, 'add', '-m', `${ref} of two`, two);
    }
    repository.git('config', '--add', 'notes.rewriteRef', 'refs/notes/review');
    repository.git('config', '--add', 'notes.rewriteRef', 'refs/notes/d*');
    const { ids } = await retagged(await place(), requestFor([one]));
    const noteOf = (ref: string, id: string): string => repository.git('notes', `--ref=${ref}`, 'show', id);
    for (const ref of ['okr', 'review', 'deep/er']) {
      assert.equal(noteOf(ref, ids.get(one) ?? ''), `${ref} of one`);
      assert.equal(noteOf(ref, ids.get(two) ?? ''), `${ref} of two`);
      assert.equal(noteOf(ref, one), `${ref} of one`);
    }
    assert.throws(() => noteOf('private', ids.get(one) ?? ''));
    // The same commits again: notes are not doubled.
    assert.ok((await undoRetag(await place())).ok);
    await retagged(await place(), requestFor([one]));
    assert.equal(noteOf('okr', ids.get(one) ?? ''), 'okr of one');
  });

  it('names the branches and tags that keep the old commits, and moves none of them', async () => {
    const one = repository.commit('one\n');
    repository.git('tag', 'light', one);
    const two = repository.commit('two\n');
    repository.git('tag', '-a', '-m', 'x', 'heavy', two);
    repository.git('branch', 'other', two);
    repository.commit('three\n');
    const { branches, tags } = await planned(await place(), requestFor([two]));
    assert.deepEqual([branches, tags], [['other'], ['heavy']]);
    await retagged(await place(), requestFor([one]));
    assert.deepEqual(
      ['light', 'heavy^{commit}', 'other'].map((ref) => repository.git('rev-parse', ref)),
      [one, two, two],
    );
  });

  it('does nothing to commits that carry the tag', async () => {
    const one = repository.commit(`one\n\n${TAG.toLowerCase()}`);
    const two = repository.commit('two\n');
    const plan = await planned(await place(), requestFor([one]));
    assert.deepEqual([plan.rewritten, plan.noted], [[], []]);
    const both = await planned(await place(), requestFor([one, two]));
    assert.deepEqual(
      both.rewritten.map(({ id }) => id),
      [two],
    );
  });
});
