import { markReleases } from './firstRelease';
import type { KnownHistory } from './knownHistory';
import { inSlices } from './slices';

/**
 * Finds the first release of each commit.
 * @param from how many of the releases are known already
 */
export async function takeReleases(
  history: KnownHistory,
  releases: KnownHistory['releases'],
  from: number,
  turn: () => Promise<void>,
): Promise<void> {
  await inSlices(markReleases(history.columns, releases, from), turn);
  history.releases = releases;
}
