import { startOfDay } from '../../okr/days';
import type { KeyResult } from '../../okr/model';
import { standingOn } from '../objectiveView';
import { openedKeyResults } from '../openedKeyResults';
import { servedKeyResults } from '../servedKeyResults';
import { shownObjectives } from '../shownObjectives';
import type { Snapshot } from '../snapshot';
import { askedRelease, deploymentsFor, watchedRelease } from './deployments';
import type { InsightQuestion } from './insightQuestion';

/** Each metric costs some 20 ms of a processor, and more than these key results nobody opens. */
const MOST = 100;

/** What there is to ask about the key results that are shown, here or in a panel, and not over, those that are open first. */
export function insightQuestions(snapshot: Snapshot): InsightQuestion[] {
  const { drawn, now, okr, trusted, branch, cycleWork } = snapshot;
  const aims = okr.kind === 'read' ? okr.document.file : undefined;
  if (aims === undefined || !trusted) return [];
  const { cycle } = aims;
  const today = drawn.dayOf(now, cycle.timezone);
  const todayFrom = startOfDay(today, cycle.timezone);
  const served = servedKeyResults(branch?.link, aims);
  const objectives = shownObjectives(aims, served);
  const standing = standingOn(objectives, new Set(served.active.map(({ id }) => id)));
  const opened = new Set(openedKeyResults(snapshot.opened ?? new Set(), aims));
  const shown = objectives.flatMap(({ keyResults }) => keyResults);
  const isOpen = (one: KeyResult): boolean => opened.has(one) || standing(one).expanded;
  const keyResults = [...new Set([...opened, ...shown])]
    .filter(({ metric, guardrails, window }) => (metric || guardrails.length > 0) && window.end >= today)
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
  return keyResults.slice(0, MOST).flatMap((keyResult) => {
    const { id, metric, window } = keyResult;
    const series = metric && snapshot.reading(metric, window).series;
    const guardrails = keyResult.guardrails.map((one) => snapshot.reading(one.metric, window).series);
    if ([series, ...guardrails].every((one) => one === undefined)) return [];
    const deployments = deploymentsFor(id, branch?.releases ?? [], cycleWork);
    const asked = askedRelease(deployments.releases, now);
    const control = metric?.control && snapshot.reading(metric.control, window).series;
    const watched = watchedRelease(deployments, now);
    return [
      {
        keyResult,
        ...(series ? { series } : {}),
        ...(control ? { control } : {}),
        guardrails,
        cycle,
        deployments,
        ...(asked ? { asked } : {}),
        ...(watched ? { watched } : {}),
        now,
        today,
        todayFrom,
      },
    ];
  });
}
