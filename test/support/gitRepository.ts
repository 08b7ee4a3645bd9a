import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Git as nobody configured it, so that a test says the same on every machine. */
export const ISOLATED = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** A real repository in a temporary folder. */
export class GitRepository {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-git-')));

  /** @param options of `git init` */
  constructor(...options: readonly string[]) {
    this.git('init', '--quiet', '--initial-branch=main', ...options);
  }

  git(...args: string[]): string {
    return this.gitWith('', ...args);
  }

  gitWith(input: string, ...args: string[]): string {
    const env = { ...process.env, ...ISOLATED };
    return execFileSync('git', args, {
      cwd: this.root,
      env,
      input,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trimEnd();
  }

  /** Says who commits also to a git that runs as it is configured here, on a machine where nobody has told it. */
  identify(): void {
    this.git('config', 'user.name', ISOLATED.GIT_AUTHOR_NAME);
    this.git('config', 'user.email', ISOLATED.GIT_AUTHOR_EMAIL);
  }

  /** @returns the id of the new, possibly empty, commit */
  commit(message: string): string {
    this.gitWith(message, 'commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '--file=-');
    return this.git('rev-parse', 'HEAD');
  }

  write(path: string, text: string): void {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
