import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';
import { rawCommit, storeCommit } from '../../support/rawCommits';

const AIMS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: Users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }
      - { id: a.b, title: One, metric: { source: repo, query: a.csv }, start: 0, target: 1 }
      - { id: c, title: Two, metric: { source: repo, query: c.csv }, start: 0, target: 1 }
ended: [{ id: x, title: Done, ended: 2021-01-01 }]
branches: [{ pattern: topic, serves: [reach.users] }]
`;

describe('throughline tag, for commits that are there', () => {
  let repository: GitRepository;
  let old: string;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.identify();
    repository.write('okrs.yaml', AIMS);
    repository.git('add', 'okrs.yaml');
    repository.commit('root\n');
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.commit('one\n');
    repository.commit('two\n\nOKR: other\n');
    old = repository.commit('three\n');
    // What a commit carries would come before the pattern.
    repository.git('config', 'branch.topic.okr', 'reach.users');
  });
  afterEach(() => repository.dispose());

  const tag = async (...args: string[]) => {
    const { code, out, err } = await throughline(['tag', ...args], { cwd: repository.root });
    return { code, out, err };
  };
  const tags = (): string =>
    repository.git(
      'log',
      '--reverse',
      '--format=%s:%(trailers:key=OKR,valueonly,separator=%x2C)',
      'main..topic',
    );
  const UNTOUCHED = 'one:\ntwo:other\nthree:';
  const assertUntouched = (): void => assert.equal(repository.git('rev-parse', 'topic'), old);

  it('tags the commits of a range that carry none, with what the branch serves, and takes it back', async () => {
    const { code, out, err } = await tag('--range', 'main..topic');
    assert.deepEqual([code, err], [0, '']);
    assert.equal(tags(), 'one:reach.users\ntwo:other\nthree:reach.users');
    const now = repository.git('rev-parse', '--short=8', 'topic');
    assert.equal(
      out,
      [
        'Tagged with OKR: reach.users:',
        '  Messages on topic that get the tag: 2.',
        '  Commits that get a new id, with those that come after them: 3. Nothing else of them changes.',
        `topic was ${old.slice(0, 8)} and is ${now} now. Take it back with: throughline tag --undo`,
        '',
      ].join('\n'),
    );
    const again = await tag('--range', 'main..topic');
    assert.deepEqual(
      [again.code, again.out],
      [0, 'main..topic has only commits that carry a tag. Nothing was changed.\n'],
    );
    const undone = await tag('--undo');
    assert.deepEqual(undone, {
      ...undone,
      code: 0,
      out: `topic is at ${old.slice(0, 8)} again, where it was before the last retag.\n`,
    });
    assert.equal(tags(), UNTOUCHED);
    const twice = await tag('--undo');
    assert.deepEqual(twice, {
      ...twice,
      code: 1,
      out: '',
      err: 'throughline: nothing was changed. There is no retag of topic to undo.\n',
    });
  });

  it('amends the last commit', async () => {
    const { code, out } = await tag('a.b', 'c', '--amend');
    assert.equal(code, 0);
    assert.equal(
      out,
      `${repository.git('rev-parse', '--short=8', 'HEAD')} carries OKR: a.b, OKR: c now. It was ${old.slice(0, 8)}.\n`,
    );
    assert.equal(tags(), 'one:\ntwo:other\nthree:a.b,c');
    assert.match((await tag('c', '--amend')).out, /already carries OKR: c\.\n$/);
  });

  it('takes no id that the OKR file does not know', async () => {
    for (const args of [['--amend'], ['--range', 'main..topic']]) {
      assert.deepEqual(await tag('reach.user', ...args), {
        code: 1,
        out: '',
        err: "throughline: nothing was changed. There is no key result 'reach.user' in okrs.yaml. Did you mean 'reach.users'?\n",
      });
      assert.match((await tag('reach', ...args)).err, /'reach' is an objective/);
    }
    assertUntouched();
  });

  it('leaves what is pushed, and writes notes where told to', async () => {
    repository.git('remote', 'add', 'origin', 'https://example.com/a.git');
    repository.git('update-ref', 'refs/remotes/origin/topic', 'topic');
    for (const args of [['--amend'], ['--range', 'main..topic']]) {
      const { code, out, err } = await tag(...args);
      assert.deepEqual([code, out], [1, '']);
      assert.match(
        err,
        /^throughline: nothing was changed\. Already pushed.* A note can carry the tag instead\. Use --notes for that\.\n$/,
      );
    }
    const noted = await tag('--range', 'main..topic', '--notes');
    assert.deepEqual(
      [noted.code, noted.out],
      [0, 'Tagged with OKR: reach.users:\n  Commits that are pushed, and get a note instead: 2.\n'],
    );
    assert.ok(noted.err.includes('\n  git push origin refs/notes/okr\n'));
    assert.ok(noted.err.includes('\n  git config --add notes.rewriteRef refs/notes/okr\n'));
    assert.equal((await tag('x', '--amend', '--notes')).code, 0);
    assert.equal(repository.git('notes', '--ref=okr', 'show', 'topic'), 'OKR: reach.users\nOKR: x');
    assert.throws(() => repository.git('config', 'notes.rewriteRef'));
    assertUntouched();
  });

  it('rewrites signed commits only where told to', async () => {
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const headers = 'gpgsig x\n';
    old = storeCommit(repository, rawCommit({ tree, parents: [old], headers, message: 'signed\n' }));
    repository.git('reset', '--quiet', '--soft', old);
    const { code, err } = await tag('--range', 'HEAD^..');
    assert.equal(code, 1);
    assert.match(err, /would lose their signature: [0-9a-f]{8}\. Use --drop-signatures if they may\.\n$/);
    assertUntouched();
    const done = await tag('--range', 'HEAD^..', '--drop-signatures', '--committer-date', 'now');
    assert.equal(done.code, 0);
    assert.ok(Number(repository.git('log', '-1', '--format=%ct')) > 1_750_000_000);
    assert.equal(repository.git('log', '-1', '--format=%at'), '1699999900');
  });

  it('says why where it can do nothing', async () => {
    repository.git('bisect', 'start');
    const busy = await tag('--range', 'main..topic');
    assert.deepEqual(
      [busy.code, busy.err],
      [1, 'throughline: nothing was changed. A bisect is under way. Finish or abort it first.\n'],
    );
    repository.git('bisect', 'reset');
    const unknown = await tag('--range', 'nowhere..topic');
    assert.equal(unknown.code, 1);
    assert.equal(
      unknown.err,
      "throughline: nothing was changed. There is no commit 'nowhere' in this clone.\n",
    );
    assert.match((await tag('--range=--all..topic')).err, /There is no commit '--all'/);
    for (const range of ['--all', 'topic', 'main...topic', '..']) {
      const vague = await tag(`--range=${range}`);
      assert.equal(vague.code, 2);
      assert.match(vague.err, /^throughline: --range takes A\.\.B/);
    }
    const outside = await throughline(['tag', 'a', '--amend'], { cwd: join(repository.root, '..') });
    assert.equal(outside.code, 1);
    assert.match(outside.err, /Not a Git repository/);
    repository.git('checkout', '--quiet', '-b', 'lone');
    const unlinked = await tag('--amend', '--file', 'nothing.yaml');
    assert.equal(unlinked.code, 1);
    assert.match(unlinked.err, /is linked to no key result, so name one/);
    assertUntouched();
  });

  it('wants one thing to do', async () => {
    for (const args of [
      [],
      ['--amend', '--undo'],
      ['a', '--undo'],
      ['--print'],
      ['--amend', '--committer-date', 'never'],
      ['a', '--amend', '--key', 'no key'],
    ]) {
      assert.equal((await tag(...args)).code, 2, args.join(' '));
    }
    assert.equal((await tag('no good', '--amend')).code, 1);
    assertUntouched();
  });
});
