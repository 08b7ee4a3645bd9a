import type { Reading } from '../metrics/reading';
import { formatAge } from './format';
import type { FreshnessView } from './view';
import type { Words } from './words';

/** How old the number is. A number whose last fetch failed is stale at once, whatever its age. */
export function freshnessView(
  reading: Reading,
  now: number,
  staleAfter: number,
  locale: string,
  l10n: Words,
): FreshnessView {
  const { fetchedAt, error, loading } = reading;
  if (fetchedAt === undefined) {
    if (error?.kind === 'not-approved') return { state: 'never', text: l10n.t('waits for your approval') };
    if (loading) return { state: 'loading', text: l10n.t('loading…') };
    return { state: 'never', text: l10n.t('never fetched') };
  }
  const age = formatAge(now - fetchedAt, locale);
  if (error !== undefined || now - fetchedAt > staleAfter)
    return { state: 'stale', text: l10n.t('stale, from {0}', age) };
  return { state: 'fresh', text: age };
}
