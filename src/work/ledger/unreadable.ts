import type { GitFailure, GitPort } from '../../io/ports';
import { parentIds } from './rawRecord';

/** What stopped git, and what it must be told to go on without it. */
export interface Unreadable {
  /** Full ids of commits that can't be read. */
  readonly ids: readonly string[];
  /** Lines as of `info/grafts`, by commit: the parents that are left to it. */
  readonly grafts: ReadonlyMap<string, string>;
}

const ID = /\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g;

/**
 * Finds the commits that git stumbled over: it names them, or the child whose parents it could not follow.
 * @param childrenOf full ids of the commits read so far that have it as a parent
 */
export async function findUnreadable(
  git: GitPort,
  root: string,
  failure: GitFailure,
  childrenOf: (id: string) => readonly string[],
): Promise<Unreadable> {
  const bad = new Set<string>();
  const parents = new Map<string, readonly string[]>();
  const look = async (id: string): Promise<readonly string[] | undefined> => {
    const known = parents.get(id);
    if (known || bad.has(id)) return known;
    const object = await git.run(root, ['cat-file', 'commit', id]);
    if (!object.ok) {
      bad.add(id);
      return undefined;
    }
    const found = parentIds(object.value);
    parents.set(id, found);
    return found;
  };
  for (const id of new Set(failure.detail.match(ID))) {
    for (const parent of (await look(id)) ?? []) await look(parent);
  }
  for (const id of [...bad]) for (const child of childrenOf(id)) await look(child);
  const grafts = new Map<string, string>();
  for (const [id, all] of parents) {
    const left = all.filter((parent) => !bad.has(parent));
    if (left.length < all.length) grafts.set(id, [id, ...left].join(' '));
  }
  return { ids: [...bad], grafts };
}
