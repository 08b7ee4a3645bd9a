import type { GitFailure, GitPort, Result } from '../io/ports';
import type { BranchCommit, BranchWork, Head } from './head';

export interface BranchWorkOptions {
  readonly trailerKey: string;
  /** Commits read at most. */
  readonly limit: number;
}

const MAIN_NAMES = ['main', 'master', 'trunk', 'develop'] as const;

/** What git reads as trailers, whatever the repository's own configuration says. */
function trailerConfig(key: string): string[] {
  return ['-c', 'trailer.separators=:', '-c', `trailer.okr.key=${key}`];
}

/**
 * The commits that only this branch has. Compared with, in this order: what VS Code noted as its base, the remote's
 * default branch, a branch with a main-like name. The main branch itself is compared with its remote one.
 */
export async function readBranchWork(
  git: GitPort,
  root: string,
  head: Head,
  options: BranchWorkOptions,
): Promise<Result<BranchWork, GitFailure>> {
  if (head.kind !== 'branch') return { ok: true, value: { commits: [], capped: false } };
  const base = await findBase(git, root, head.name);
  if (!base.ok) return base;
  if (base.value === undefined) return { ok: true, value: { commits: [], capped: false } };
  const format = `%H%x00%s%x00%(trailers:key=${options.trailerKey},valueonly,unfold,separator=%x01)`;
  const log = await git.run(root, [
    ...trailerConfig(options.trailerKey),
    'log',
    '-z',
    '--encoding=UTF-8',
    '--no-merges',
    `--max-count=${options.limit + 1}`,
    `--format=${format}`,
    '--end-of-options',
    head.commit,
    `^${base.value}`,
    '--',
  ]);
  if (!log.ok) return log;
  const commits = parseCommits(log.value);
  return {
    ok: true,
    value: {
      base: base.value.replace(/^refs\/(heads|remotes)\//, ''),
      commits: commits.slice(0, options.limit),
      capped: commits.length > options.limit,
    },
  };
}

/** Records of three fields, NUL after each. */
function parseCommits(output: string): BranchCommit[] {
  const fields = output.split('\0');
  const commits: BranchCommit[] = [];
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [id = '', subject = '', tags = ''] = fields.slice(i, i + 3);
    commits.push({ id, subject, tags: tags.split('\u0001').filter((tag) => tag !== '') });
  }
  return commits;
}

async function findBase(
  git: GitPort,
  root: string,
  branch: string,
): Promise<Result<string | undefined, GitFailure>> {
  const [noted, refs] = await Promise.all([
    git.run(root, ['config', '--get', `branch.${branch}.vscode-merge-base`]),
    git.run(root, [
      'for-each-ref',
      '--format=%(refname)%00%(symref)',
      'refs/remotes/origin/HEAD',
      ...MAIN_NAMES.flatMap((name) => [`refs/heads/${name}`, `refs/remotes/origin/${name}`]),
    ]),
  ]);
  if (!refs.ok) return refs;
  const known = new Map(
    refs.value
      .split('\n')
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const [name = '', target = ''] = line.split('\0');
        return [name, target];
      }),
  );
  const own = `refs/heads/${branch}`;
  const remoteOwn = `refs/remotes/origin/${branch}`;
  const remoteHead = known.get('refs/remotes/origin/HEAD');
  if (remoteHead === remoteOwn || known.has(own))
    return { ok: true, value: known.has(remoteOwn) ? remoteOwn : undefined };
  const base = noted.ok ? noted.value.trim() : '';
  if (base !== '') {
    const full = await git.run(root, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--symbolic-full-name',
      '--end-of-options',
      base,
    ]);
    const name = full.ok ? full.value.split('\n').find((line) => line.startsWith('refs/')) : undefined;
    if (name !== undefined && name !== own) return { ok: true, value: name };
  }
  const candidates = [
    remoteHead,
    ...MAIN_NAMES.flatMap((name) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`]),
  ];
  return {
    ok: true,
    value: candidates.find(
      (name) => name !== undefined && name !== '' && (name === remoteHead || known.has(name)),
    ),
  };
}
