import assert from 'node:assert/strict';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: Users, kind: milestone, milestones: [{ title: one }] }
      - { id: reach.fans, short: big fans, title: Fans, kind: milestone, milestones: [{ title: one }] }
branches: [{ pattern: "users/**", serves: [reach.users] }]
`;

describe('throughline start', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.git('add', '.');
    repository.commit('one');
  });

  afterEach(() => repository.dispose());

  const start = (...args: string[]) =>
    throughline(['start', ...args], { cwd: repository.root, env: { LC_ALL: 'C' } });
  const branch = (): string => repository.git('symbolic-ref', '--short', 'HEAD');

  it('follows a pattern, which links the branch', async () => {
    const { code, out, err } = await start('REACH.users', 'One-tap', 'sign up!');
    assert.deepEqual(
      [code, out, err],
      [0, 'users/one-tap-sign-up · linked to reach.users by its name\n', ''],
    );
    assert.equal(branch(), 'users/one-tap-sign-up');
    assert.equal(repository.git('config', '--default', '', '--get', `branch.${branch()}.okr`), '');
  });

  it('follows the template otherwise, and links by hand', async () => {
    const { code, out } = await start('reach.fans');
    assert.deepEqual([code, out], [0, 'reach.fans/big-fans · linked to reach.fans by hand, in this clone\n']);
    assert.equal(repository.git('config', '--get', 'branch.reach.fans/big-fans.okr'), 'reach.fans');
    const printed = await start('reach.fans', 'x y', '--template', 'work/{slug}', '--print');
    assert.deepEqual([printed.code, printed.out], [0, 'work/x-y\n']);
    assert.equal(branch(), 'reach.fans/big-fans');
  });

  it('starts where it is told to, under the name that it is given', async () => {
    const first = repository.git('rev-parse', 'HEAD');
    repository.commit('two');
    assert.equal((await start('reach.users', '--from', 'HEAD~', '--name', 'odd')).code, 0);
    assert.deepEqual([branch(), repository.git('rev-parse', 'HEAD')], ['odd', first]);
    assert.equal(repository.git('config', '--get', 'branch.odd.okr'), 'reach.users');
  });

  it('refuses in words, and nothing has happened', async () => {
    repository.git('branch', 'users/there');
    for (const [args, words] of [
      [['reach.user', 'x'], /There is no key result 'reach\.user' .*Did you mean 'reach\.users'\?/],
      [['reach.users', 'there'], /exists\. To go on with it: git switch users\/there/],
      [['reach.users', '--name', 'a b'], /'a b': A branch name has no spaces/],
      [['reach.users', '--name=-x\u001b'], /'-x�': /],
      [['reach.users', 'x', '--from', 'nowhere'], /There is no commit 'nowhere'/],
      [['reach.users', '--name', 'users/there/x'], /git made no branch: .*users\/there/],
    ] as const) {
      const { code, out, err } = await start(...args);
      assert.deepEqual([code, out], [1, ''], args.join(' '));
      assert.match(err, words);
    }
    assert.equal(branch(), 'main');
    assert.equal(
      repository.git('for-each-ref', '--format=%(refname)'),
      'refs/heads/main\nrefs/heads/users/there',
    );
    assert.equal((await start()).code, 2);
    const without = await start('reach.users', '--file', 'other.yaml');
    assert.equal(without.code, 2);
    assert.match(without.err, /^throughline: There is no other\.yaml\. .* into other\.yaml/);
  });
});
