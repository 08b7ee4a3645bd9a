import { execFileSync } from 'node:child_process';
import { type GitRepository, ISOLATED } from './gitRepository';

const env = { ...process.env, ...ISOLATED, GIT_NO_REPLACE_OBJECTS: '1' };

/** Stores a commit object exactly as given, and gives its id. */
export function storeCommit(repository: Pick<GitRepository, 'root'>, content: Buffer): string {
  return execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: repository.root,
    env,
    input: content,
    encoding: 'utf8',
  }).trim();
}

/** The commit object, byte for byte. */
export function commitBytes(repository: GitRepository, id: string): Buffer {
  return execFileSync('git', ['cat-file', 'commit', id], { cwd: repository.root, env });
}

export interface RawParts {
  readonly tree: string;
  readonly parents?: readonly string[];
  /** Whole lines that follow the committer. */
  readonly headers?: string;
  readonly message: string | Buffer;
  /** Seconds since 1970 UTC. */
  readonly at?: number;
}

/** What git itself would not write: any header, any charset. */
export function rawCommit({
  tree,
  parents = [],
  headers = '',
  message,
  at = 1_700_000_000,
}: RawParts): Buffer {
  const head = [
    `tree ${tree}\n`,
    ...parents.map((parent) => `parent ${parent}\n`),
    `author Zoë Author <zoe@example.com> ${at - 100} +0530\n`,
    `committer Max Committer <max@example.com> ${at} -0800\n`,
    headers,
    '\n',
  ].join('');
  return Buffer.concat([Buffer.from(head), Buffer.from(message)]);
}
