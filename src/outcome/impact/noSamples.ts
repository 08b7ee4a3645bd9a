import { countDays } from '../insight/countDays';
import type { CantTell, ImpactRequest } from './model';
import { LEAST_BEFORE } from './rows';

/** Why a metric has no values by the day, week or month. */
export function noSamples({ series, timezone }: Pick<ImpactRequest, 'series' | 'timezone'>): CantTell {
  switch (countDays(series, timezone)) {
    case 0:
      return { kind: 'no-values' };
    case 1:
      return { kind: 'few-before', found: 1, needed: LEAST_BEFORE };
    default:
      return { kind: 'irregular' };
  }
}
