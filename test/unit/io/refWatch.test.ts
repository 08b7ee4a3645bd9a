import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WatchedLayout, watchHead } from '../../../src/io/refWatch';
import { GitRepository } from '../../support/gitRepository';

/** Longer than the events of one git command are apart. */
const SETTLED_MS = 80;

describe('watchHead', () => {
  let repository: GitRepository;
  let heard: number;
  let stop: () => void;

  beforeEach(() => {
    repository = new GitRepository();
    heard = 0;
    stop = () => undefined;
  });

  afterEach(() => {
    stop();
    repository.dispose();
  });

  function listen(layout: Partial<WatchedLayout> = {}): void {
    const gitDir = join(repository.root, '.git');
    stop = watchHead({ gitDir, commonDir: gitDir, ...layout }, () => {
      heard += 1;
    });
  }

  /** Waits until the call came, however slow the machine is. */
  async function hears(what: string, act: () => void): Promise<void> {
    await sleep(SETTLED_MS);
    const before = heard;
    act();
    const deadline = Date.now() + 60_000;
    while (heard === before && Date.now() < deadline) await sleep(5);
    assert.notEqual(heard, before, what);
  }

  it('hears of a switch, a commit, an amend, a reset, a link and a tag', async () => {
    repository.commit('one');
    repository.commit('two');
    listen();
    await hears('switch', () => repository.git('switch', '--quiet', '-c', 'topic'));
    await hears('commit', () => repository.commit('three'));
    await hears('amend', () => repository.git('commit', '--amend', '--quiet', '--allow-empty', '-m', 'four'));
    await hears('reset', () => repository.git('reset', '--quiet', '--hard', 'HEAD~1'));
    await hears('link', () => repository.git('config', 'branch.topic.okr', 'k1'));
    await hears('tag', () => repository.git('tag', 'v1'));
    await hears('packed', () => repository.git('pack-refs', '--all'));
  });

  it('hears of the first commit and of those after it', async () => {
    listen();
    await hears('first', () => repository.commit('one'));
    await hears('second', () => repository.commit('two'));
  });

  it('hears of what happens in a linked work tree, and of links made anywhere', async () => {
    repository.commit('one');
    const linked = join(repository.root, 'linked');
    repository.git('worktree', 'add', '--quiet', '-b', 'side', linked);
    listen({ gitDir: join(repository.root, '.git', 'worktrees', 'linked') });
    await hears('switch', () => repository.git('-C', linked, 'switch', '--quiet', '-c', 'other'));
    await hears('link', () => repository.git('config', 'branch.other.okr', 'k1'));
    await sleep(SETTLED_MS);
    const before = heard;
    repository.git('switch', '--quiet', '-c', 'elsewhere');
    await sleep(SETTLED_MS);
    assert.equal(heard, before);
  });

  it('does not hear of files that are changed', async () => {
    repository.commit('one');
    listen();
    await sleep(SETTLED_MS);
    repository.write('a', 'x\n');
    repository.git('add', 'a');
    await sleep(SETTLED_MS);
    assert.equal(heard, 0);
  });

  it('is silent once stopped, also about what happened just before', async () => {
    repository.commit('one');
    listen();
    await sleep(SETTLED_MS);
    repository.git('switch', '--quiet', '-c', 'topic');
    stop();
    repository.git('switch', '--quiet', 'main');
    await sleep(SETTLED_MS);
    assert.equal(heard, 0);
  });

  it('does not mind folders that are not there', () => {
    const nowhere = join(repository.root, 'nowhere');
    listen({ gitDir: nowhere, commonDir: nowhere });
  });
});
