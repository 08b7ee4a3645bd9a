import type { GitFailure, GitPort, Result } from '../io/ports';

/** What a branch can be compared with. Commits that any of the `revisions` has are not its own. */
export interface Base {
  /** `origin/main`, `main`, … */
  readonly name: string;
  readonly revisions: readonly string[];
}

interface Ref {
  /** What a symbolic ref stands for; empty for any other. */
  readonly target: string;
  /** Full name of the upstream, if it has one; empty otherwise. */
  readonly upstream: string;
}

const LOCAL = 'refs/heads/';
const REMOTE = 'refs/remotes/origin/';
/** Branches that others are cut from, and which are compared with their own upstream only. */
const MAIN_NAMES = ['main', 'master', 'trunk', 'develop'];
const USUAL = MAIN_NAMES.flatMap((name) => [REMOTE + name, LOCAL + name]);

/**
 * The bases to try, best first: what VS Code noted as the branch's base, the remote's default branch, a branch with
 * a main-like name. The main branch itself is compared with its upstream. A base may have gone since it was noted.
 */
export async function readBases(
  git: GitPort,
  root: string,
  branch: string,
): Promise<Result<readonly Base[], GitFailure>> {
  const [noted, listed] = await Promise.all([
    // The name stands behind `branch.`, so it is never taken for an option.
    git.run(root, ['config', '--local', '--null', '--get', `branch.${branch}.vscode-merge-base`]),
    git.run(root, [
      'for-each-ref',
      '--format=%(refname)%00%(symref)%00%(upstream)',
      `${REMOTE}HEAD`,
      LOCAL + branch,
      ...USUAL,
    ]),
  ]);
  if (!listed.ok) return listed;
  const refs = parseRefs(listed.value);
  const remembered = noted.ok ? noted.value.replace(/\0$/, '') : '';
  return { ok: true, value: basesOf(branch, remembered, refs) };
}

function parseRefs(output: string): ReadonlyMap<string, Ref> {
  const lines = output.split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, Ref] => {
      const [name = '', target = '', upstream = ''] = line.split('\0');
      return [name, { target, upstream }];
    }),
  );
}

function basesOf(branch: string, remembered: string, refs: ReadonlyMap<string, Ref>): Base[] {
  const own = LOCAL + branch;
  const remoteDefault = refs.get(`${REMOTE}HEAD`)?.target ?? '';
  const isMain = remoteDefault === REMOTE + branch || MAIN_NAMES.includes(branch);
  const known = USUAL.filter((ref) => refs.has(ref));
  const candidates = isMain
    ? [refs.get(own)?.upstream ?? '', ...[remoteDefault, ...known].filter((ref) => ref === REMOTE + branch)]
    : [remembered, remoteDefault, ...known];
  const usable = candidates.filter((ref) => ref !== '' && ref !== own && ref !== branch);
  return [...new Set(usable)].map((ref) => {
    const name = ref.replace(/^refs\/(heads|remotes)\//, '');
    // What waits on the local main branch to be pushed belongs to that one.
    const local = LOCAL + name.replace(/^origin\//, '');
    return { name, revisions: local !== ref && local !== own && refs.has(local) ? [ref, local] : [ref] };
  });
}
