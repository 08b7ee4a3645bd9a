import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { skipBecause } from '../steps/skipBecause';
import { HookedRepository, removeHook } from '../support/hookedRepository';
import { type InstalledFolder, npmFolder, pythonFolder } from '../support/hookManager';

interface Manager {
  readonly folder: () => Promise<InstalledFolder>;
  /** Its configuration, by path below the root, with a hook of its own for every commit. */
  readonly files: Readonly<Record<string, string>>;
  /** Makes the hooks of git those of the manager, as its own documents say. */
  readonly start: (repository: HookedRepository, folder: string) => void;
}

const node = process.execPath;

function succeeds(
  repository: HookedRepository,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  const { code, out, err } = repository.runProgram(program, args, env);
  assert.equal(code, 0, `${program} ${args.join(' ')}\n${out}\n${err}`);
}

const modules = (repository: HookedRepository, folder: string): void => {
  const path = join(repository.root, 'node_modules');
  if (!existsSync(path)) symlinkSync(join(folder, 'node_modules'), path);
};

const PRE_COMMIT = (repository: HookedRepository, folder: string): void => {
  const lib = join(folder, 'lib');
  repository.environment = {
    PYTHONPATH: lib,
    PRE_COMMIT_HOME: join(repository.root, '.git', 'pre-commit-home'),
  };
  succeeds(repository, 'python3', [
    '-m',
    'pre_commit',
    'install',
    '--hook-type',
    'prepare-commit-msg',
    '--hook-type',
    'commit-msg',
    '--hook-type',
    'pre-commit',
  ]);
};

const MANAGERS: Readonly<Record<string, Manager>> = {
  'husky 9': {
    folder: () => npmFolder('husky@9.1.7'),
    files: { '.husky/commit-msg': 'echo ran >>ran\n', 'package.json': '{"devDependencies":{"husky":"9"}}' },
    start: (repository, folder) => {
      modules(repository, folder);
      succeeds(repository, node, ['node_modules/husky/bin.js']);
    },
  },
  'husky 8': {
    folder: () => npmFolder('husky@8.0.3'),
    files: {
      '.husky/commit-msg': '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\necho ran >>ran\n',
    },
    start: (repository, folder) => {
      modules(repository, folder);
      succeeds(repository, node, ['node_modules/husky/lib/bin.js', 'install']);
    },
  },
  'husky 4': {
    folder: () => npmFolder('husky@4.3.8'),
    files: {
      'package.json':
        '{\n  "name": "x",\n  "husky": {\n    "hooks": {\n      "commit-msg": "echo ran >>ran"\n    }\n  }\n}\n',
    },
    start: (repository, folder) => {
      modules(repository, folder);
      const env = {
        INIT_CWD: repository.root,
        CI: '',
        HUSKY_SKIP_INSTALL: '',
        npm_config_user_agent: 'npm/10.0.0 node/v20.0.0',
      };
      succeeds(repository, node, ['node_modules/husky/husky.js', 'install'], env);
    },
  },
  'simple-git-hooks': {
    folder: () => npmFolder('simple-git-hooks@2.14.0'),
    files: {
      'package.json':
        '{\n  "name": "x",\n  "simple-git-hooks": {\n    "commit-msg": "echo ran >>ran"\n  }\n}\n',
    },
    start: (repository, folder) => {
      modules(repository, folder);
      succeeds(repository, node, ['node_modules/simple-git-hooks/cli.js']);
    },
  },
  lefthook: {
    folder: () => npmFolder('lefthook@2.2.1'),
    files: { 'lefthook.yml': 'commit-msg:\n  commands:\n    own:\n      run: echo ran >>ran\n' },
    start: (repository, folder) => {
      modules(repository, folder);
      succeeds(repository, node, ['node_modules/lefthook/bin/index.js', 'install']);
    },
  },
  'lefthook with jobs': {
    folder: () => npmFolder('lefthook@2.2.1'),
    files: {
      '.lefthook.yaml':
        'commit-msg:\n  jobs:\n    - name: own\n      run: echo ran >>ran\nprepare-commit-msg:\n  parallel: true\n',
    },
    start: (repository, folder) => {
      modules(repository, folder);
      succeeds(repository, node, ['node_modules/lefthook/bin/index.js', 'install']);
    },
  },
  'pre-commit': {
    folder: () => pythonFolder('pre-commit==4.6.2'),
    files: {
      '.pre-commit-config.yaml': `repos:\n- repo: local\n  hooks:\n  - id: own\n    name: own\n    language: system\n    entry: sh -c 'echo ran >>ran' sh\n    stages: [commit-msg]\n    always_run: true\n`,
    },
    start: PRE_COMMIT,
  },
};

for (const [name, { folder, files, start }] of Object.entries(MANAGERS)) {
  describe(`the hook under the real ${name}`, () => {
    let installed: string;
    let repository: HookedRepository;

    before(async function () {
      const found = await folder();
      if ('missing' in found) skipBecause(this, found.missing);
      installed = found.path;
    });
    beforeEach(() => {
      repository = new HookedRepository();
      for (const [path, text] of Object.entries(files)) repository.write(path, text);
      repository.write('.gitignore', 'node_modules\nran\n');
      repository.git('config', 'branch.main.okr', 'reach.users');
      start(repository, installed);
    });
    afterEach(() => repository?.dispose());

    const commit = (...more: readonly string[]) => repository.run(['commit', '--allow-empty', ...more]);

    it('tags, checks, and lets the manager do what it did', async () => {
      // pre-commit wants its configuration to be known to git.
      repository.git('add', '.');
      repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '--quiet', '-m', 'Base');
      const plan = await repository.install();
      assert.ok(!('why' in plan), JSON.stringify(plan));
      start(repository, installed);
      repository.git('add', '.');
      const made = commit('-m', 'Work', '-m', 'And more');
      assert.equal(made.code, 0, made.err);
      assert.equal(repository.message(), 'Work\n\nAnd more\n\nOKR: reach.users\n');
      assert.equal(readFileSync(join(repository.root, 'ran'), 'utf8'), 'ran\n');

      const typed = repository.run(
        ['commit', '--allow-empty'],
        repository.editor(`printf 'Subject' >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"`),
      );
      assert.equal(typed.code, 0, typed.err);
      assert.equal(repository.message(), 'Subject\n\nOKR: reach.users\n');
      const left = repository.run(['commit', '--allow-empty'], repository.editor('true'));
      assert.notEqual(left.code, 0);
      assert.equal(repository.message(), 'Subject\n\nOKR: reach.users\n');
      assert.equal(commit('--amend', '-m', 'Amended').code, 0);

      repository.git('config', '--unset', 'branch.main.okr');
      repository.git('config', 'throughline.check', 'require');
      const stopped = commit('-m', 'Untagged');
      assert.notEqual(stopped.code, 0);
      assert.match(stopped.err + stopped.out, /has to be tagged/);
      assert.equal(commit('-m', 'x', '-m', 'OKR: a').code, 0);
    });

    it('is no matter to a clone without Throughline, and gone after the removal', async () => {
      await repository.install();
      start(repository, installed);
      const configured = Object.keys(files).map((path) => readFileSync(join(repository.root, path), 'utf8'));
      assert.ok(
        configured.join('').includes('throughline') ||
          existsSync(join(repository.root, '.husky/prepare-commit-msg')),
      );
      repository.git('add', '.');
      repository.runProgram('mv', ['.git/throughline', '.git/away']);
      const made = commit('-m', 'Work');
      assert.equal(made.code, 0, made.err);
      assert.equal(repository.message(), 'Work\n');
      repository.runProgram('mv', ['.git/away', '.git/throughline']);
      await removeHook(repository.root);
      for (const [path, text] of Object.entries(files))
        assert.equal(readFileSync(join(repository.root, path), 'utf8'), text);
    });
  });
}
