import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HookedRepository, installHook, type Ran } from '../../../support/hookedRepository';
import { findOnPath } from '../../../vscode/systemPackage';

/** Every shell that is here and may be a machine's `sh`. */
const SHELLS: readonly (readonly [string, ...string[]])[] = [
  ...['dash', 'bash', 'ksh', 'mksh', 'yash']
    .flatMap((name) => findOnPath([name]) ?? [])
    .map((path): [string] => [path]),
  ...['busybox'].flatMap((name) => findOnPath([name]) ?? []).map((path): [string, string] => [path, 'sh']),
];
/** Puts a subject above whatever the hook left, as somebody does who begins to type. */
const TYPE = `printf 'Subject' >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"`;

for (const [program, ...args] of SHELLS) {
  describe(`the hook prepare-commit-msg in ${[program, ...args].join(' ')}`, () => {
    let repository: HookedRepository;

    beforeEach(async () => {
      repository = new HookedRepository();
      await repository.install();
      repository.useShell(program, ...args);
      repository.git('config', 'branch.main.okr', 'reach.users');
    });
    afterEach(() => repository.dispose());

    const commit = (...more: readonly string[]): Ran =>
      repository.run(['commit', '--allow-empty', '--quiet', ...more]);
    const succeeds = (ran: Ran): void => assert.deepEqual([ran.code, ran.err], [0, '']);

    it('tags a commit with a message of its own, on an unborn branch too, and says nothing', () => {
      succeeds(commit('-m', 'First'));
      assert.equal(repository.message(), 'First\n\nOKR: reach.users\n');
      succeeds(commit('-m', 'Second', '-m', 'Body\nwith lines'));
      assert.equal(repository.message(), 'Second\n\nBody\nwith lines\n\nOKR: reach.users\n');
    });

    it('adds several in their order, above the sign-off, and none twice', () => {
      repository.git('config', '--add', 'branch.main.okr', 'reach.orders');
      succeeds(commit('-s', '-m', 'Add'));
      assert.equal(
        repository.message(),
        'Add\n\nOKR: reach.users\nOKR: reach.orders\nSigned-off-by: Ada <ada@example.com>\n',
      );
      succeeds(commit('-m', 'Again', '-m', 'okr: REACH.users\nOKR: reach.orders'));
      assert.equal(repository.message(), 'Again\n\nOKR: REACH.users\nOKR: reach.orders\n');
    });

    it('puts it above a BREAKING CHANGE footer where git reads it there', () => {
      succeeds(commit('-m', 'feat!: x', '-m', 'Body', '-m', 'BREAKING CHANGE: all is new'));
      assert.equal(
        repository.message(),
        'feat!: x\n\nBody\n\nOKR: reach.users\nBREAKING CHANGE: all is new\n',
      );
    });

    it('ends the last line first', () => {
      writeFileSync(join(repository.root, 'message'), 'Subject\n\nno end');
      succeeds(commit('--cleanup=verbatim', '-F', 'message'));
      assert.equal(repository.message(), 'Subject\n\nno end\n\nOKR: reach.users\n');
    });

    it('leaves room for the subject in an editor', () => {
      for (const more of [[], ['-s'], ['-v'], ['--cleanup=scissors'], ['--cleanup=scissors', '-v', '-s']]) {
        writeFileSync(join(repository.root, 'file'), more.join());
        repository.git('add', 'file');
        succeeds(repository.run(['commit', '--quiet', ...more], repository.editor(TYPE)));
        assert.match(repository.message(), /^Subject\n\nOKR: reach\.users\n/, more.join(' '));
        assert.deepEqual(repository.tags(), ['reach.users']);
      }
    });

    it('goes by the comment character', () => {
      for (const character of [';', 'auto', '%']) {
        repository.git('config', 'core.commentChar', character);
        succeeds(repository.run(['commit', '--quiet', '--allow-empty'], repository.editor(TYPE)));
        assert.equal(repository.message(), 'Subject\n\nOKR: reach.users\n', character);
        succeeds(commit('-m', '#12 is done'));
        assert.equal(repository.message(), '#12 is done\n\nOKR: reach.users\n', character);
      }
    });

    it('keeps lines that look like comments where git keeps them', () => {
      succeeds(commit('-m', '#12 is done', '-m', '#13 too'));
      assert.equal(repository.message(), '#12 is done\n\n#13 too\n\nOKR: reach.users\n');
    });

    it('goes by a template, and takes what is typed into it', () => {
      writeFileSync(join(repository.root, 'template'), '# What?\nWhy it is so\n\nHow it works\n');
      repository.git('config', 'commit.template', 'template');
      succeeds(
        repository.run(
          ['commit', '--quiet', '--allow-empty'],
          repository.editor(`printf 'Subject\\n\\n' >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"`),
        ),
      );
      assert.equal(repository.message(), 'Subject\n\nWhy it is so\n\nHow it works\n\nOKR: reach.users\n');
    });

    it('leaves an amended, a reused, a merge, a revert and a fixup commit alone', () => {
      repository.git('config', '--unset', 'branch.main.okr');
      succeeds(commit('-m', 'Base'));
      writeFileSync(join(repository.root, 'file'), '1');
      repository.git('add', 'file');
      succeeds(commit('-m', 'Work'));
      repository.git('config', 'branch.main.okr', 'reach.users');
      succeeds(repository.run(['commit', '--amend', '--quiet', '--no-edit']));
      succeeds(repository.run(['commit', '--amend', '--quiet'], { GIT_EDITOR: 'true' }));
      assert.equal(repository.message(), 'Work\n');
      succeeds(commit('-C', 'HEAD'));
      assert.equal(repository.message(), 'Work\n');
      succeeds(commit('--fixup=HEAD'));
      assert.equal(repository.message(), 'fixup! Work\n');
      repository.git('reset', '--quiet', '--hard', 'HEAD~2');
      assert.equal(repository.run(['revert', '--no-edit', 'HEAD']).code, 0);
      assert.deepEqual(repository.tags(), []);
      repository.git('switch', '--quiet', '--create', 'side', 'HEAD~1');
      succeeds(commit('-m', 'Side'));
      repository.git('switch', '--quiet', 'main');
      assert.equal(repository.run(['merge', '--quiet', '--no-ff', '-m', 'Merge it', 'side']).code, 0);
      assert.equal(repository.message(), 'Merge it\n');
    });

    it('adds nothing in a rebase and in a cherry-pick, also where they stopped', () => {
      repository.git('config', '--unset', 'branch.main.okr');
      const write = (branch: string, text: string, message: string): void => {
        repository.git('switch', '--quiet', branch);
        writeFileSync(join(repository.root, 'file'), text);
        repository.git('add', 'file');
        succeeds(commit('-m', message));
      };
      succeeds(commit('-m', 'Base'));
      repository.git('branch', 'side');
      write('main', 'main', 'On main');
      write('side', 'side', 'On side');
      repository.git('config', 'branch.side.okr', 'reach.users');
      repository.git('config', 'branch.main.okr', 'reach.users');
      assert.notEqual(repository.run(['rebase', 'main']).code, 0);
      repository.git('checkout', '--theirs', 'file');
      repository.git('add', 'file');
      assert.equal(repository.run(['rebase', '--continue'], { GIT_EDITOR: 'true' }).code, 0);
      assert.equal(repository.message(), 'On side\n');
      repository.git('switch', '--quiet', 'main');
      writeFileSync(join(repository.root, 'file'), 'other');
      repository.git('add', 'file');
      repository.git('commit', '--quiet', '--no-verify', '-m', 'x', '--amend');
      assert.notEqual(repository.run(['cherry-pick', 'side']).code, 0);
      repository.git('checkout', '--theirs', 'file');
      repository.git('add', 'file');
      succeeds(commit('-m', 'Picked'));
      assert.equal(repository.message(), 'Picked\n');
      repository.git('switch', '--quiet', '--create', 'clean', 'main~1');
      repository.gitWith(
        '',
        '-c',
        'core.hooksPath=/dev/null',
        'commit',
        '--quiet',
        '--allow-empty',
        '-m',
        'Clean',
      );
      repository.git('switch', '--quiet', 'main');
      assert.equal(repository.run(['cherry-pick', '--allow-empty', 'clean']).code, 0);
      assert.equal(repository.message(), 'Clean\n');
    });

    it('adds nothing without a branch', () => {
      succeeds(commit('-m', 'Base'));
      repository.git('switch', '--quiet', '--detach');
      succeeds(commit('-m', 'Detached'));
      assert.equal(repository.message(), 'Detached\n');
    });

    it('lifts the tags of what is squashed, else the tag of the branch', () => {
      repository.git('config', '--unset', 'branch.main.okr');
      succeeds(commit('-m', 'Base'));
      for (const [name, message] of [
        ['one', 'Work\n\nText with a colon: x\n\nokr: other.one\nOKR: other.two\nOKR: not an id\n'],
        ['two', 'Work without\n'],
      ] as const) {
        repository.git('switch', '--quiet', '--create', name, 'main');
        writeFileSync(join(repository.root, name), name);
        repository.git('add', name);
        repository.gitWith(message, 'commit', '--quiet', '--cleanup=verbatim', '-F', '-');
      }
      repository.git('switch', '--quiet', 'main');
      repository.git('config', 'branch.main.okr', 'reach.users');
      repository.git('merge', '--quiet', '--squash', 'one');
      succeeds(repository.run(['commit', '--quiet'], { GIT_EDITOR: 'true' }));
      assert.deepEqual(repository.tags(), ['other.one', 'other.two']);
      repository.git('merge', '--quiet', '--squash', 'two');
      succeeds(commit('-m', 'Squashed'));
      assert.equal(repository.message(), 'Squashed\n\nOKR: reach.users\n');
    });

    it('works in a linked work tree and in a submodule, at paths of any shape', async () => {
      succeeds(commit('-m', 'Base'));
      const linked = join(repository.root, 'odd $(touch evil) \'quoted\' "path"\nline');
      repository.git('worktree', 'add', '--quiet', '-b', 'side', linked);
      repository.git('config', 'branch.side.okr', 'reach.orders');
      succeeds(repository.run(['commit', '--allow-empty', '--quiet', '-m', 'There'], {}, linked));
      assert.deepEqual(repository.tags(linked), ['reach.orders']);
      assert.deepEqual(repository.tags(), ['reach.users']);
      assert.equal(existsSync(join(linked, 'evil')), false);

      const origin = new HookedRepository();
      origin.commit('Base');
      repository.git(
        '-c',
        'protocol.file.allow=always',
        'submodule',
        'add',
        '--quiet',
        origin.root,
        'sub module',
      );
      const inside = join(repository.root, 'sub module');
      await installHook(inside);
      repository.run(['config', 'branch.main.okr', 'of.submodule'], {}, inside);
      succeeds(repository.run(['commit', '--allow-empty', '--quiet', '-m', 'Inside'], {}, inside));
      assert.deepEqual(repository.tags(inside), ['of.submodule']);
      origin.dispose();
    });

    it('writes nothing that is no id, and evaluates nothing', () => {
      const hostile = [
        '$(touch evil)',
        '`touch evil`',
        "x'; touch evil; '",
        '-x',
        'a b',
        'a*',
        '*',
        'ü',
        'x'.repeat(65),
        '"',
        '\\',
        '',
      ];
      for (const id of hostile) repository.git('config', '--add', 'branch.main.okr', id);
      succeeds(commit('-m', 'Work'));
      assert.deepEqual(repository.tags(), ['reach.users']);
      for (const name of [
        'a$(touch\u{00a0}evil)',
        '--all',
        'it\'s-"q"',
        'größe/日本',
        'a+b(c)|d',
        '{a,b}',
        'x;touch`evil',
      ]) {
        repository.git('update-ref', `refs/heads/${name}`, 'HEAD');
        repository.git('symbolic-ref', 'HEAD', `refs/heads/${name}`);
        repository.git('config', `branch.${name}.okr`, 'odd.one');
        succeeds(commit('-m', 'On an odd branch'));
        assert.deepEqual(repository.tags(), ['odd.one'], name);
      }
      assert.equal(existsSync(join(repository.root, 'evil')), false);
    });

    it('goes by the key of the configuration where it can be one', () => {
      repository.git('config', 'throughline.trailerKey', 'Goal');
      succeeds(commit('-m', 'Work'));
      assert.equal(repository.message(), 'Work\n\nGoal: reach.users\n');
      repository.git('config', 'throughline.trailerKey', 'no: key\n$(touch evil)');
      succeeds(commit('-m', 'Work'));
      assert.equal(repository.message(), 'Work\n\nOKR: reach.users\n');
    });

    it('leaves the user’s own trailer settings out of it', () => {
      repository.git('config', 'trailer.separators', '=');
      repository.git('config', 'trailer.ifExists', 'replace');
      repository.git('config', 'trailer.sign.key', 'Signed');
      repository.git('config', 'trailer.sign.command', 'echo evil');
      succeeds(commit('-m', 'Work', '-m', 'OKR: other\nReviewed-by: Bob'));
      assert.equal(repository.message(), 'Work\n\nOKR: reach.users\nOKR: other\nReviewed-by: Bob\n');
    });

    it('goes by the patterns of the OKR file where nothing is linked by hand, and by the first that fits', () => {
      const folder = join(repository.root, '.git', 'throughline');
      mkdirSync(join(folder, 'rules'), { recursive: true });
      writeFileSync(
        join(folder, 'links.config'),
        '[includeIf "onbranch:none"]\npath = rules/0\n[throughline "0"]\nserves = no\n[includeIf "onbranch:m*"]\npath = rules/1\n[throughline "1"]\nserves = by.pattern\nserves = "and $(this)"\nserves = other\n[includeIf "onbranch:main"]\npath = rules/2\n[throughline "2"]\nserves = second\n',
      );
      for (const rule of [0, 1, 2])
        writeFileSync(join(folder, 'rules', String(rule)), `[throughline]\nrule = ${rule}\n`);
      succeeds(commit('-m', 'By hand'));
      assert.deepEqual(repository.tags(), ['reach.users']);
      repository.git('config', '--unset', 'branch.main.okr');
      succeeds(commit('-m', 'By pattern'));
      assert.deepEqual(repository.tags(), ['by.pattern', 'other']);
    });

    it('never fails a commit, whatever is broken', () => {
      const folder = join(repository.root, '.git', 'throughline');
      writeFileSync(join(folder, 'links.config'), '[this is no\nconfiguration "');
      succeeds(commit('-m', 'Odd links'));
      rmSync(join(folder, 'links.config'));
      mkdirSync(join(folder, 'links.config'));
      succeeds(commit('-m', 'A folder'));
      repository.environment = {
        IFS: 'abcm',
        CDPATH: '/tmp',
        ENV: '/nonexistent',
        GIT_DIR: join(repository.root, '.git'),
      };
      succeeds(commit('-m', 'Odd surroundings'));
      assert.deepEqual(repository.tags(), ['reach.users']);
      repository.environment = {};
      writeFileSync(join(folder, 'prepare-commit-msg'), 'exit 3\n');
      succeeds(commit('-m', 'A broken hook'));
      rmSync(folder, { recursive: true });
      succeeds(commit('-m', 'No hook at all'));
      assert.equal(repository.message(), 'No hook at all\n');
    });

    it('reads HEAD as git does where it is no plain file', () => {
      succeeds(commit('-m', 'Base'));
      repository.git('config', 'core.preferSymlinkRefs', 'true');
      repository.git('switch', '--quiet', '--create', 'linked');
      repository.git('config', 'branch.linked.okr', 'linked.one');
      succeeds(commit('-m', 'Through a link'));
      assert.deepEqual(repository.tags(), ['linked.one']);
    });

    it('asks git for the branch where HEAD stands in for another store', () => {
      const fake = join(repository.root, '.git', 'reftable');
      mkdirSync(fake);
      writeFileSync(join(fake, 'HEAD'), 'ref: refs/heads/.invalid\n');
      const message = join(fake, 'MESSAGE');
      writeFileSync(message, 'Work\n');
      repository.tool(
        'git',
        `#!/bin/sh\nPATH=\${PATH#*:}\n[ "$GIT_DIR" != '${fake}' ] || GIT_DIR='${join(repository.root, '.git')}'\nexport GIT_DIR\nexec git "$@"\n`,
      );
      const body = join(repository.root, '.git/throughline/prepare-commit-msg');
      const ran = repository.runProgram(program, [...args, body, message, 'message'], {
        GIT_DIR: fake,
      });
      succeeds(ran);
      assert.equal(readFileSync(message, 'utf8'), 'Work\n\nOKR: reach.users\n');
    });
  });
}
