import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { STORAGE_VARIABLE } from '../../../src/io/cacheFolder';
import { buildWhereStale, PROGRAM, throughline } from '../../support/cliProgram';
import { GitRepository, ISOLATED } from '../../support/gitRepository';

const OKRS = `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31, timezone: America/Chicago }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, aliases: [reach.signups], title: Users, kind: milestone, milestones: [{ title: one }] }
      - { id: reach.fans, title: Fans, kind: milestone, milestones: [{ title: one }] }
deployments: { tags: "v*" }
`;

describe('throughline ledger', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
  });

  afterEach(() => repository.dispose());

  const ledger = (...args: string[]) => throughline(['ledger', ...args], { cwd: repository.root });
  const storage = (): string => join(repository.root, '.git', 'storage', 'ledger');

  /** Days of 2026, noon UTC. */
  function commitOn(day: string, message: string, path = 'file'): string {
    repository.write(path, `${day} ${message}`);
    repository.git('add', '.');
    const at = `2026-${day}T12:00:00Z`;
    Object.assign(process.env, { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at });
    try {
      return repository.commit(message);
    } finally {
      delete process.env.GIT_AUTHOR_DATE;
      delete process.env.GIT_COMMITTER_DATE;
    }
  }

  function history(): { readonly ids: readonly string[] } {
    repository.write('okrs.yaml', OKRS);
    const ids = [
      commitOn('09-01', 'Old work\n\nOKR: reach.signups\n'),
      commitOn('10-02', 'One tap\n\nOKR: reach.users\nOKR: old.goal\n', 'src/tap'),
      commitOn('10-03', '=1+1, "quoted"\n\nSigned-off-by: Bo <bo@example.com>\n', 'src/sum'),
    ];
    repository.git('tag', 'v1', ids[1] ?? '');
    ids.push(commitOn('11-04', 'Fans | first\n\nOKR: reach.fans\n'));
    return { ids };
  }

  it('says what commits served, and what is not released', async () => {
    history();
    const { code, out, err } = await ledger();
    assert.deepEqual([code, err], [0, '']);
    assert.equal(
      out,
      `4 commits · 1 without OKR (25%)

Reach more people
  Users  [reach.users]
    2 commits · 2026-09-01 to 2026-10-02
  Fans  [reach.fans]
    1 commit · 1 not released yet · 2026-11-04

Not in the OKR file
  old.goal: 1 commit · 2026-10-02
`,
    );
  });

  it('counts what notes say', async () => {
    const { ids } = history();
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: reach.fans', ids[2] ?? '');
    const { out } = await ledger();
    assert.match(out, /^4 commits · all tagged\n/);
    assert.match(out, /Fans {2}\[reach\.fans\]\n {4}2 commits/);
  });

  it('exports commits as CSV that no spreadsheet calculates', async () => {
    const { ids } = history();
    const { code, out } = await ledger('--csv');
    assert.equal(code, 0);
    const lines = out.split('\r\n');
    assert.equal(lines.length, 6);
    assert.equal(lines[1], `${ids[3]},2026-11-04T12:00:00Z,reach.fans,Fans | first,,,`);
    assert.equal(lines[2], `${ids[2]},2026-10-03T12:00:00Z,,"'=1+1, ""quoted""",,,`);
    assert.match(lines[3] ?? '', /,reach\.users; old\.goal,One tap,v1,2026-10-02T12:00:00Z,$/);
  });

  it('exports commits as JSON and as Markdown', async () => {
    const { ids } = history();
    const json = JSON.parse((await ledger('--json')).out);
    assert.deepEqual(
      json.commits.map(({ commit }: { commit: string }) => commit),
      ids.toReversed(),
    );
    assert.equal(json.commits[3].release.name, 'v1');
    assert.deepEqual(json.commits[2].keyResults, ['reach.users', 'old.goal']);
    const { out } = await ledger('--md');
    assert.match(out, /Fans \\\| first/);
  });

  it('takes the days, the cycle, a key result with its former ids, and a path', async () => {
    const { ids } = history();
    const found = async (...args: string[]): Promise<readonly string[]> => {
      const { out } = await ledger('--json', ...args);
      return JSON.parse(out).commits.map(({ commit }: { commit: string }) => commit);
    };
    assert.deepEqual(await found('--since', '2026-10-03'), [ids[3], ids[2]]);
    assert.deepEqual(await found('--cycle', '2026-q4'), [ids[3], ids[2], ids[1]]);
    assert.deepEqual(await found('--key-result', 'REACH.users'), [ids[1], ids[0]]);
    assert.deepEqual(await found('--path', 'src'), [ids[2], ids[1]]);
    assert.deepEqual(await found('--path', 'src', '--key-result', 'reach.users'), [ids[1]]);
  });

  it('makes the same of any trailer', async () => {
    history();
    const { out } = await ledger('--trailer', 'signed-off-by');
    assert.equal(
      out,
      `4 commits · 3 without signed-off-by (75%)

signed-off-by
  Bo <bo@example.com>: 1 commit · 1 not released yet · 2026-10-03
`,
    );
  });

  it('keeps an index, and makes it anew where it is damaged or on demand', async () => {
    history();
    const whole = (await ledger('--json')).out;
    const [name = ''] = readdirSync(storage()).filter((one) => one.endsWith('.index'));
    const path = join(storage(), name);
    const { size, ino } = statSync(path);
    assert.equal((await ledger('--json')).out, whole);
    assert.equal(statSync(path).ino, ino);
    truncateSync(path, size - 100);
    assert.equal((await ledger('--json')).out, whole);
    assert.equal(statSync(path).size, size);
    assert.ok(readdirSync(storage()).some((one) => one.endsWith('.damaged')));
    const made = statSync(path).ino;
    assert.equal((await ledger('--json', '--rebuild')).out, whole);
    assert.notEqual(statSync(path).ino, made);
  });

  it('lists the commits of a key result or a path', async () => {
    const { ids } = history();
    const { code, out } = await ledger('--key-result', 'reach.users');
    const short = (index: number): string => (ids[index] ?? '').slice(0, 8);
    assert.equal(
      out,
      `2 commits
${short(1)}  2026-10-02  v1  reach.users, old.goal  One tap
${short(0)}  2026-09-01  v1  reach.signups  Old work
`,
    );
    assert.equal(code, 0);
    assert.match(
      (await ledger('--path', 'src/sum')).out,
      /^1 commit\n.* not released yet {2}\u2013 {2}=1\+1/,
    );
    const typo = await ledger('--key-result', 'reach.usres');
    assert.deepEqual(
      [typo.code, typo.err],
      [1, "throughline: No commit carries 'reach.usres', and okrs.yaml does not know it.\n"],
    );
  });

  it('says what it can not do', async () => {
    const unborn = await ledger();
    assert.deepEqual([unborn.code, unborn.err], [1, 'throughline: There are no commits yet.\n']);
    history();
    const cycle = await ledger('--cycle', '2025-Q1');
    assert.equal(cycle.code, 1);
    assert.match(cycle.err, /is of the cycle 2026-Q4 and does not say when '2025-Q1' was/);
    for (const args of [
      ['--since', 'yesterday'],
      ['--json', '--csv'],
      ['--since', '2026-13-45'],
    ]) {
      const { code, err } = await ledger(...args);
      assert.equal(code, 2, err);
    }
    const path = await ledger('--path', '../outside');
    assert.equal(path.code, 1);
    assert.match(path.err, /outside/);
  });

  for (const kind of ['--csv', '--json', '--md']) {
    it(`lets no commit steer the terminal with ${kind}`, async () => {
      commitOn('10-02', 'Odd \u001b]0;x\u0007 \u009b2J \u202e\u0001 words\n\nOKR: odd\u001b[31m.id\n');
      const { code, out } = await ledger(kind);
      assert.equal(code, 0);
      assert.match(out, /words/);
      assert.doesNotMatch(out.replaceAll('\r\n', '\n'), /[^\P{Cc}\n]|\p{Bidi_Control}/u);
    });
  }

  it('exports to JSON what commits say, whatever that is', async () => {
    commitOn('10-02', 'Odd \u001b \u202e words\n');
    const { out } = await ledger('--json');
    assert.equal(JSON.parse(out).commits[0].subject, 'Odd \u001b \u202e words');
  });

  it('ends quietly where nobody reads on', async () => {
    history();
    const child = spawn('sh', ['-c', '"$0" "$1" ledger --csv | true', process.execPath, PROGRAM], {
      cwd: repository.root,
      env: { ...process.env, ...ISOLATED, [STORAGE_VARIABLE]: join(repository.root, '.git', 'storage') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    assert.equal(await text(child.stderr), '');
  });

  it('takes only days that there are', async () => {
    history();
    const { code, err } = await ledger('--since', '2026-02-31');
    assert.deepEqual([code, err.includes('--since takes a date')], [2, true]);
  });
});
