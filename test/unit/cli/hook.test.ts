import assert from 'node:assert/strict';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HookOptions, hook } from '../../../src/cli/hook';
import { status } from '../../../src/cli/status';
import { HookedRepository } from '../../support/hookedRepository';

const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: More users, metric: { source: repo, query: users.csv }, start: 0, target: 100 }
branches: [{ pattern: "work/**", serves: [reach.users] }]
`;

describe('throughline hook', () => {
  let repository: HookedRepository;
  beforeEach(() => {
    repository = new HookedRepository();
    repository.write('okrs.yaml', OKRS);
    repository.git('switch', '--quiet', '--create', 'work/one');
  });
  afterEach(() => repository.dispose());

  async function run(options: Partial<HookOptions>): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', ''];
    const output = {
      out: (text: string | Uint8Array) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
    };
    const code = await hook(
      { folder: repository.root, okrPath: 'okrs.yaml', action: 'status', yes: false, ...options },
      output,
    );
    return { code, out, err };
  }

  it('shows what it would change, and changes nothing where nobody can be asked', async () => {
    const { code, out, err } = await run({ action: 'install' });
    assert.equal(code, 1);
    assert.match(out, /^Create \.git\/throughline\/prepare-commit-msg$/m);
    assert.match(out, /^ {2}\+ # >>> throughline >>> \(new file\)$/m);
    assert.match(err, /--yes/);
    assert.doesNotMatch(out, /for you to commit/);
    assert.equal(existsSync(join(repository.root, '.git/hooks/commit-msg')), false);
  });

  it('says which of the files others will get', async () => {
    repository.write('.husky/_/h', '#!/bin/sh\n');
    repository.git('config', 'core.hooksPath', '.husky/_');
    const { out } = await run({ action: 'install' });
    assert.match(out, /^Create \.husky\/prepare-commit-msg$/m);
    assert.match(out, /^Files outside \.git are for you to commit;/m);
  });

  it('installs, so that the next commit is tagged by the patterns of the OKR file, and removes', async () => {
    assert.deepEqual(await run({}), { code: 1, out: 'The hook is not installed.\n', err: '' });
    const installed = await run({ action: 'install', yes: true, check: 'require' });
    assert.equal(installed.code, 0);
    assert.match(installed.out, /The hook is installed\.\nCheck of commits: require\n$/);
    const stands = await run({});
    assert.equal(stands.code, 0);
    assert.match(stands.out, /commit-msg\.\nCheck of commits: require/);
    assert.equal(repository.run(['commit', '--allow-empty', '-m', 'Work']).code, 0);
    assert.deepEqual(repository.tags(), ['reach.users']);
    repository.git('switch', '--quiet', '--create', 'other');
    const stopped = repository.run(['commit', '--allow-empty', '-m', 'Work']);
    assert.equal(stopped.code, 1);
    assert.match(stopped.err, /reach\.users/);
    assert.deepEqual(await run({ action: 'install', yes: true }), {
      code: 0,
      out: 'The hook is installed already.\n',
      err: '',
    });
    assert.equal((await run({ action: 'remove', yes: true })).code, 0);
    assert.equal(repository.run(['commit', '--allow-empty', '-m', 'Work']).code, 0);
    assert.equal((await run({ action: 'remove', yes: true })).out, 'There is no hook to remove.\n');
  });

  it('is told of a changed OKR file by whoever reads that', async () => {
    await run({ action: 'install', yes: true });
    repository.write('okrs.yaml', OKRS.replace('work/**', 'other/**'));
    const quiet = { out: () => undefined, err: () => undefined };
    const options = {
      folder: repository.root,
      okrPath: 'okrs.yaml',
      allowed: [],
      environment: {},
      json: false,
    };
    repository.write('draft.yaml', OKRS.replaceAll('reach.users', 'reach.draft'));
    await status({ ...options, okrPath: 'draft.yaml' }, quiet);
    assert.equal(repository.run(['commit', '--allow-empty', '-m', 'Work']).code, 0);
    assert.deepEqual(repository.tags(), ['reach.users'], 'another file than the hook goes by');
    await status(options, quiet);
    assert.equal(repository.run(['commit', '--allow-empty', '-m', 'Work']).code, 0);
    assert.deepEqual(repository.tags(), []);
  });

  it('says where a part is missing', async () => {
    await run({ action: 'install', yes: true });
    writeFileSync(join(repository.root, '.git/throughline/commit-msg'), 'old');
    const { code, out } = await run({});
    assert.equal(code, 1);
    assert.match(out, /throughline hook install/);
  });

  it('refuses with the lines to add, and says where there is no repository', async () => {
    repository.write('.git/hooks/commit-msg', '#!/usr/bin/env node\n');
    chmodSync(join(repository.root, '.git/hooks/commit-msg'), 0o755);
    const { code, err } = await run({ action: 'install', yes: true });
    assert.equal(code, 1);
    assert.match(err, /no shell script/);
    assert.match(err, /by hand/);
    assert.match(err, /throughline\/commit-msg/);
    assert.equal((await run({ folder: tmpdir() })).code, 1);
  });
});
