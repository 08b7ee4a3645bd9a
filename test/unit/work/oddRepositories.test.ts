import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGit } from '../../../src/io/git';
import type { GitPort } from '../../../src/io/ports';
import { readBranchWork } from '../../../src/work/branchWork';
import { writeExplicitLink } from '../../../src/work/explicitLink';
import type { BranchWork, CommitTag } from '../../../src/work/head';
import { readHead } from '../../../src/work/repository';
import { planRetag } from '../../../src/work/retag/plan';
import { retag } from '../../../src/work/retag/retag';
import { undoRetag } from '../../../src/work/retag/undo';
import { skipBecause } from '../../steps/skipBecause';
import { restoreEnvironment } from '../../support/environment';
import { GitRepository, ISOLATED } from '../../support/gitRepository';
import { rawCommit, storeCommit } from '../../support/rawCommits';
import { placeOf, planned, refusalOf, requestFor, retagged } from '../../support/retagging';

const git = createGit();

const trailer = (id: string): CommitTag => ({ id, from: 'trailer' });
const note = (id: string): CommitTag => ({ id, from: 'note' });

async function workOf(root: string, trailerKey = 'OKR'): Promise<BranchWork> {
  const head = await readHead(git, root);
  assert.ok(head.ok, JSON.stringify(head));
  const work = await readBranchWork(git, root, head.value, { trailerKey, limit: 200 });
  assert.ok(work.ok, JSON.stringify(work));
  return work.value;
}

async function tagsOf(root: string, trailerKey?: string): Promise<(readonly CommitTag[])[]> {
  return (await workOf(root, trailerKey)).commits.map(({ tags }) => tags);
}

function hasReftable(): boolean {
  return spawnSync('git', ['init', '-h'], { encoding: 'utf8' }).stdout.includes('--ref-format');
}

describe('commits and their tags, where a repository is odd', () => {
  let repository: GitRepository;
  const before = { ...process.env };
  const extra: string[] = [];

  beforeEach(() => {
    Object.assign(process.env, ISOLATED);
    repository = new GitRepository();
  });

  afterEach(() => {
    repository.dispose();
    for (const path of extra.splice(0)) rmSync(path, { recursive: true, force: true });
    restoreEnvironment(before);
  });

  /** Two commits on `topic`, the newer one without a tag. */
  function topic(): { readonly tagged: string; readonly untagged: string } {
    repository.commit('Start');
    repository.git('switch', '--quiet', '--create', 'topic');
    const tagged = repository.commit('Add größe\n\nCloses #12\nOKR: k1\n# note\nOKR: k2\n');
    return {
      tagged,
      untagged: repository.commit(
        'Polish\n\nOKR: this is prose\nand goes on\nfor more lines\nthan git takes\nfor trailers\n',
      ),
    };
  }

  const EXPECTED = [[], [trailer('k1'), trailer('k2')]];

  for (const [what, settings] of Object.entries({
    'that shows signatures': [['log.showSignature', 'true']],
    'with separators of its own': [['trailer.separators', '=%#']],
    'with a trailer that is configured by our name': [
      ['trailer.okr.key', 'Outcome='],
      ['trailer.okr.command', 'touch canary'],
      ['trailer.okr.ifexists', 'replace'],
    ],
    'with a trailer of which our key is the beginning': [['trailer.ledger.key', 'OKR-Ledger']],
    'where text is configured to be a trailer': [['trailer.closes.key', 'this']],
    'with another sign for comments': [['core.commentChar', ';']],
    'with a sign for comments that git chooses': [['core.commentChar', 'auto']],
    'that labels commits and writes logs in another encoding': [
      ['i18n.commitEncoding', 'ISO-8859-1'],
      ['i18n.logOutputEncoding', 'UTF-16'],
    ],
    'with a format, colours and a date of its own': [
      ['format.pretty', 'oneline'],
      ['color.ui', 'always'],
      ['log.date', 'raw'],
      ['log.decorate', 'full'],
      ['log.mailmap', 'true'],
      ['log.diffMerges', 'on'],
      ['log.follow', 'true'],
      ['core.pager', 'touch canary'],
      ['core.abbrev', '4'],
    ],
    'that signs': [
      ['commit.gpgSign', 'true'],
      ['gpg.program', 'touch canary'],
    ],
    'with a template and a way to clean up': [
      ['commit.template', 'nowhere'],
      ['commit.cleanup', 'scissors'],
    ],
  })) {
    it(`reads the same in one ${what}`, async () => {
      topic();
      for (const [name = '', to = ''] of settings) repository.git('config', name, to);
      assert.deepEqual(await tagsOf(repository.root), EXPECTED);
      assert.equal(repository.git('status', '--porcelain'), '', 'nothing was run');
    });
  }

  it('reads a commit that is written in Latin-1, says so, and carries a tag', async () => {
    repository.commit('Start');
    repository.git('switch', '--quiet', '--create', 'topic');
    const message = Buffer.from('Größe\n\nÄrger.\n\nOKR: k1\n', 'latin1');
    const file = join(repository.root, '.git', 'message');
    writeFileSync(file, message);
    repository.git(
      ...['-c', 'i18n.commitEncoding=ISO-8859-1'],
      ...['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', `--file=${file}`],
    );
    const { commits } = await workOf(repository.root);
    assert.deepEqual(
      commits.map(({ subject, tags }) => [subject, tags]),
      [['Größe', [trailer('k1')]]],
    );
  });

  it('reads commits as they were made, whatever replaces them here', async () => {
    const { tagged, untagged } = topic();
    repository.git('replace', untagged, tagged);
    assert.equal(
      repository.git('-c', 'trailer.okr.key=OKR', 'log', '-1', '--format=%(trailers:key=OKR)'),
      'OKR: k1\nOKR: k2',
    );
    assert.deepEqual(await tagsOf(repository.root), EXPECTED);
  });

  it('reads packed refs', async () => {
    topic();
    repository.git('pack-refs', '--all', '--prune');
    repository.git('gc', '--quiet');
    assert.deepEqual(await tagsOf(repository.root), EXPECTED);
  });

  it('reads a sha256 repository, with notes', async () => {
    repository.dispose();
    repository = new GitRepository('--object-format=sha256');
    const { untagged } = topic();
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: k3');
    assert.equal(untagged.length, 64);
    assert.deepEqual(await tagsOf(repository.root), [[note('k3')], EXPECTED[1]]);
  });

  it('reads a repository that keeps its refs in tables', async function () {
    if (!hasReftable()) skipBecause(this, 'the git at hand keeps refs in files only');
    repository.dispose();
    repository = new GitRepository('--ref-format=reftable');
    topic();
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: k3');
    assert.deepEqual(await tagsOf(repository.root), [[note('k3')], EXPECTED[1]]);
  });

  it('reads another key without case, and ours no more', async () => {
    repository.commit('Start');
    repository.git('switch', '--quiet', '--create', 'topic');
    repository.commit('Work\n\nRefs #1\nkey-result: k1\nOKR: k2\n');
    repository.git('notes', '--ref=okr', 'add', '-m', 'Key-Result: k3\nOKR: k4');
    assert.deepEqual(await tagsOf(repository.root, 'Key-Result'), [[trailer('k1'), note('k3')]]);
    assert.deepEqual(await tagsOf(repository.root), [[trailer('k2'), note('k4')]]);
  });

  describe('with notes', () => {
    it('reads ours beside the trailers, and no other', async () => {
      const { tagged } = topic();
      repository.git('notes', 'add', '-m', 'OKR: not.ours', tagged);
      repository.git('notes', '--ref=review', 'add', '-m', 'OKR: not.ours');
      repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: K1\nOKR: k3', tagged);
      repository.git('notes', '--ref=okr', 'append', '-m', 'okr: k4\n\nOKR: this is no id', tagged);
      const expected = [[], [trailer('k1'), trailer('k2'), note('k3'), note('k4')]];
      assert.deepEqual(await tagsOf(repository.root), expected);
      repository.git('config', 'notes.displayRef', 'refs/notes/*');
      repository.git('config', 'core.notesRef', 'refs/notes/review');
      assert.deepEqual(await tagsOf(repository.root), expected);
      Object.assign(process.env, {
        GIT_NOTES_REF: 'refs/notes/review',
        GIT_NOTES_DISPLAY_REF: 'refs/notes/review',
      });
      assert.deepEqual(await tagsOf(repository.root), expected);
    });

    it('reads them where they are so many that git splits them into folders', async () => {
      const { tagged } = topic();
      const { root } = repository;
      const blob = repository.gitWith('OKR: k3\n', 'hash-object', '-w', '--stdin');
      const inner = repository.gitWith(`100644 blob ${blob}\t${tagged.slice(2)}\n`, 'mktree');
      const outer = repository.gitWith(`040000 tree ${inner}\t${tagged.slice(0, 2)}\n`, 'mktree');
      repository.git('update-ref', 'refs/notes/okr', repository.gitWith('Notes', 'commit-tree', outer));
      assert.deepEqual(await tagsOf(root), [[], [trailer('k1'), trailer('k2'), note('k3')]]);
    });

    it('asks git once for commits, trailers and notes together', async () => {
      const { untagged } = topic();
      repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: k3');
      const asked: string[] = [];
      const counting: GitPort = {
        run: (cwd, args, options) => {
          asked.push(args[0] ?? '');
          return git.run(cwd, args, options);
        },
      };
      const head = { kind: 'branch', name: 'topic', commit: untagged } as const;
      const work = await readBranchWork(counting, repository.root, head, { trailerKey: 'OKR', limit: 200 });
      assert.ok(work.ok && work.value.commits[0]?.tags.length === 1);
      assert.deepEqual(asked.toSorted(), ['config', 'for-each-ref', 'log']);
    });

    it('goes without them where they are damaged', async () => {
      topic();
      const blob = repository.gitWith('no notes', 'hash-object', '-w', '--stdin');
      repository.git('update-ref', 'refs/notes/okr', blob);
      assert.deepEqual(await tagsOf(repository.root), EXPECTED);
    });
  });

  describe('in a clone that lacks a part', () => {
    /** A clone of the repository, with its notes, and then nowhere to fetch from. */
    function cloned(...options: readonly string[]): string {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-clone-')));
      extra.push(folder);
      const [bare, clone] = [join(folder, 'origin.git'), join(folder, 'clone')];
      const run = (...args: string[]): void => {
        execFileSync('git', args, { cwd: folder, env: { ...process.env, ...ISOLATED }, stdio: 'pipe' });
      };
      repository.git('switch', '--quiet', 'main');
      run('clone', '--quiet', '--bare', repository.root, bare);
      run('-C', bare, 'fetch', '--quiet', repository.root, 'refs/notes/*:refs/notes/*');
      run('-C', bare, 'config', 'uploadpack.allowFilter', 'true');
      run('-C', bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
      run('clone', '--quiet', '--no-checkout', '--branch=topic', ...options, pathToFileURL(bare).href, clone);
      run('-C', clone, 'fetch', '--quiet', 'origin', '+refs/notes/*:refs/notes/*');
      renameSync(bare, join(folder, 'gone.git'));
      return clone;
    }

    /** As many commits as there are files, so that something is left out. */
    function filled(): void {
      repository.write('kept/file', 'one\n');
      repository.git('add', '.');
      topic();
      repository.write('kept/file', 'two\n');
      repository.git('add', '.');
      repository.commit('Change the file\n\nOKR: k4\n');
      repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: k5');
    }

    for (const filter of ['blob:none', 'tree:0']) {
      it(`reads what is there, asks nobody for more, and does not fail: ${filter}`, async () => {
        filled();
        const clone = cloned(`--filter=${filter}`);
        const run = (...args: string[]): string =>
          spawnSync('git', args, { cwd: clone, env: { ...process.env, ...ISOLATED }, encoding: 'utf8' })
            .stdout;
        const [missing] = /(?<=^\?).+/m.exec(run('rev-list', '--objects', '--all', '--missing=print')) ?? [];
        assert.ok(missing !== undefined, 'something is missing');
        const contacted = join(clone, 'contacted');
        run('config', 'remote.origin.uploadpack', `touch '${contacted}'; git-upload-pack`);
        run('cat-file', '-e', missing);
        assert.ok(existsSync(contacted), 'git itself asks');
        rmSync(contacted);
        // Nor are notes there: git leaves them out like any other file.
        assert.deepEqual(await tagsOf(clone), [[trailer('k4')], ...EXPECTED]);
        assert.ok(!existsSync(contacted));
      });
    }

    for (const filter of ['blob:none', 'tree:0']) {
      it(`links, tags, notes and undoes, and asks nobody either: ${filter}`, async () => {
        filled();
        const clone = cloned(`--filter=${filter}`);
        const run = (...args: string[]): string =>
          execFileSync('git', args, {
            cwd: clone,
            env: { ...process.env, ...ISOLATED },
            encoding: 'utf8',
            stdio: 'pipe',
          }).trimEnd();
        const contacted = join(clone, 'contacted');
        run('config', 'remote.origin.uploadpack', `touch '${contacted}'; git-upload-pack`);
        const pushed = run('rev-parse', 'HEAD~');
        // Beside the user's own commands, which may fetch: a commit whose tree is not here.
        const mine = storeCommit(
          { root: clone },
          rawCommit({
            tree: /^tree (.+)$/m.exec(run('cat-file', 'commit', 'HEAD'))?.[1] ?? '',
            parents: [run('rev-parse', 'HEAD')],
            message: 'mine\n',
          }),
        );
        run('update-ref', 'refs/heads/topic', mine);
        assert.ok(!existsSync(contacted));

        assert.ok((await writeExplicitLink(git, clone, 'topic', ['k9'])).ok);
        const place = await placeOf(clone);
        if (filter === 'tree:0') {
          // Notes that are not here can't go along: git says so, and nothing has happened.
          const refused = await retag(place, await planned(place, requestFor([mine])), {
            dropSignatures: false,
          });
          assert.equal(refusalOf(refused), 'git');
          assert.equal(run('rev-parse', 'HEAD'), mine);
          run('update-ref', '-d', 'refs/notes/okr');
        }
        const { tip } = await retagged(place, requestFor([mine]));
        assert.equal(run('log', '-1', '--format=%B', tip), 'mine\n\nOKR: reach.users');
        assert.deepEqual((await tagsOf(clone))[0], [trailer('reach.users')]);
        const noted = await planRetag(place, requestFor([pushed], { pushed: 'note' }));
        assert.ok(noted.ok, JSON.stringify(noted));
        const done = await retag(place, noted.value, { dropSignatures: false });
        assert.ok(done.ok, JSON.stringify(done));
        const undone = await undoRetag(place);
        assert.ok(undone.ok && undone.value.tip === mine, JSON.stringify(undone));
        assert.ok(!existsSync(contacted), 'nobody was asked');
      });
    }

    it('reads a shallow clone up to where it ends', async () => {
      filled();
      const clone = cloned('--depth=2', '--no-single-branch');
      const { commits, base } = await workOf(clone);
      assert.equal(base, 'origin/main');
      assert.deepEqual(
        commits.map(({ tags }) => tags),
        [[trailer('k4'), note('k5')], []],
      );
    });
  });
});
