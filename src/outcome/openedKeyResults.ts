import { findId } from '../okr/lookup';
import type { KeyResult, Objective } from '../okr/model';
import type { Aims } from './okrDocument';

/** The key results that panels show, as far as the file aims for them. */
export function openedKeyResults(opened: ReadonlySet<string>, aims: Aims): readonly KeyResult[] {
  const found = [...opened].map((id) => findId(aims, id));
  return [...new Set(found.flatMap((one) => (one.kind === 'active' ? [one.keyResult] : [])))];
}

/** As objectives, for whoever asks for the numbers of those. */
export function openedObjectives(opened: ReadonlySet<string>, aims: Aims): readonly Objective[] {
  const keyResults = new Set(openedKeyResults(opened, aims));
  return aims.objectives.flatMap((objective) => {
    const shown = objective.keyResults.filter((one) => keyResults.has(one));
    return shown.length === 0 ? [] : [{ ...objective, keyResults: shown }];
  });
}
