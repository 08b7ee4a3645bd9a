import type { Objective } from '../okr/model';
import type { Aims } from './okrDocument';
import type { Served } from './servedKeyResults';

/** The objectives of the key results that the branch serves; all of them where it serves none. */
export function shownObjectives(aims: Aims, served: Served): readonly Objective[] {
  const linked = new Set(served.active.map(({ id }) => id));
  return aims.objectives.filter(
    ({ keyResults }) =>
      keyResults.length > 0 && (linked.size === 0 || keyResults.some(({ id }) => linked.has(id))),
  );
}
