import type { Result } from '../../io/ports';
import type { RetagPlace } from './place';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

/** Commits looked through for those to be rewritten. */
const LOOKED_THROUGH = 20_000;
/** Commits rewritten at once. */
const REWRITTEN = 5_000;

interface Listed {
  readonly id: string;
  readonly parents: readonly string[];
}

/** Where the commits asked about stand in the history of the tip. */
export interface Standing {
  /** Those that no remote branch known here has and all that come after them, parents first. */
  readonly rewritten: readonly Listed[];
  /** Those that a remote branch has, in the order asked. */
  readonly pushed: readonly string[];
}

/**
 * @param ids full ids of commits
 * @returns refused where one is not in the history of the tip, and where there are too many
 */
export async function readStanding(
  place: RetagPlace,
  tip: string,
  ids: readonly string[],
): Promise<Result<Standing, RetagRefusal>> {
  const { git, layout } = place;
  const [own, foreign] = await Promise.all([
    readUnpushed(place, tip),
    git.run(layout.root, ['rev-list', '--stdin'], {
      input: `${[...ids, `^${tip}`].join('\n')}\n`,
    }),
  ]);
  if (!own.ok) return own;
  if (!foreign.ok) return gitRefusal(foreign.error);
  const strangers = new Set(foreign.value.split('\n'));
  const notHere = ids.filter((id) => strangers.has(id));
  if (notHere.length > 0) return refuse({ kind: 'not-here', commits: notHere });
  const listed = own.value.toReversed();
  const known = new Set(listed.map(({ id }) => id));
  const outside = ids.filter((id) => !known.has(id));
  if (outside.length > 0 && listed.length >= LOOKED_THROUGH) {
    return refuse({ kind: 'too-many', limit: LOOKED_THROUGH });
  }
  const rewritten = withDescendants(listed, new Set(ids));
  if (rewritten.length > REWRITTEN) return refuse({ kind: 'too-many', limit: REWRITTEN });
  return { ok: true, value: { rewritten, pushed: outside } };
}

/** Commits that no remote branch known here has, children before their parents; no more than are looked through. */
export async function readUnpushed(
  { git, layout }: RetagPlace,
  tip: string,
): Promise<Result<Listed[], RetagRefusal>> {
  const read = await git.run(layout.root, [
    'rev-list',
    // However much is cut off, what comes after a listed commit is listed.
    '--topo-order',
    '--parents',
    `--max-count=${LOOKED_THROUGH}`,
    tip,
    '--not',
    '--remotes',
    '--',
  ]);
  return read.ok ? { ok: true, value: parse(read.value) } : gitRefusal(read.error);
}

/** @param commits parents first */
export function withDescendants(commits: readonly Listed[], ids: ReadonlySet<string>): Listed[] {
  const reached = new Set(ids);
  return commits.filter(({ id, parents }) => {
    if (!reached.has(id) && !parents.some((parent) => reached.has(parent))) return false;
    reached.add(id);
    return true;
  });
}

function parse(output: string): Listed[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', ...parents] = line.split(' ');
      return { id, parents };
    });
}
