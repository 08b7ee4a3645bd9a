import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { steadyNoise } from '../../support/dailySeries';
import { GitRepository } from '../../support/gitRepository';
import { assertClose, insightData, type StepData } from '../../support/insightData';

const DAY = 86_400_000;
const dayBefore = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
const row = (day: string, value: number | string): string => `${day},${value}\n`;

interface ImpactJson {
  readonly answer: string;
  readonly reason: string | null;
  readonly text: string;
  readonly window: { readonly before: number; readonly after: number } | null;
  readonly since: readonly { readonly name: string }[];
  readonly others: readonly { readonly name: string }[];
  readonly [figure: string]: unknown;
}

/** Numbers of a file whose rows are dated by the function. */
function csvOf(name: string, dateOf: (index: number) => string): string {
  const { y } = insightData<StepData>(name);
  return `date,value\n${y.map((value, index) => row(dateOf(index), value)).join('')}`;
}

const FROM_JULY = (index: number): string =>
  new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10);

describe('throughline on a bare series', () => {
  let folder: string;

  before(() => {
    buildWhereStale();
    folder = mkdtempSync(join(tmpdir(), 'throughline-series-'));
    writeFileSync(join(folder, 'daily.csv'), csvOf('synthetic.json', FROM_JULY));
    writeFileSync(
      join(folder, 'nile.csv'),
      csvOf('nileLevel.json', (index) => `${1871 + index}-01-01`),
    );
    writeFileSync(
      join(folder, 'months.csv'),
      csvOf('seatbeltsLevel.json', (index) => new Date(Date.UTC(1969, index)).toISOString().slice(0, 10)),
    );
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => throughline(args, { cwd: folder });
  const impact = async (...args: readonly string[]): Promise<ImpactJson> => {
    const { code, out, err } = await run('impact', ...args, '--json');
    assert.deepEqual([code, err], [0, '']);
    assert.doesNotMatch(out, /NaN|Infinity/);
    return JSON.parse(out) as ImpactJson;
  };

  for (const [file, at, name, more] of [
    ['daily.csv', '2026-08-26', 'synthetic', []],
    ['nile.csv', '1899-01-01', 'nile', ['--period', '1']],
    ['months.csv', '1983-02-01', 'seatbelts_log_drivers', []],
  ] as const) {
    it(`gives the figures of the reference: ${file}`, async () => {
      const { results } = insightData<{ results: Record<string, Record<string, number>> }>(
        'stepExpected.json',
      );
      const answer = await impact('--series', file, '--at', at, '--no-log', ...more);
      assert.equal(answer.answer, 'moved');
      for (const figure of ['estimate', 'median', 'lower', 'upper', 'p', 'pUp']) {
        assertClose(Number(answer[figure]), results[name]?.[figure] ?? Number.NaN, 1e-6, figure);
      }
    });
  }

  it('says what moved in a sentence, and how that was worked out', async () => {
    const { out, code } = await run('impact', '--series', 'daily.csv', '--at', '2026-08-26');
    assert.equal(code, 0);
    assert.match(
      out,
      /^daily: \+[\d.]+% \(95% interval \+[\d.]+% to \+\d+%\) in the 28 days since 2026-08-26, against the 56 days before, allowing for weekdays and the metric's own drift\.\n/,
    );
    assert.match(out, /not ruled out/);
    assert.match(out, /Probability that it went up: more than 99%/);
    assert.doesNotMatch(out, /because|caused/i);
  });

  it('takes every row where told so', async () => {
    const { window } = await impact('--series', 'daily.csv', '--at', '2026-07-29', '--all');
    assert.deepEqual([window?.before, window?.after], [28, 56]);
  });

  it('refuses with a reason, and with nulls for what is not known', async () => {
    const { answer, reason, estimate, text } = await impact('--series', 'daily.csv', '--at', '2026-09-20');
    assert.deepEqual([answer, reason, estimate], ['cant-tell', 'few-after', null]);
    assert.match(text, /can't tell yet: 3 days since/);
  });

  it('reads odd rows, and says where one is wrong', async () => {
    const [header = '', ...rows] = csvOf('synthetic.json', FROM_JULY).split('\n');
    const [first = ''] = rows;
    const file = join(folder, 'odd.csv');
    writeFileSync(
      file,
      [
        '\uFEFFdate;value',
        ...rows.map((one) => one.replace(',', ';')),
        '2026-07-09;NaN',
        '2026-07-02;101',
        '',
      ].join('\r\n'),
    );
    assert.equal((await impact('--series', file, '--at', '2026-08-26')).answer, 'moved');
    writeFileSync(file, [header, first, '2026-07-02,many'].join('\n'));
    const { code, err } = await run('impact', '--series', file, '--at', '2026-08-26');
    assert.equal(code, 2);
    assert.match(err, /odd\.csv.*row 3/);
  });

  it('answers on a hundred thousand points', async () => {
    const noise = steadyNoise(4);
    const date = (index: number) => new Date(Date.UTC(1800, 0, 1 + index)).toISOString().slice(0, 10);
    const lines = Array.from({ length: 100_000 }, (_, index) => row(date(index), (100 + noise()).toFixed(3)));
    writeFileSync(join(folder, 'long.csv'), lines.join(''));
    const answer = await impact('--series', 'long.csv', '--at', date(60_000));
    assert.deepEqual([answer.window?.before, answer.window?.after, answer.answer], [56, 28, 'no-change']);
  });

  it('takes a target as the OKR file writes it, and a time with its offset', async () => {
    const target = ['forecast', '--series', 'daily.csv', '--by', '2026-10-05', '--json', '--target'];
    assert.match(JSON.parse((await run(...target, '1.2k')).out).text, /at least 1,200 on Oct 5\.$/);
    const { since } = await impact('--series', 'daily.csv', '--at', '2026-08-26T01:00+02:00');
    assert.deepEqual(since, [{ name: '2026-08-26T01:00+02:00', at: '2026-08-25T23:00:00.000Z' }]);
  });

  it('foresees each day to the deadline', async () => {
    const args = ['forecast', '--series', 'daily.csv', '--target', '120', '--by', '2026-10-05'];
    const { code, out } = await run(...args, '--json');
    assert.equal(code, 0);
    const { steps, pHit, chance } = JSON.parse(out);
    assert.equal(steps.length, 13);
    assert.deepEqual(Object.keys(steps[0]), ['day', 'mean', 'lower80', 'upper80', 'lower95', 'upper95']);
    assert.ok(pHit > 0 && pHit < 1);
    assert.ok(chance % 10 === 0 || chance === 5 || chance === 95);
    assert.match(
      (await run(...args)).out,
      /^daily: about \d+% likely to be at least 120 on Oct 5\.\n {2}Expected then: /,
    );
  });

  it('complains about options that make no sense', async () => {
    for (const args of [
      ['impact'],
      ['impact', 'a', 'b'],
      ['impact', '--series', 'daily.csv'],
      ['impact', '--series', 'daily.csv', '--at', '2026-02-30'],
      ['impact', '--series', 'daily.csv', '--at', 'soon'],
      ['impact', '--series', 'daily.csv', '--at', '2026-08-26', '--period', '0'],
      ['impact', '--series', 'daily.csv', '--at', '2026-08-26', '--period', '-1'],
      ['impact', '--series', 'daily.csv', '--at', '2026-08-26', '--since', 'v1'],
      ['impact', '--series', 'daily.csv', '--at', '2026-08-26', '--allow', 'https://example.com'],
      ['impact', 'reach.users', '--at', '2026-08-26'],
      ['impact', 'reach.users', '--series', 'daily.csv', '--at', '2026-08-26'],
      ['forecast'],
      ['forecast', '--series', 'daily.csv', '--target', 'x', '--by', '2026-10-05'],
      ['forecast', '--series', 'daily.csv', '--target', '3', '--by', 'soon'],
      ['forecast', '--series', 'daily.csv', '--target', '+10%', '--by', '2026-10-05'],
      ['forecast', '--series', 'daily.csv', '--target', '0x10', '--by', '2026-10-05'],
      ['forecast', 'reach.users', '--target', '3'],
      ['forecast', 'reach.users', '--period', '7'],
    ]) {
      const { code, err } = await run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, new RegExp(`^throughline: .*\n\nUsage: throughline ${args[0]} `), args.join(' '));
    }
    assert.equal((await run('impact', '--series', 'gone.csv', '--at', '2026-08-26')).code, 2);
    for (const command of ['impact', 'forecast']) {
      assert.match((await run(command, '--help')).out, new RegExp(`^Usage: throughline ${command} `));
    }
  });
});

describe('throughline on a key result', () => {
  let repository: GitRepository;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    const noise = steadyNoise(8);
    const days = Array.from({ length: 90 }, (_, index) => 90 - index);
    repository = new GitRepository();
    repository.write(
      'okrs.yaml',
      `version: 1
cycle: { id: now, start: ${dayBefore(80)}, end: ${dayBefore(-20)} }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: More users, metric: { source: repo, query: users.csv }, start: 500, target: 600 }
      - { id: reach.done, title: Things done, milestones: [{ title: one }] }
      - { id: reach.gone, title: Gone, metric: { source: repo, query: gone.csv }, start: 0, target: 1 }
deployments: { tags: "v*" }
`,
    );
    repository.write(
      'users.csv',
      `date,users\n${days.map((ago) => row(dayBefore(ago), (500 + 5 * noise() + (ago <= 20 ? 60 : 0)).toFixed(2))).join('')}`,
    );
  });

  afterEach(() => repository.dispose());

  /** A release whose commit is of two in the morning that many days ago. */
  const release = (name: string, daysAgo: number): void => {
    const by = `Ada <ada@example.com> ${Date.parse(`${dayBefore(daysAgo)}T02:00:00Z`) / 1000} +0000`;
    const tree = repository.git('write-tree');
    const text = `tree ${tree}\nauthor ${by}\ncommitter ${by}\n\n${name}\n`;
    const commit = repository.gitWith(text, 'hash-object', '-t', 'commit', '-w', '--stdin');
    repository.git('update-ref', 'refs/heads/main', commit);
    repository.git('tag', name, commit);
  };

  const run = (...args: readonly string[]) => throughline(args, { cwd: repository.root });

  it('says whether it moved since its release, and names the others', async () => {
    release('v1', 40);
    release('v2', 20);
    const { code, out, err } = await run('impact', 'REACH.users', '--since', 'v2', '--json');
    assert.deepEqual([code, err], [0, '']);
    const answer = JSON.parse(out) as ImpactJson;
    assert.deepEqual(
      [answer.answer, answer.since.map(({ name }) => name), answer.others.map(({ name }) => name)],
      ['moved', ['v2'], ['v1']],
    );
    for (const figure of ['estimate', 'median', 'lower', 'upper', 'pUp', 'p', 'smallestDetectable']) {
      assert.ok(Number.isFinite(answer[figure]), figure);
    }
    assert.deepEqual([answer.reason, answer.every, answer.beside], [null, true, null]);
    assert.deepEqual(Object.keys(answer.window ?? {}), [
      'unit',
      'from',
      'to',
      'afterFrom',
      'before',
      'after',
      'leftOut',
      'missing',
      'period',
    ]);
    const told = await run('impact', 'reach.users', '--since', 'v1');
    assert.match(told.out, /^More users: (no change|can't tell)/);
    assert.match(told.out, /Also in these days: v2/);
    assert.match(told.out, /Every release that v\* names counts as a deployment/);
  });

  it('takes a day for a deployment, and without one the newest release that can be judged', async () => {
    release('v1', 20);
    const since = JSON.parse((await run('impact', 'reach.users', '--since', dayBefore(20), '--json')).out);
    assert.equal(since.answer, 'moved');
    const newest = JSON.parse((await run('impact', 'reach.users', '--json')).out) as ImpactJson;
    assert.deepEqual(
      newest.since.map(({ name }) => name),
      ['v1'],
    );
  });

  it('foresees the key result', async () => {
    repository.commit('first');
    const { code, out } = await run('forecast', 'reach.users');
    assert.equal(code, 0);
    assert.match(out, /^More users: about \d+% likely to be at least 600 on /);
    assert.match(out, /From \S+ \(mean of 7 days\) it has to change by \+[\d.]+ in each of the 21 days left/);
    const { reason, pHit, expected, pace, steps } = JSON.parse(
      (await run('forecast', 'reach.users', '--json')).out,
    );
    assert.equal(reason, null);
    assert.ok(pHit > 0 && pHit < 1 && expected.lower80 < expected.value);
    assert.deepEqual([pace.kind, pace.unit, pace.left, steps.length], ['level', 'day', 21, 21]);
    assert.deepEqual(Object.keys(steps[20]), ['day', 'mean', 'lower80', 'upper80', 'lower95', 'upper95']);
  });

  it('tells the pace of milestones and of numbers that are entered by hand', async () => {
    repository.commit('first');
    const done = await run('forecast', 'reach.done');
    assert.equal(done.code, 0);
    assert.match(
      done.out,
      /^Things done: 0% is done with (79|80)% of the time over: behind\. From here it needs \d+% a week until /,
    );
    const { reason, pace } = JSON.parse((await run('forecast', 'reach.done', '--json')).out);
    assert.deepEqual([reason, pace.kind, pace.now, pace.unit], ['milestones', 'milestones', 0, 'week']);
    assert.ok(pace.needed > 0.3 && pace.needed < 0.4);
    const entered = [70, 68, 50, 12].map((ago, index) => row(dayBefore(ago), 500 + 10 * index));
    repository.write('users.csv', `date,users\n${entered.join('')}`);
    const { out } = await run('forecast', 'reach.users');
    assert.match(
      out,
      /^More users: no forecast: its values do not come day by day, .*\n {2}From 530 it needs \+23\.3 a week until .*\n$/,
    );
    const json = JSON.parse((await run('forecast', 'reach.users', '--json')).out);
    assert.deepEqual(
      [json.reason, json.pace.left, json.pace.recent, json.steps],
      ['irregular', 21, null, []],
    );
    assert.equal(json.pHit, null);
  });

  it('says why there is no answer', async () => {
    repository.commit('first');
    const refusals = [
      [['impact', 'reach.users'], 1, 'no-release', /There is no release: no tag matches v\*\./],
      [
        ['impact', 'reach.users', '--since', 'v9'],
        1,
        'unknown-release',
        /There is no release 'v9' among the tags that match v\*\./,
      ],
      [['impact', 'reach.nobody'], 1, 'no-key-result', /There is no key result 'reach\.nobody'/],
      [['impact', 'reach.done', '--since', 'v1'], 1, 'no-metric', /milestones and no metric/],
      [['forecast', 'reach.gone'], 1, 'no-numbers', /Gone: .*gone\.csv\. Check/],
      [['forecast', 'reach.users', '--file', 'none.yaml'], 2, 'unreadable', /There is no none\.yaml\. /],
    ] as const;
    for (const [args, code, reason, why] of refusals) {
      const ended = await run(...args);
      assert.deepEqual([ended.code, ended.out], [code, ''], args.join(' '));
      assert.match(ended.err, why);
      const told = await run(...args, '--json');
      assert.deepEqual([told.code, told.err], [code, ended.err]);
      const { reason: kind, text, pHit, estimate } = JSON.parse(told.out);
      assert.deepEqual([kind, args[0] === 'impact' ? estimate : pHit], [reason, null]);
      assert.equal(`throughline: ${text}\n`, told.err);
    }
  });

  it('says that a key result may be left out for an error', async () => {
    repository.write(
      'okrs.yaml',
      `version: 1
cycle: { id: now, start: ${dayBefore(80)}, end: ${dayBefore(-20)} }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: More users, start: 500 }
`,
    );
    repository.commit('first');
    const { code, err } = await run('forecast', 'reach.users');
    assert.equal(code, 1);
    assert.match(
      err,
      /^throughline: There is no key result 'reach\.users' in okrs\.yaml\. What has errors there is left out, such as line 7: see 'throughline validate okrs\.yaml'\.\n$/,
    );
  });
});
