import type { Reading } from '../metrics/reading';
import { formatAge, formatTime } from './format';
import type { FreshnessView } from './view';
import type { Words } from './words';

const DAY = 86_400_000;

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
    if (loading && error === undefined) return { state: 'loading', text: l10n.t('loading…') };
    return { state: 'never', text: l10n.t('never fetched') };
  }
  const age = formatAge(now - fetchedAt, locale);
  if (error !== undefined || now - fetchedAt > staleAfter)
    return { state: 'stale', text: staleText(now, fetchedAt, locale, l10n) };
  return { state: 'fresh', text: age };
}

function staleText(now: number, fetchedAt: number, locale: string, l10n: Words): string {
  const age = now - fetchedAt;
  return age < DAY
    ? l10n.t('stale since {0}', formatTime(fetchedAt, locale))
    : l10n.t('stale, read {0}', formatAge(age, locale));
}
