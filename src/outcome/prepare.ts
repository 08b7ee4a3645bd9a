import { nextTurn } from '../metrics/waits';
import { judgeKeyResult, keyResultView } from './keyResultView';
import { standingOn } from './objectiveView';
import { servedKeyResults } from './servedKeyResults';
import { shownObjectives } from './shownObjectives';
import type { Snapshot } from './snapshot';
import type { Words } from './words';

/** So many key results are drawn in one go, which takes some milliseconds. */
const AT_ONCE = 20;
/** One with answers takes as long as so many without. */
const ANSWERED = 7;

/**
 * Draws each key result that `present` will show and that is not drawn yet, and lets everything else that waits have
 * its turn in between. The page itself is then put together from them in one go, and never from a part of them.
 */
export async function prepare(snapshot: Snapshot, l10n: Words): Promise<void> {
  const aims = snapshot.okr.kind === 'read' ? snapshot.okr.document.file : undefined;
  if (aims === undefined) return;
  const { drawn } = snapshot;
  const { timezone } = aims.cycle;
  const served = servedKeyResults(snapshot.branch?.link, aims);
  const objectives = shownObjectives(aims, served);
  const standing = standingOn(objectives, new Set(served.active.map(({ id }) => id)));
  let drawnSince = 0;
  for (const keyResult of objectives.flatMap(({ keyResults }) => keyResults)) {
    const before = drawn.viewsMade;
    const judged = judgeKeyResult(keyResult, timezone, snapshot);
    keyResultView(judged, standing(keyResult), timezone, snapshot, l10n);
    if (drawn.viewsMade > before) drawnSince += snapshot.insightOf?.(keyResult) ? ANSWERED : 1;
    if (drawnSince < AT_ONCE) continue;
    await nextTurn();
    drawnSince = 0;
  }
}
