import assert from 'node:assert/strict';
import { type PastOptions, readPastCommits } from '../../../../src/work/retag/pastCommits';
import { GitRepository } from '../../../support/gitRepository';
import { rawCommit, storeCommit } from '../../../support/rawCommits';
import { placeOf } from '../../../support/retagging';

describe('readPastCommits', () => {
  let repository: GitRepository;
  beforeEach(() => {
    repository = new GitRepository();
  });
  afterEach(() => repository.dispose());

  const read = async (more: Partial<PastOptions> = {}) => {
    const found = await readPastCommits(await placeOf(repository.root), { key: 'OKR', limit: 50, ...more });
    assert.ok(found.ok, JSON.stringify(found));
    return found.value;
  };
  const subjects = async (more?: Partial<PastOptions>): Promise<string[]> =>
    (await read(more)).map(({ subject }) => subject);

  it('lists what only the branch has, without merges, newest first', async () => {
    const root = repository.commit('root');
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.commit('one');
    repository.git('checkout', '--quiet', '-b', 'side', root);
    repository.commit('aside');
    repository.git('checkout', '--quiet', 'topic');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
    repository.commit('two');
    assert.deepEqual((await subjects()).sort(), ['aside', 'one', 'two']);
    assert.deepEqual(await subjects({ limit: 1 }), ['two']);
    assert.deepEqual(await subjects({ range: 'HEAD~1..HEAD' }), ['two']);
  });

  it('lists the latest on the main branch and on a detached HEAD, and nothing on an unborn one', async () => {
    assert.deepEqual(await subjects(), []);
    repository.commit('root');
    repository.commit('one');
    assert.deepEqual(await subjects(), ['one', 'root']);
    repository.git('checkout', '--quiet', '--detach');
    assert.deepEqual(await subjects(), ['one', 'root']);
  });

  it('says what a commit carries, whether it is pushed and whether it is signed', async () => {
    const root = repository.commit('root\n\nOKR: a\nOKR: b\n');
    repository.git('notes', '--ref=okr', 'add', '-m', 'Text.\n\nOKR: B\nOKR: c', root);
    repository.git('update-ref', 'refs/remotes/origin/main', root);
    const signed = storeCommit(
      repository,
      rawCommit({
        tree: repository.git('rev-parse', 'HEAD^{tree}'),
        parents: [root],
        headers: 'gpgsig x\n y\n',
        message: 'Grüße\n\nBody.',
      }),
    );
    repository.git('reset', '--quiet', '--soft', signed);
    const common = { at: 1_700_000_000_000, tags: [], pushed: false, signed: true };
    const [newest, oldest] = [await read({ range: 'main^!' }), await read({ range: 'main^' })];
    assert.deepEqual(newest, [{ id: signed, subject: 'Grüße', ...common }]);
    assert.deepEqual(
      oldest.map(({ tags, pushed, signed }) => ({ tags, pushed, signed })),
      [{ tags: ['a', 'b', 'c'], pushed: true, signed: false }],
    );
  });

  it('reads of a note what the branch reads of it too: ids and nothing else', async () => {
    const root = repository.commit('root');
    repository.git('notes', '--ref=okr', 'add', '-m', 'OKR: not decided yet', root);
    assert.deepEqual(
      (await read()).map(({ tags }) => tags),
      [[]],
    );
  });

  it('takes nothing for an option', async () => {
    repository.commit('root');
    const found = await readPastCommits(await placeOf(repository.root), {
      key: 'OKR',
      limit: 9,
      range: '--all',
    });
    assert.ok(!found.ok && found.error.kind === 'git');
  });
});
