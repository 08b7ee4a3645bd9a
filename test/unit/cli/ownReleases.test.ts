import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { steadyNoise } from '../../support/dailySeries';
import { GitRepository } from '../../support/gitRepository';
import { oldGit } from '../../support/oldGit';

const DAY = 86_400_000;
const NOW = Date.now();
const dayBefore = (days: number): string => new Date(NOW - days * DAY).toISOString().slice(0, 10);

const OKRS = `version: 1
cycle: { id: now, start: ${dayBefore(80)}, end: ${dayBefore(-20)} }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: More users, metric: { source: repo, query: users.csv }, start: 500, target: 600 }
branches: [{ pattern: main, serves: [reach.users] }]
deployments: { tags: "v*" }
`;

interface Commit {
  readonly daysAgo: number;
  readonly tag?: string;
  readonly serves?: string;
}

/** In the language of `git fast-import`, oldest first; each commit is of two in the morning. */
function historyOf(commits: readonly Commit[]): string {
  return commits
    .map(({ daysAgo, tag, serves }, index) => {
      const text = `Change ${index}\n${serves === undefined ? '' : `\nOKR: ${serves}\n`}`;
      const at = Date.parse(`${dayBefore(daysAgo)}T02:00:00Z`) / 1000 + index;
      const made = [
        'commit refs/heads/main',
        `committer Ada <ada@example.com> ${at} +0000`,
        `data ${text.length}`,
        text,
      ];
      return [
        ...made,
        ...(tag === undefined ? [] : [`reset refs/tags/${tag}`, 'from refs/heads/main']),
        '',
      ].join('\n');
    })
    .join('\n');
}

describe('throughline impact and status by the releases of a key result', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    const noise = steadyNoise(8);
    const rows = Array.from({ length: 90 }, (_, index) => {
      const ago = 90 - index;
      return `${dayBefore(ago)},${(500 + 5 * noise() + (ago <= 30 ? 60 : 0)).toFixed(2)}\n`;
    });
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.write('users.csv', `date,users\n${rows.join('')}`);
  });

  afterEach(() => repository.dispose());

  const run = (...args: readonly string[]) => throughline(args, { cwd: repository.root });
  const commits = (...made: readonly Commit[]): void => {
    repository.gitWith(historyOf(made), 'fast-import', '--quiet');
  };

  it('asks about the one that brought its commits, and names the others', async () => {
    commits(
      { daysAgo: 60 },
      { daysAgo: 30, serves: 'reach.users', tag: 'v1' },
      { daysAgo: 12, serves: 'reach.other', tag: 'v2' },
    );
    const { code, out, err } = await run('impact', 'reach.users', '--json');
    assert.deepEqual([code, err], [0, '']);
    const { answer, since, others, unrelated, every, brought } = JSON.parse(out);
    assert.deepEqual([answer, every, brought, others], ['moved', false, true, []]);
    assert.deepEqual([since[0].name, unrelated[0].name, unrelated.length], ['v1', 'v2', 1]);
    const told = await run('impact', 'reach.users');
    assert.match(told.out, /in the 28 days since v1, /);
    assert.match(told.out, /Also released in these days, without commits of this key result: v2\./);
    assert.match(told.out, /The releases that brought commits of this key result count as its deployments\./);
    const other = JSON.parse((await run('impact', 'reach.users', '--since', 'v2', '--json')).out);
    assert.deepEqual([other.since[0].name, other.others[0].name, other.brought], ['v2', 'v1', false]);
    const empty = (await run('impact', 'reach.users', '--since', 'v2')).out;
    assert.match(empty, /\n {2}v2 itself brought no commit of this key result\.\n/);
    assert.doesNotMatch(told.out, /itself/);
  });

  it('says the same of it in the status', async () => {
    commits({ daysAgo: 30, serves: 'reach.users', tag: 'v1' }, { daysAgo: 12, tag: 'v2' });
    const { out, err } = await run('status');
    assert.equal(err, '');
    assert.match(out, /\n {4}Since v1: \+1[123](\.\d)?%, 95% likely between /);
    const { page } = JSON.parse((await run('status', '--json')).out);
    const { insight } = page.objectives[0].keyResults[0];
    assert.ok(
      insight.effect.notes.includes(
        'The releases that brought commits of this key result count as its deployments.',
      ),
    );
  });

  it('takes every release where no commit is tagged, and says so', async () => {
    commits({ daysAgo: 30, tag: 'v1' }, { daysAgo: 12, tag: 'v2' });
    const { every, brought, since, others } = JSON.parse((await run('impact', 'reach.users', '--json')).out);
    assert.deepEqual([every, brought, since[0].name, others[0].name], [true, null, 'v2', 'v1']);
    assert.match(
      (await run('impact', 'reach.users')).out,
      /Every release that v\* names counts as a deployment for this key result\./,
    );
  });

  it('answers for two releases of one day together, and not across a change of meaning', async () => {
    commits(
      { daysAgo: 30, serves: 'reach.users', tag: 'v1' },
      { daysAgo: 30, serves: 'reach.users', tag: 'v2' },
    );
    assert.match((await run('impact', 'reach.users')).out, / in the 28 days since v1 and v2, /);
    repository.write(
      'okrs.yaml',
      OKRS.replace('query: users.csv', `query: users.csv, changed: ${dayBefore(25)}`),
    );
    const { out, code } = await run('impact', 'reach.users');
    assert.equal(code, 0);
    assert.match(out, /^More users: can't tell: what it measures changed on /);
    assert.match((await run('status')).out, /Can't tell: what it measures changed on /);
  });

  it('says where none of its commits is released yet', async () => {
    commits({ daysAgo: 30, tag: 'v1' }, { daysAgo: 12, serves: 'reach.users' });
    const { code, out, err } = await run('impact', 'reach.users');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /No release has brought a commit of reach\.users yet\./);
    assert.equal((await run('impact', 'reach.users', '--since', 'v1')).code, 0);
  });

  it('says that a shallow clone does not know what older commits were for', async () => {
    commits({ daysAgo: 30, serves: 'reach.users', tag: 'v1' }, { daysAgo: 12, tag: 'v2' });
    const tip = repository.git('rev-parse', 'main');
    const said = /^throughline: This clone is a shallow one: what older commits were for is not known\.\n$/;
    assert.equal((await run('impact', 'reach.users')).err, '');
    writeFileSync(join(repository.root, '.git', 'shallow'), `${tip}\n`);
    const { code, out, err } = await run('impact', 'reach.users', '--json');
    assert.equal(code, 0);
    assert.match(err, said);
    assert.equal(JSON.parse(out).every, true);
  });

  it('counts every release where the history can’t be read, and says so', async () => {
    commits({ daysAgo: 30, serves: 'reach.users', tag: 'v1' }, { daysAgo: 12, tag: 'v2' });
    const bin = dirname(oldGit(repository.root, '2.40.0', ['--stdin']));
    const env = { PATH: `${bin}:${process.env.PATH}` };
    const asked = ['impact', 'reach.users', '--since', 'v1', '--json'];
    const { code, out, err } = await throughline(asked, { cwd: repository.root, env });
    assert.equal(code, 0);
    assert.match(
      err,
      /^throughline: The history could not be read: .*\nEvery release counts as a deployment\.\n$/,
    );
    assert.deepEqual([JSON.parse(out).every, JSON.parse(out).answer], [true, 'moved']);
    const status = await throughline(['status'], { cwd: repository.root, env });
    assert.deepEqual([status.code, status.err], [0, err]);
    assert.match(status.out, /since v2/i);
  });
});
