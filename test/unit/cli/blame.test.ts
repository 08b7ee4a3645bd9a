import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { GitRepository } from '../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: "Reach\\e[2J more"
    keyResults:
      - { id: reach.users, title: Users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }
ended: [{ id: reach.old, title: Be known, ended: 2026-03-31 }]
`;

describe('throughline blame', () => {
  let repository: GitRepository;
  let ids: readonly string[];

  function commit(path: string, text: string, message: string): string {
    repository.write(path, text);
    repository.git('add', '.');
    return repository.commit(message);
  }

  before(() => {
    buildWhereStale();
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.write('users.csv', 'date,users\n2026-01-01,41\n2026-01-02,50\n');
    ids = [
      commit('src/a.ts', 'a\nb\nc\nd\ne\nf\n', 'Start\u001b[2J'),
      commit('src/a.ts', 'a\nB\nC\nd\ne\nf\n', 'Speed up\n\nOKR: reach.users\nOKR: Gone'),
      commit('src/a.ts', 'a\nB\nC\nd\nE\nf\n', 'Finish\n\nOKR: REACH.old'),
    ];
    repository.write('src/a.ts', 'new\na\nB\nC\nd\nE\n');
    repository.write('src/b:12', 'not committed\n');
    repository.write('src/new.ts', 'x\n');
  });

  after(() => repository?.dispose());

  const blame = (...args: string[]) => throughline(['blame', ...args], { cwd: join(repository.root, 'src') });

  it('says for the lines on disk what they are for', async () => {
    const { code, out, err } = await blame('a.ts');
    assert.deepEqual([code, err], [0, '']);
    assert.equal(
      out,
      [
        '  1  not committed yet',
        '  2  no purpose recorded',
        '3-4  reach.users · 0.50 so far in always · +1 more',
        '  5  no purpose recorded',
        '  6  REACH.old · ended on Mar 31',
        '',
      ].join('\n'),
    );
  });

  it('says of one line all that is known, and steers no terminal', async () => {
    const { code, out } = await blame('a.ts:3');
    assert.equal(code, 0);
    const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format();
    assert.equal(
      out,
      [
        'reach.users · 0.50 so far in always · +1 more',
        '',
        'Users  [reach.users]',
        '    Objective: Reach�[2J more',
        '    0.50 so far in always · 50 of 100 · 0 at the start',
        '',
        '[Gone]',
        '    ended · okrs.yaml does not name it.',
        '',
        `Commit ${ids[1]?.slice(0, 8)} · Speed up · ${day}`,
        '',
      ].join('\n'),
    );
    const first = await blame('a.ts:2');
    assert.match(first.out, /^no purpose recorded\n\nCommit [0-9a-f]{8} · Start.?\[2J · /);
    assert.ok(!first.out.includes('\u001b'));
    assert.equal((await blame('a.ts:1')).out, 'not committed yet\n');
  });

  it('is JSON for programs, by commit', async () => {
    const rows = JSON.parse((await blame('a.ts', '--json')).out) as readonly {
      readonly kind: string;
      readonly first: number;
      readonly last: number;
      readonly tags: readonly string[];
      readonly commit?: { readonly id: string };
    }[];
    assert.deepEqual(
      rows.map(({ kind, first, last, tags, commit: found }) => [kind, first, last, tags, found?.id]),
      [
        ['uncommitted', 1, 1, [], undefined],
        ['commit', 2, 2, [], ids[0]],
        ['commit', 3, 4, ['reach.users', 'Gone'], ids[1]],
        ['commit', 5, 5, [], ids[0]],
        ['commit', 6, 6, ['REACH.old'], ids[2]],
      ],
    );
    const line = JSON.parse((await blame('a.ts:6', '--json')).out) as { readonly line: number };
    assert.equal(line.line, 6);
  });

  it('takes a colon and a number for a part of the name where there is such a file', async () => {
    assert.deepEqual(await blame('b:12').then(({ code, err }) => [code, err]), [
      1,
      'throughline: b:12: The last commit does not have this file.\n',
    ]);
    repository.git('add', 'src/b:12');
    repository.git('commit', '--quiet', '--message', 'Add', '--', 'src/b:12');
    assert.equal((await blame('b:12')).out, '1  no purpose recorded\n');
    assert.equal((await blame('b:12:1')).out.split('\n')[0], 'no purpose recorded');
  });

  it('says what has no lines, and how it is called', async () => {
    const told = async (...args: string[]) => {
      const { code, err } = await blame(...args);
      return `${code} ${err.split('\n')[0]}`;
    };
    assert.equal(await told('new.ts'), '1 throughline: new.ts: The last commit does not have this file.');
    assert.equal(await told('.'), '1 throughline: .: This is a folder.');
    assert.equal(await told('a.ts:99'), '1 throughline: a.ts has 6 lines.');
    assert.equal(await told(), '2 throughline: blame takes FILE or FILE:LINE.');
    assert.match(await told('/etc/passwd'), /^1 throughline: Not a Git repository/);
    assert.match((await blame('--help')).out, /^Usage: throughline blame FILE\[:LINE\]/);
  });
});
