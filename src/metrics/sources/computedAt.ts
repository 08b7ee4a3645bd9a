import type { MetricQuery } from '../source';
import { timeReader } from '../time';

/** A moment that names its offset; one that doesn't could be in any time zone. */
const EXACT = /T.*(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The question as of when its answer was computed: an API may keep an answer for hours, and a day that was not over
 * then is not whole now. @param text what the API says about that, where it does
 */
export function asComputed(query: MetricQuery, text: string | null | undefined): MetricQuery {
  const at = text && EXACT.test(text) ? timeReader(query.timezone)(text) : undefined;
  return at === undefined ? query : { ...query, now: Math.min(at, query.now) };
}
