import assert from 'node:assert/strict';
import { createGit } from '../../../../src/io/git';
import { readNoteSharing, shareNotes } from '../../../../src/work/retag/noteSharing';
import { noteCommits } from '../../../../src/work/retag/notes';
import { restoreEnvironment } from '../../../support/environment';
import { GitRepository } from '../../../support/gitRepository';
import { placeOf } from '../../../support/retagging';

describe('notes', () => {
  let repository: GitRepository;
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = { ...process.env };
    repository = new GitRepository();
    repository.git('config', 'user.name', 'Zoë');
    repository.git('config', 'user.email', 'zoe@example.com');
  });
  afterEach(() => {
    restoreEnvironment(before);
    repository.dispose();
  });

  const noteOf = (commit: string): string => repository.git('notes', '--ref=okr', 'show', commit);
  const add = async (commits: readonly string[], ...ids: string[]): Promise<void> => {
    const done = await noteCommits(await placeOf(repository.root), { commits, ids, key: 'OKR' });
    assert.ok(done.ok, JSON.stringify(done));
  };

  it('carry the tag of what is pushed, and what they said before', async () => {
    const [one, two] = [repository.commit('one'), repository.commit('two')];
    repository.git('notes', '--ref=okr', 'add', '-m', 'Grüße', one);
    await add([one, two], 'a', 'b');
    assert.deepEqual([noteOf(one), noteOf(two)], ['Grüße\n\nOKR: a\nOKR: b', 'OKR: a\nOKR: b']);
    assert.equal(
      repository.git('log', '-1', '--format=%an|%s', 'refs/notes/okr'),
      'Zoë|Notes added by Throughline',
    );
    const tip = repository.git('rev-parse', 'refs/notes/okr');
    await add([one, two], 'B', 'a');
    assert.equal(repository.git('rev-parse', 'refs/notes/okr'), tip);
    await add([two], 'c');
    assert.equal(noteOf(two), 'OKR: a\nOKR: b\nOKR: c');
    assert.equal(repository.git('notes', '--ref=okr', 'list').split('\n').length, 2);
    assert.equal(repository.git('fsck', '--no-dangling', '--strict'), '');
  });

  it('stand among hundreds of others, where git lays them out in folders', async () => {
    const stream = Array.from(
      { length: 400 },
      (_, index) =>
        `commit refs/heads/main\ncommitter A <a@b.c> ${index} +0000\ndata 2\n${index % 10}\n` +
        `commit refs/notes/okr\ncommitter A <a@b.c> ${index} +0000\ndata 0\nN inline refs/heads/main\ndata 4\nkept\n`,
    );
    repository.gitWith(stream.join(''), 'fast-import', '--quiet');
    const commits = repository.git('rev-list', '--max-count=3', 'main').split('\n');
    const [one = '', two = ''] = commits;
    await add([one, two], 'a');
    assert.deepEqual(commits.map(noteOf), ['kept\n\nOKR: a', 'kept\n\nOKR: a', 'kept']);
    assert.equal(repository.git('notes', '--ref=okr', 'list').split('\n').length, 400);
  });

  it('lose none that somebody else writes at the same moment', async () => {
    const [one, two] = [repository.commit('one'), repository.commit('two')];
    const real = createGit();
    let meanwhile = 0;
    const place = await placeOf(repository.root, {
      ...real,
      runBytes: (root, args, options) => {
        if (args[0] === 'fast-import' && meanwhile < 2) {
          meanwhile += 1;
          repository.git('notes', '--ref=okr', 'append', '-m', `meanwhile ${meanwhile}`, one);
        }
        return real.runBytes(root, args, options);
      },
    });
    const done = await noteCommits(place, { commits: [one, two], ids: ['a'], key: 'OKR' });
    assert.ok(done.ok, JSON.stringify(done));
    assert.equal(noteOf(one), 'meanwhile 1\n\nmeanwhile 2\n\nOKR: a');
    assert.equal(noteOf(two), 'OKR: a');
  });

  it('are all there when several write at once', async () => {
    const one = repository.commit('one');
    const ids = ['a', 'b', 'c'];
    await Promise.all(ids.map((id) => add([one], id)));
    assert.deepEqual(
      noteOf(one).split('\n').sort(),
      ids.map((id) => `OKR: ${id}`),
    );
  });

  it('are not written where nobody says who writes them', async () => {
    const one = repository.commit('one');
    repository.git('config', 'user.useConfigOnly', 'true');
    repository.git('config', '--unset', 'user.email');
    Object.assign(process.env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', EMAIL: '' });
    const done = await noteCommits(await placeOf(repository.root), {
      commits: [one],
      ids: ['a'],
      key: 'OKR',
    });
    assert.ok(!done.ok && done.error.kind === 'git');
    assert.equal(repository.git('for-each-ref', 'refs/notes'), '');
  });

  describe('shared', () => {
    const sharing = async () => {
      const read = await readNoteSharing(createGit(), repository.root, 'main');
      assert.ok(read.ok);
      return read.value;
    };
    const share = async (): Promise<void> => {
      assert.ok((await shareNotes(createGit(), repository.root, await sharing())).ok);
    };
    const all = (key: string): string[] => repository.git('config', '--get-all', key).split('\n');

    it('are kept in a rebase and fetched from the remote of the branch, once told', async () => {
      repository.git('remote', 'add', 'origin', 'https://example.com/a.git');
      repository.git('remote', 'add', 'fork', 'https://example.com/b.git');
      repository.git('config', 'branch.main.remote', 'fork');
      await share();
      await share();
      assert.deepEqual(all('notes.rewriteRef'), ['refs/notes/okr']);
      assert.deepEqual(all('remote.fork.fetch'), [
        '+refs/heads/*:refs/remotes/fork/*',
        'refs/notes/okr*:refs/notes/okr*',
      ]);
      assert.deepEqual(all('remote.origin.fetch'), ['+refs/heads/*:refs/remotes/origin/*']);
      assert.deepEqual(await sharing(), { remote: 'fork', missing: [] });
    });

    it('need nothing more where a wider setting takes them in, or no remote is there', async () => {
      assert.deepEqual(await sharing(), { missing: [{ key: 'notes.rewriteRef', value: 'refs/notes/okr' }] });
      repository.git('remote', 'add', 'origin', 'https://example.com/a.git');
      repository.git('config', 'notes.rewriteRef', 'refs/notes/*');
      repository.git('config', '--add', 'remote.origin.fetch', '+refs/notes/*:refs/notes/*');
      assert.deepEqual(await sharing(), { remote: 'origin', missing: [] });
    });

    it('break no fetch from a remote without any, and are not thrown away by one that is behind', async () => {
      const remote = new GitRepository();
      try {
        const one = repository.commit('one');
        repository.git('remote', 'add', 'origin', remote.root);
        repository.git('push', '--quiet', 'origin', 'main:other');
        await share();
        repository.git('fetch', '--quiet');
        await add([one], 'a');
        repository.git('push', '--quiet', 'origin', 'refs/notes/okr');
        await add([one], 'b');
        assert.throws(() => repository.git('fetch', '--quiet'));
        assert.equal(noteOf(one), 'OKR: a\nOKR: b');
        repository.git('push', '--quiet', 'origin', 'refs/notes/okr');
        repository.git('update-ref', '-d', 'refs/notes/okr');
        repository.git('fetch', '--quiet');
        assert.equal(noteOf(one), 'OKR: a\nOKR: b');
      } finally {
        remote.dispose();
      }
    });
  });
});
