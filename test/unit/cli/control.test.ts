import assert from 'node:assert/strict';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { CountingServer } from '../../support/countingServer';
import { steadyNoise } from '../../support/dailySeries';
import { GitRepository } from '../../support/gitRepository';

const NOW = Date.now();
const dayBefore = (days: number): string => new Date(NOW - days * 86_400_000).toISOString().slice(0, 10);

describe('throughline impact beside another metric', () => {
  let repository: GitRepository;
  let server: CountingServer;

  before(() => {
    buildWhereStale();
  });

  beforeEach(async () => {
    server = await CountingServer.start();
    const noise = steadyNoise(8);
    const days = Array.from({ length: 90 }, (_, index) => 90 - index);
    server.answer = () => ({ body: days.map((ago) => ({ t: dayBefore(ago), v: 100 + ago ** 0.5 })) });
    repository = new GitRepository();
    repository.write(
      'okrs.yaml',
      `version: 1
cycle: { id: now, start: ${dayBefore(80)}, end: ${dayBefore(-20)} }
sources: { repo: { type: file }, web: { type: http, url: "${server.origin}/visits" } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - id: reach.users
        title: More users
        metric: { source: repo, query: users.csv, control: { title: Visits, source: web } }
        start: 500
        target: 600
branches: [{ pattern: main, serves: [reach.users] }]
`,
    );
    const rows = days.map((ago) => `${dayBefore(ago)},${500 + 5 * noise() + (ago <= 30 ? 60 : 0)}\n`);
    repository.write('users.csv', `date,users\n${rows.join('')}`);
    repository.commit('first');
  });

  afterEach(async () => {
    repository.dispose();
    await server.stop();
  });

  const run = (...args: readonly string[]) => throughline(args, { cwd: repository.root });

  it('asks for it only where its address is allowed, and answers either way', async () => {
    const asked = ['impact', 'reach.users', '--since', dayBefore(30)];
    const closed = await run(...asked);
    assert.deepEqual([closed.code, server.asked], [0, []]);
    assert.equal(
      closed.err,
      `To ask for the numbers: throughline impact reach.users --allow ${server.origin}\n`,
    );
    assert.match(closed.out, /\nNot compared beside Visits: it has no numbers\.\n/);
    const open = await run(...asked, '--allow', server.origin);
    assert.deepEqual([open.code, open.err], [0, '']);
    assert.equal(server.asked.length, 1);
    assert.match(open.out, /\nCompared beside: Visits\. /);
    const { beside } = JSON.parse((await run(...asked, '--allow', server.origin, '--json')).out);
    assert.deepEqual(beside, { title: 'Visits' });
  });

  it('is asked in the status only where its address is allowed', async () => {
    const closed = await run('status');
    assert.deepEqual([closed.code, server.asked], [0, []]);
    assert.ok(closed.out.includes(`! okrs.yaml asks for numbers from ${server.origin}.`));
    await run('status', '--allow', server.origin);
    assert.equal(server.asked.length, 1);
  });
});
