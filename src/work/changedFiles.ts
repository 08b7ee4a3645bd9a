import type { GitFailure, GitPort, Result } from '../io/ports';

/** A file that a commit changed. Paths are relative to the root; `before` and `after` are where it was and is. */
export interface ChangedFile {
  readonly before?: string;
  readonly after?: string;
}

/** What a commit did to the files, against its first parent. */
export interface CommitChanges {
  /** The full id. */
  readonly id: string;
  /** Absent for a first commit. */
  readonly parent?: string;
  readonly subject: string;
  readonly files: readonly ChangedFile[];
}

const SUBMODULE = '160000';
const FORMAT = '--format=%H%x00%P%x00%s';

/**
 * @param commit an id, full or abbreviated
 * @returns nothing of submodules: what they hold is another repository's
 */
export async function readChanges(
  git: GitPort,
  root: string,
  commit: string,
): Promise<Result<CommitChanges, GitFailure>> {
  const log = ['log', '--max-count=1', '--no-decorate', '--no-color', '--no-patch', '--encoding=UTF-8'];
  const read = await git.run(root, [...log, FORMAT, '--end-of-options', commit, '--']);
  if (!read.ok) return read;
  const [id = '', parents = '', ...subject] = read.value.replace(/\n$/, '').split('\0');
  const [parent] = parents.split(' ').filter((one) => one !== '');
  const trees = parent === undefined ? [id] : [parent, id];
  const options = [
    '-r',
    '-z',
    '--raw',
    '-M',
    '--root',
    '--no-commit-id',
    '--no-ext-diff',
    '--end-of-options',
  ];
  const changed = await git.run(root, ['diff-tree', ...options, ...trees]);
  if (!changed.ok) return changed;
  const files = parseChangedFiles(changed.value);
  return {
    ok: true,
    value: { id, subject: subject.join('\0'), files, ...(parent === undefined ? {} : { parent }) },
  };
}

/** Reads what `git diff-tree --raw -z` writes (git-diff-tree(1), raw output format). */
function parseChangedFiles(output: string): ChangedFile[] {
  const fields = output.split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < fields.length; ) {
    const [before = '', after = '', , , status = ''] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1] ?? '';
    const moved = status.startsWith('R') || status.startsWith('C');
    const target = moved ? (fields[at + 2] ?? '') : path;
    at += moved ? 3 : 2;
    if (before === SUBMODULE || after === SUBMODULE) continue;
    if (status.startsWith('A')) files.push({ after: path });
    else if (status.startsWith('D')) files.push({ before: path });
    else files.push({ before: path, after: target });
  }
  return files;
}
