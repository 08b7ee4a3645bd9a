import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../../src/io/git';
import { createHookFiles } from '../../../../src/io/hookFiles';
import { syncLinks } from '../../../../src/work/hook/syncLinks';
import { HookedRepository } from '../../../support/hookedRepository';

describe('telling the hook about the OKR file', () => {
  const ports = { git: createGit(), hookFiles: createHookFiles() };
  let repository: HookedRepository;
  beforeEach(() => {
    repository = new HookedRepository();
  });
  afterEach(() => repository.dispose());

  const sync = (pattern: string, ...serves: readonly string[]): Promise<boolean> => {
    const gitDir = join(repository.root, '.git');
    const layout = { root: repository.root, gitDir, commonDir: gitDir };
    return syncLinks(ports, layout, { rules: [{ pattern, serves }], ids: serves });
  };
  const tagged = (branch: string): string[] => {
    repository.git('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    assert.equal(repository.run(['commit', '--allow-empty', '--quiet', '-m', 'Work']).code, 0);
    return repository.tags();
  };

  it('writes nothing where no hook is installed', async () => {
    await sync('**', 'a');
    assert.equal(existsSync(join(repository.root, '.git/throughline')), false);
  });

  it('is taken up by the next commit, and written only where it changed', async () => {
    await repository.install();
    await sync('größe/*', 'a.b', 'c');
    assert.deepEqual(tagged('größe/日本'), ['a.b', 'c']);
    const path = join(repository.root, '.git/throughline/links.config');
    const { ino } = statSync(path);
    await sync('größe/*', 'a.b', 'c');
    assert.equal(statSync(path).ino, ino);
    await sync('none', 'x');
    assert.deepEqual(tagged('größe/日本'), []);
  });

  it('names the branches that a pattern takes and git can not say', async () => {
    await repository.install();
    repository.commit('Base');
    for (const name of ['v1', 'v2/x', 'v3']) repository.git('branch', name);
    await sync('v{1..2}', 'a');
    assert.deepEqual(tagged('v1'), ['a']);
    assert.deepEqual(tagged('v3'), []);
    assert.doesNotMatch(readFileSync(join(repository.root, '.git/throughline/links.config'), 'utf8'), /v3/);
  });

  it('lets no pattern and no id of a repository write anything else', async () => {
    await repository.install();
    await sync('*"]\n[core]\n\teditor = evil', 'a"\n[core]\n\teditor = evil');
    await sync('ma*"]\\', 'ok', 'x"; [core] editor = evil', 'a\\');
    assert.deepEqual(tagged('main'), []);
    await sync('ma*', 'ok', 'x"; [core] editor = evil', 'a\\');
    assert.deepEqual(tagged('main'), ['ok']);
    const include = `include.path=${join(repository.root, '.git/throughline/links.config')}`;
    assert.equal(repository.run(['-c', include, 'config', '--get', 'core.editor']).out, '');
  });
});
