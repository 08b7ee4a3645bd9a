import { findId } from '../okr/lookup';
import type { KeyResult } from '../okr/model';
import type { Aims } from './okrDocument';

export interface TagOffer {
  readonly keyResult: KeyResult;
  readonly objective: string;
  /** Served by the branch. */
  readonly served: boolean;
}

/**
 * The key results that a message may be tagged with: the branch's first, else in the order of the file.
 * @param served ids of the key results that the branch serves
 * @param carried ids that the message carries already, current or former ones
 */
export function tagOffers(aims: Aims, served: readonly string[], carried: readonly string[]): TagOffer[] {
  const taken = new Set(
    carried.flatMap((id) => {
      const found = findId(aims, id);
      return found.kind === 'active' ? [found.keyResult.id] : [];
    }),
  );
  const first = new Set(served);
  return aims.objectives
    .flatMap(({ title, keyResults }) =>
      keyResults.map((keyResult) => ({ keyResult, objective: title, served: first.has(keyResult.id) })),
    )
    .filter(({ keyResult }) => !taken.has(keyResult.id))
    .toSorted((a, b) => Number(b.served) - Number(a.served));
}
