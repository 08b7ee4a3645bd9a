import { type Columns, NONE } from './columns';
import { forEachParent } from './reach';
import { type Sliced, STEPS_PER_SLICE } from './slices';

/** A release tag: a point in time when what it contains reached production. */
export interface LedgerRelease {
  readonly name: string;
  /** When the tag was made, or its commit where the tag is lightweight; milliseconds since 1970 UTC. */
  readonly at: number;
  /** The full id of the tagged commit. */
  readonly commit: string;
}

/** Oldest first; of one instant, by name. */
export function inOrder(releases: readonly LedgerRelease[]): LedgerRelease[] {
  return releases.toSorted((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
}

/**
 * Writes down for every commit the first release that contains it. From the oldest release to the newest, each over
 * the commits that none before it has: so every commit is looked at once.
 * @param from the first release to do, where those before it are written down already
 */
export function* markReleases(
  columns: Columns,
  releases: readonly LedgerRelease[],
  from: number,
): Sliced<void> {
  columns.renewReleases(from === 0);
  const { release } = columns.data;
  const open: number[] = [];
  let steps = 0;
  for (let number = from; number < releases.length; number += 1) {
    const visit = (row: number): void => {
      if (release[row] !== NONE) return;
      release[row] = number;
      open.push(row);
    };
    const tagged = columns.find(releases[number]?.commit ?? '');
    if (tagged !== NONE) visit(tagged);
    for (let row = open.pop(); row !== undefined; row = open.pop()) {
      forEachParent(columns, row, visit);
      steps += 1;
      if (steps % STEPS_PER_SLICE === 0) yield;
    }
  }
}

/** How many releases at the start of both lists are the same: what is written down for those stands. */
export function sameReleases(before: readonly LedgerRelease[], now: readonly LedgerRelease[]): number {
  const different = now.findIndex((release, index) => {
    const was = before[index];
    return was?.name !== release.name || was.at !== release.at || was.commit !== release.commit;
  });
  const same = different === -1 ? now.length : different;
  // One that was there and is not any more has left its marks.
  return before.length > same ? 0 : same;
}
