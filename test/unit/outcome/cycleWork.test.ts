import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../../src/engine';
import { createGit } from '../../../src/io/git';
import { type CycleWork, readCycleWork } from '../../../src/outcome/cycleWork';
import { parseAims } from '../../../src/outcome/okrDocument';
import { GitRepository } from '../../support/gitRepository';
import { onBranch, snapshotOf, viewOf } from './snapshots';

const OKRS = `version: 1
cycle: { id: now, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach
    keyResults:
      - { id: reach.users, aliases: [reach.signups], title: Users, kind: milestone, milestones: [{ title: one }] }
      - { id: reach.fans, title: Fans, kind: milestone, milestones: [{ title: one }] }
deployments: { tags: "v*" }
`;

describe('the work of a cycle', () => {
  let repository: GitRepository;

  beforeEach(() => {
    repository = new GitRepository();
  });

  afterEach(() => repository.dispose());

  async function work({ root } = repository, start = '2020-01-01'): Promise<CycleWork> {
    const engine = new Engine({
      approved: () => false,
      credential: async () => undefined,
      ledgerPath: join(root, '.git', 'ledger'),
    });
    const keeper = engine.openLedger(
      { root, commonDir: join(root, '.git') },
      { trailerKey: 'OKR', tagPattern: 'v*' },
    );
    await keeper.refresh(repository.git('rev-parse', 'HEAD'));
    keeper.dispose();
    const aims = parseAims(OKRS).file;
    assert.ok(aims && keeper.ledger);
    const span = { from: Date.parse(start), to: Date.parse('2100-01-01') };
    return readCycleWork(createGit(), root, keeper.ledger, aims, span, async () => undefined);
  }

  const ready = (cycleWork?: CycleWork) => {
    const { page } = viewOf(
      snapshotOf(OKRS, {}, { branch: onBranch(), ...(cycleWork ? { cycleWork } : {}) }),
    );
    assert.ok(page.kind === 'ready');
    return page;
  };

  it('knows the releases of the months before it, and counts none of their commits', async () => {
    repository.commit('one\n\nOKR: reach.signups\n');
    repository.git('tag', 'v1');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const { commits, tagged, byKeyResult, earlier } = await work(repository, tomorrow);
    assert.deepEqual([commits, tagged, byKeyResult.size], [0, 0, 0]);
    assert.deepEqual([...(earlier ?? [])], [['reach.users', new Set(['v1'])]]);
    const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    assert.equal((await work(repository, nextYear)).earlier?.size, 0);
  });

  it('is left out until it is known', () => {
    const page = ready();
    assert.equal(page.repository, undefined);
    assert.equal(page.objectives[0]?.keyResults[0]?.commits, undefined);
  });

  it('names the newest commits of a key result and the release that shipped each', async () => {
    for (const name of ['one', 'two', 'three']) repository.commit(`${name}\n\nOKR: reach.signups\n`);
    repository.git('tag', 'v1');
    repository.commit('four\n\nOKR: reach.users\nOKR: reach.signups\n');
    repository.commit('five');
    const page = ready(await work());
    const commits = page.objectives[0]?.keyResults[0]?.commits;
    assert.equal(commits?.text, '4 commits in this cycle · 1 not released yet');
    const shown = commits?.list.map(({ subject, release, released }) => [subject, release, released]);
    assert.equal(shown?.length, 3);
    assert.ok(shown?.some((line) => line.join() === 'four,not released yet,false'));
    assert.ok(shown?.some((line) => line[1] === 'v1' && line[2] === true));
    assert.deepEqual([commits?.more?.label, commits?.more?.arg], ['1 more', 'reach.users']);
    assert.deepEqual(page.objectives[0]?.keyResults[1]?.commits, {
      text: 'No commits in this cycle',
      list: [],
    });
    assert.deepEqual([page.repository?.count, page.repository?.share], ['5 commits', '1 untagged (20%)']);
  });

  it('says nothing of releases where there are none', async () => {
    repository.commit('one\n\nOKR: reach.users\n');
    const page = ready(await work());
    const commits = page.objectives[0]?.keyResults[0]?.commits;
    assert.equal(commits?.text, '1 commit in this cycle');
    assert.deepEqual(
      commits?.list.map(({ release }) => release),
      [undefined],
    );
    assert.equal(page.repository?.share, 'all tagged');
  });

  it('says that a shallow clone may hold less than there is', async () => {
    for (const name of ['one', 'two']) repository.commit(name);
    const clone = new GitRepository();
    rmSync(join(clone.root, '.git'), { recursive: true });
    try {
      clone.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, '.');
      assert.equal(ready(await work(clone)).repository?.count, '1 commit in this shallow clone');
    } finally {
      clone.dispose();
    }
  });
});
