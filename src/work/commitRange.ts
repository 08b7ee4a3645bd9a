import type { GitFailure, GitPort, Result } from '../io/ports';

/** Two revisions as somebody typed them: the commits of `to` that `from` does not have. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export interface RangeCommit {
  readonly id: string;
  readonly parents: number;
  /** The whole message, in UTF-8. */
  readonly message: string;
}

/** `shallow` says that this clone is one, so that what is missing may only not have been fetched. */
export type RangeFailure =
  | { readonly kind: 'no-revision'; readonly revision: string; readonly shallow: boolean }
  | { readonly kind: 'cut-off' }
  | GitFailure;

/** Reads `A..B`, where a side left out is HEAD, as for git; nothing where the text is no such range. */
export function parseRange(text: string): Range | undefined {
  const at = text.indexOf('..');
  if (at === -1 || text.includes('...') || text === '..') return undefined;
  return { from: text.slice(0, at) || 'HEAD', to: text.slice(at + 2) || 'HEAD' };
}

/** The full id of the commit that somebody's words name. */
export async function resolveCommit(
  git: GitPort,
  root: string,
  revision: string,
): Promise<Result<string, GitFailure>> {
  const read = await git.run(root, [
    ...['rev-parse', '--verify', '--quiet', '--end-of-options'],
    `${revision}^{commit}`,
  ]);
  return read.ok ? { ok: true, value: read.value.trim() } : read;
}

/** The commits of a range, oldest first. One that a shallow clone cuts off is a failure: it would be half the truth. */
export async function readCommitRange(
  git: GitPort,
  root: string,
  range: Range,
): Promise<Result<readonly RangeCommit[], RangeFailure>> {
  const shallow = await git.run(root, ['rev-parse', '--is-shallow-repository']);
  if (!shallow.ok) return shallow;
  const isShallow = shallow.value.trim() === 'true';
  const ends: string[] = [];
  for (const revision of [range.from, range.to]) {
    const read = await resolveCommit(git, root, revision);
    if (read.ok) ends.push(read.value);
    else if (read.error.kind !== 'git-failed') return read;
    else return { ok: false, error: { kind: 'no-revision', revision, shallow: isShallow } };
  }
  const [from = '', to = ''] = ends;
  const log = await git.run(root, [
    ...['log', '-z', '--encoding=UTF-8', '--reverse', '--topo-order', '--format=%H%x00%P%x00%B'],
    ...['--end-of-options', to, `^${from}`, '--'],
  ]);
  if (!log.ok) return log;
  const commits = parseCommits(log.value);
  if (isShallow) {
    for (const { id, parents } of commits) {
      if (parents > 0) continue;
      const cut = await isCutOff(git, root, id);
      if (!cut.ok) return cut;
      if (cut.value) return { ok: false, error: { kind: 'cut-off' } };
    }
  }
  return { ok: true, value: commits };
}

/** Records of three fields, NUL after each. */
function parseCommits(output: string): RangeCommit[] {
  const fields = output.split('\0');
  const commits: RangeCommit[] = [];
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [id = '', parents = '', message = ''] = fields.slice(i, i + 3);
    commits.push({ id, parents: parents.split(' ').filter((one) => one !== '').length, message });
  }
  return commits;
}

/** Whether a commit that is shown without parents has some: the object itself says so. */
async function isCutOff(git: GitPort, root: string, id: string): Promise<Result<boolean, GitFailure>> {
  const read = await git.run(root, ['cat-file', 'commit', id]);
  if (!read.ok) return read;
  const [header = ''] = read.value.split('\n\n', 1);
  return { ok: true, value: /^parent /m.test(header) };
}
