import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: Double the users, kind: milestone, milestones: [{ title: one }], aliases: [users] }
      - { id: reach.fans, title: "Find fans\\e[2J", kind: milestone, milestones: [{ title: one }] }
ended: [{ id: reach.old, title: Old, ended: 2025-12-31 }]
branches: [{ pattern: "users/**", serves: [reach.users] }]
`;

describe('throughline link', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.commit('one');
  });

  afterEach(() => repository.dispose());

  const link = (...args: string[]) => throughline(['link', ...args], { cwd: repository.root });
  const configured = (): string =>
    repository.git('config', '--default', 'none', '--get', `branch.${branch()}.okr`);
  const branch = (): string => repository.git('symbolic-ref', '--short', 'HEAD');

  it('says what the branch is linked to and why, and ends with 1 where it is not', async () => {
    const none = await link();
    assert.deepEqual(none, { ...none, code: 1, out: 'main · not linked to a key result\n', err: '' });
    repository.git('switch', '--quiet', '--create', 'users/x');
    const byName = await link();
    assert.equal(byName.code, 0);
    assert.equal(
      byName.out,
      'users/x · linked because it matches users/** in okrs.yaml\n  reach.users  Double the users\n',
    );
    repository.git('config', '--add', 'branch.users/x.okr', 'gone');
    repository.git('config', '--add', 'branch.users/x.okr', 'reach.fans');
    const byHand = await link();
    assert.equal(
      byHand.out,
      "users/x · linked by hand, in this clone\n  gone  There is no key result 'gone' in okrs.yaml.\n  reach.fans  Find fans�[2J\n",
    );
    const { branch: name, linked, reason, keyResults } = JSON.parse((await link('--json')).out);
    assert.deepEqual([name, linked, reason.kind], ['users/x', true, 'explicit']);
    assert.deepEqual(keyResults[1], { id: 'reach.fans', title: 'Find fans\u001b[2J' });
  });

  it('links as the file writes the ids, in place of what was linked, and unlinks again', async () => {
    const linked = await link('USERS', 'reach.FANS', 'reach.users');
    assert.deepEqual([linked.code, linked.err], [0, '']);
    assert.match(linked.out, /^main · linked by hand, in this clone\n {2}reach\.users {2}Double/);
    assert.deepEqual(repository.git('config', '--get-all', 'branch.main.okr').split('\n'), [
      'reach.users',
      'reach.fans',
    ]);
    await link('reach.fans');
    assert.equal(configured(), 'reach.fans');
    const unlinked = await link('--unlink');
    assert.deepEqual([unlinked.code, unlinked.out], [0, 'main · not linked to a key result\n']);
    assert.equal(configured(), 'none');
    assert.equal((await link('--unlink')).code, 0);
  });

  it('changes nothing where an id is none that can be worked for, and says which was meant', async () => {
    const { code, out, err } = await link('reach.fans', 'reach.user', 'reach', 'reach.old', 'not ok\u001b');
    assert.deepEqual([code, out], [1, '']);
    assert.deepEqual(err.split('\n'), [
      "throughline: There is no key result 'reach.user' in okrs.yaml. Did you mean 'reach.users'?",
      "throughline: 'reach' is an objective. Name one or more of its key results: reach.users, reach.fans.",
      "throughline: The key result 'reach.old' ended on 2025-12-31.",
      "throughline: 'not ok�' can't be a key result id: letters, digits and . _ / - only, 64 at most, one id to a trailer.",
      '',
    ]);
    assert.equal(configured(), 'none');
  });

  it('ends with 1 where no branch is checked out, with 2 where nothing can be done', async () => {
    assert.equal((await link('--unlink', 'reach.users')).code, 2);
    assert.equal((await throughline(['link'])).code, 2);
    rmSync(join(repository.root, 'okrs.yaml'));
    const without = await link('reach.users');
    assert.deepEqual([without.code, without.out], [2, '']);
    assert.match(without.err, /okrs\.yaml/);
    repository.write('okrs.yaml', OKRS);
    repository.git('switch', '--quiet', '--detach');
    const detached = await link('reach.users');
    assert.equal(detached.code, 1);
    assert.match(detached.err, /No branch is checked out/);
  });

  it('links a branch before its first commit, and in a linked work tree', async () => {
    const empty = new GitRepository();
    try {
      empty.write('okrs.yaml', OKRS);
      assert.equal((await throughline(['link', 'reach.users'], { cwd: empty.root })).code, 0);
    } finally {
      empty.dispose();
    }
    repository.git('add', '.');
    repository.commit('with aims');
    repository.git('worktree', 'add', '--quiet', '-b', 'it\'s-"odd"', 'tree');
    const cwd = join(repository.root, 'tree');
    assert.equal((await throughline(['link', 'reach.users'], { cwd })).code, 0);
    assert.equal(repository.git('config', '--get', 'branch.it\'s-"odd".okr'), 'reach.users');
  });
});
