import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HookedRepository, type Ran } from '../../../support/hookedRepository';
import { findOnPath } from '../../../vscode/systemPackage';

const SHELLS = ['dash', 'bash', 'busybox'].flatMap((name) => findOnPath([name]) ?? []);
/** Types a subject above what is there. */
const TYPE = `printf 'Subject' >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"`;

for (const shell of SHELLS) {
  describe(`the hook commit-msg in ${shell}`, () => {
    let repository: HookedRepository;

    beforeEach(async () => {
      repository = new HookedRepository();
      await repository.install();
      repository.useShell(shell, ...(shell.endsWith('busybox') ? ['sh'] : []));
      repository.git('config', 'branch.main.okr', 'reach.users');
    });
    afterEach(() => repository.dispose());

    const inEditor = (script: string, ...more: readonly string[]): Ran =>
      repository.run(['commit', '--allow-empty', ...more], repository.editor(script));
    const givesUp = (ran: Ran): void => {
      assert.notEqual(ran.code, 0);
      assert.match(ran.err, /Aborting commit/);
      assert.equal(repository.count, 0);
    };

    describe('where an editor is left without a word', () => {
      for (const more of [
        [],
        ['-v'],
        ['-s'],
        ['--cleanup=scissors'],
        ['--cleanup=scissors', '-v'],
        ['--cleanup=verbatim', '--no-status'],
      ]) {
        it(`lets git give up as it would have: ${more.join(' ') || 'plain'}`, () => {
          givesUp(inEditor('true', ...more));
          repository.git('config', 'commit.verbose', 'true');
          givesUp(inEditor('true', ...more));
        });
      }

      it('lets git give up where only the subject was deleted again, or comments were typed', () => {
        givesUp(inEditor(`printf '# a comment\\n' >>"$1"`));
        givesUp(inEditor(`sed -i.bak -e '/^Subject$/d' "$1"`, '-e', '-m', 'Subject'));
      });

      it('lets git give up with any comment character', () => {
        for (const character of [';', 'auto', '@']) {
          repository.git('config', 'core.commentChar', character);
          givesUp(inEditor('true'));
        }
      });

      for (const template of [
        'Why:\n',
        '\n\nWhy it is so\n# a hint\n\nHow it works',
        '# only a hint\n',
        'Why\n\nOKR: reach.users\n',
        'Why\n\nRefs: x\n',
      ]) {
        it(`lets git find its template untouched: ${JSON.stringify(template)}`, () => {
          writeFileSync(join(repository.root, 'template'), template);
          repository.commit('Base');
          for (const more of [[], ['-v'], ['--cleanup=scissors'], ['--allow-empty-message']]) {
            const commit = ['commit', '--allow-empty', '-t', 'template', ...more];
            const without = repository.run(['-c', 'core.hooksPath=/dev/null', ...commit], {
              GIT_EDITOR: 'true',
            });
            const message = repository.message();
            repository.git('reset', '--quiet', '--soft', without.code === 0 ? 'HEAD~1' : 'HEAD');
            const ran = repository.run(commit, { GIT_EDITOR: 'true' });
            assert.equal(ran.code, without.code, `${more}: ${ran.err}`);
            assert.equal(repository.message(), message, more.join());
            repository.git('reset', '--quiet', '--soft', without.code === 0 ? 'HEAD~1' : 'HEAD');
          }
        });
      }

      it('lets git commit an empty message where that was asked for', () => {
        assert.equal(inEditor('true', '--allow-empty-message').code, 0);
        assert.equal(repository.message(), '');
        assert.equal(repository.run(['commit', '--allow-empty', '--allow-empty-message', '-m', '']).code, 0);
        assert.equal(repository.message(), '');
      });

      it('does so after an editor that failed, too', () => {
        assert.notEqual(inEditor('exit 1').code, 0);
        givesUp(inEditor('true'));
        assert.equal(repository.run(['commit', '--allow-empty', '-m', 'Next']).code, 0);
        assert.equal(repository.message(), 'Next\n\nOKR: reach.users\n');
      });
    });

    it('keeps what was typed, down to a line that looks like a comment', () => {
      assert.equal(inEditor(TYPE).code, 0);
      assert.equal(repository.message(), 'Subject\n\nOKR: reach.users\n');
      assert.equal(
        inEditor(
          `printf '#12 is done' >"$1.new"; cat "$1" >>"$1.new"; mv "$1.new" "$1"`,
          '--cleanup=scissors',
        ).code,
        0,
      );
      assert.equal(repository.message(), '#12 is done\n\nOKR: reach.users\n');
      assert.equal(inEditor(`printf 'OKR: other.one\\n' >"$1"`).code, 0);
      assert.equal(repository.message(), 'OKR: other.one\n');
    });

    it('lets somebody take the tag out', () => {
      assert.equal(inEditor(`printf 'Untagged\\n' >"$1"`).code, 0);
      assert.equal(repository.message(), 'Untagged\n');
    });

    describe('as a check', () => {
      const known = (): void => {
        const folder = join(repository.root, '.git', 'throughline');
        writeFileSync(
          join(folder, 'links.config'),
          '[throughline]\n\tknown = reach.users\n\tknown = Reach.Orders\n',
        );
      };
      const commit = (...more: readonly string[]): Ran =>
        repository.run(['commit', '--allow-empty', '--quiet', ...more]);

      beforeEach(() => repository.git('config', '--unset', 'branch.main.okr'));

      it('is off unless it is switched on', () => {
        assert.deepEqual([commit('-m', 'x').code, commit('-m', 'x').err], [0, '']);
        repository.git('config', 'throughline.check', 'nonsense');
        assert.deepEqual([commit('-m', 'x').code, commit('-m', 'x').err], [0, '']);
      });

      it('warns, and lets the commit be made', () => {
        repository.git('config', 'throughline.check', 'warn');
        const { code, err } = commit('-m', 'Untagged');
        assert.equal(code, 0);
        assert.match(err, /^throughline: .*no key result.*\n.*git commit --amend --trailer 'OKR: ID'\n$/);
        assert.equal(repository.message(), 'Untagged\n');
        assert.deepEqual([commit('-m', 'x', '-m', 'okr: any.id').err], ['']);
      });

      it('stops a commit, keeps its message and says how to go on', () => {
        known();
        repository.git('config', 'throughline.check', 'require');
        const typed = inEditor(`printf 'A long thought\\n\\nwith reasons\\n' >"$1"`);
        assert.equal(typed.code, 1);
        assert.match(typed.err, /'OKR: ID'/);
        assert.match(typed.err, /reach\.users\n {4}Reach\.Orders\n/);
        const [, path = ''] = /kept in (\S+)/.exec(typed.err) ?? [];
        assert.equal(readFileSync(join(repository.root, path), 'utf8'), 'A long thought\n\nwith reasons\n');
        const [, retry = ''] = /with: (.*)\n/.exec(typed.err) ?? [];
        assert.equal(retry, `--edit --file='${path}'`);
        const again = inEditor(`printf '\\nOKR: reach.ORDERS\\n' >>"$1"`, '--edit', `--file=${path}`);
        assert.equal(again.code, 0, again.err);
        assert.equal(repository.message(), 'A long thought\n\nwith reasons\n\nOKR: reach.ORDERS\n');
      });

      it('takes a tag of the branch, of an amended commit, and no id that is not known', () => {
        known();
        repository.git('config', 'throughline.check', 'require');
        const wrong = commit('-m', 'x', '-m', 'OKR: reach.nobody');
        assert.equal(wrong.code, 1);
        assert.match(wrong.err, /reach\.nobody is no key result/);
        const odd = commit('-m', 'x', '-m', 'OKR: \u001b[31mred');
        assert.equal(odd.code, 1);
        assert.ok(!odd.err.includes('\u001b'));
        repository.git('config', 'branch.main.okr', 'reach.users');
        assert.deepEqual([commit('-m', 'x').code, commit('-m', 'x').err], [0, '']);
        assert.deepEqual(repository.tags(), ['reach.users']);
        assert.equal(
          repository.run(['commit', '--amend', '--allow-empty', '-m', 'Untagged again', '--no-verify']).code,
          0,
        );
        assert.equal(repository.run(['commit', '--amend', '--allow-empty', '--no-edit']).code, 0);
        repository.git('switch', '--quiet', '--detach');
        assert.equal(commit('-m', 'Nowhere').code, 1);
        assert.equal(commit('-m', 'Nowhere', '-m', 'OKR: reach.users').code, 0);
      });

      it('reads a message as git does that has comments, a key of its own, or a diff below', () => {
        repository.git('config', 'throughline.check', 'require');
        repository.git('config', 'throughline.trailerKey', 'Goal');
        const type = `{ printf 'Subject\\n\\nGoal: a.b\\nCloses #12\\n'; cat "$1"; } >"$1.new"; mv "$1.new" "$1"`;
        for (const more of [[], ['-v'], ['--cleanup=scissors']])
          assert.equal(inEditor(type, ...more).code, 0, more.join());
        assert.equal(commit('-m', '#1', '-m', 'Goal: a.b\n#2 is done').code, 0);
        assert.equal(commit('-m', 'x', '-m', 'OKR: a.b').code, 1);
      });

      it('asks nothing of merges, reverts, fixups and rebases', () => {
        assert.equal(commit('-m', 'Base').code, 0);
        writeFileSync(join(repository.root, 'file'), '1');
        repository.git('add', 'file');
        assert.equal(commit('-m', 'Work').code, 0);
        repository.git('branch', 'side', 'HEAD~1');
        repository.git('config', 'throughline.check', 'require');
        assert.equal(commit('--fixup=HEAD').code, 0);
        assert.equal(
          repository.run(['rebase', '--interactive', '--autosquash', 'HEAD~2'], {
            GIT_SEQUENCE_EDITOR: 'true',
          }).code,
          0,
        );
        assert.equal(repository.run(['revert', '--no-edit', 'HEAD']).code, 0);
        assert.equal(repository.run(['revert', '--no-edit', 'HEAD']).code, 0);
        repository.git('switch', '--quiet', 'side');
        assert.equal(commit('-m', 'x', '-m', 'OKR: a').code, 0);
        assert.equal(repository.run(['merge', '--no-edit', 'main'], { GIT_EDITOR: 'true' }).code, 0);
      });
    });
  });
}

describe('the hooks', () => {
  it('need git and sh, and nothing else', async () => {
    const repository = new HookedRepository();
    try {
      await repository.install();
      repository.git('config', 'branch.main.okr', 'reach.users');
      repository.git('config', 'throughline.check', 'require');
      mkdirSync(repository.tools, { recursive: true });
      for (const name of ['git', 'sh']) symlinkSync(findOnPath([name]) ?? '', join(repository.tools, name));
      const editor = repository.tool(
        'editor',
        `#!${findOnPath(['sh'])}\nread -r _ <"$1"\nprintf 'Typed\\n\\nOKR: typed.one\\n' >"$1"\n`,
      );
      const env = { PATH: repository.tools, GIT_EDITOR: editor };
      for (const more of [['-m', 'Work'], []]) {
        const { code, err } = repository.run(['commit', '--allow-empty', '--quiet', ...more], env);
        assert.deepEqual([code, err], [0, '']);
      }
      assert.equal(repository.message(), 'Typed\n\nOKR: typed.one\n');
      assert.deepEqual(repository.git('log', '-1', '--skip=1', '--format=%B').split('\n'), [
        'Work',
        '',
        'OKR: reach.users',
      ]);
    } finally {
      repository.dispose();
    }
  });

  it('run two processes at most in the usual case, and no shell but their own', async () => {
    const repository = new HookedRepository();
    try {
      await repository.install();
      repository.git('config', 'branch.main.okr', 'reach.users');
      repository.git('config', 'maintenance.auto', 'false');
      const log = join(repository.root, '.git', 'started');
      const [git = '', sh = ''] = ['git', 'sh'].map((name) => findOnPath([name]));
      // Only what the hooks start is found in front of PATH: git puts its own folder before that.
      const counted = (program: string): string =>
        `#!${sh}\necho "\${0##*/} $*" >>'${log}'\nexec '${program}' "$@"\n`;
      repository.tool('sh', counted(sh));
      const first = join(repository.root, '.git', 'exec-path');
      mkdirSync(first);
      repository.tool('git', counted(git));
      symlinkSync(join(repository.tools, 'git'), join(first, 'git'));
      const started = (...more: readonly string[]): readonly string[] => {
        writeFileSync(log, '');
        const commit = ['commit', '--allow-empty', '--quiet', ...more];
        const { code } = repository.runProgram(git, commit, { GIT_EXEC_PATH: first });
        assert.equal(code, 0);
        return readFileSync(log, 'utf8')
          .split('\n')
          .flatMap((line) => /^\w+(?= )/.exec(line) ?? []);
      };
      assert.deepEqual(started('-m', 'fix: work'), ['git']);
      assert.deepEqual(started('-m', 'Work', '-m', 'More of it'), ['git']);
      assert.deepEqual(started('-m', 'Work', '-m', 'Reviewed-by: Bob'), ['git', 'git']);
      assert.deepEqual(repository.tags(), ['reach.users']);
    } finally {
      repository.dispose();
    }
  });
});
