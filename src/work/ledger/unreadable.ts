import type { GitFailure, GitObjects } from '../../io/ports';
import { parentIds } from './rawRecord';

/** What stopped git, and what it must be told to go on without it. */
export interface Unreadable {
  /** Full ids of commits that can't be read. */
  readonly ids: readonly string[];
  /** Lines as of `info/grafts`, by commit: the parents that are left to it. */
  readonly grafts: ReadonlyMap<string, string>;
}

const ID = /\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g;

/** What is known of the history where git stopped. */
export interface Surroundings {
  /** Full ids of commits that are known not to be readable. */
  readonly skipped: ReadonlySet<string>;
  /** Full ids of commits that were named and not read yet: one of them may be the child of what can't be read. */
  readonly unread: readonly string[];
  /** Full ids of the commits read so far that have one of these as a parent. */
  childrenOf(ids: ReadonlySet<string>): readonly string[];
}

/** Finds the commits that git stumbled over, which it names, and those whose parents it can't follow to them. */
export async function findUnreadable(
  objects: GitObjects,
  failure: GitFailure,
  { skipped, unread, childrenOf }: Surroundings,
): Promise<Unreadable> {
  const bad = new Set(skipped);
  const parents = new Map<string, readonly string[]>();
  const look = async (id: string): Promise<readonly string[]> => {
    const known = parents.get(id);
    if (known || bad.has(id)) return known ?? [];
    const object = await objects.commit(id);
    if (object === undefined) {
      bad.add(id);
      return [];
    }
    const found = parentIds(new TextDecoder('latin1').decode(object));
    parents.set(id, found);
    return found;
  };
  for (const id of new Set(failure.detail.match(ID))) {
    for (const parent of await look(id)) await look(parent);
  }
  if (bad.size === 0) return { ids: [], grafts: new Map() };
  for (const id of unread) await look(id);
  for (const id of childrenOf(bad)) await look(id);
  const grafts = new Map<string, string>();
  for (const [id, all] of parents) {
    const left = all.filter((parent) => !bad.has(parent));
    if (left.length < all.length) grafts.set(id, [id, ...left].join(' '));
  }
  return { ids: [...bad], grafts };
}
