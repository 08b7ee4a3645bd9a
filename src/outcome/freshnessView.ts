import type { Reading } from '../metrics/reading';
import { formatAge, formatTime } from './format';
import { Formats } from './formats';
import type { FreshnessView } from './view';
import type { Words } from './words';

const DAY = 86_400_000;
/** Clocks are put right by less than this all the time. */
const CLOCK_SLACK = 60_000;

/** How old the number is. What its source says about its age comes before the default. A number whose last fetch failed is stale at once, whatever its age. */
export function freshnessView(
  reading: Reading,
  now: number,
  staleAfter: number,
  locale: string,
  l10n: Words,
  formats = new Formats(),
): FreshnessView {
  const { fetchedAt, error, loading } = reading;
  const limit = reading.staleAfter ?? staleAfter;
  if (fetchedAt === undefined) {
    if (error?.kind === 'not-approved') return { state: 'never', text: l10n.t('waits for your approval') };
    if (error?.kind === 'off') return { state: 'never', text: l10n.t('switched off') };
    if (loading && error === undefined) return { state: 'loading', text: l10n.t('loading…') };
    return { state: 'never', text: l10n.t('never fetched') };
  }
  const age = formatAge(now - fetchedAt, locale, formats);
  // Where nothing was asked for, nothing has failed.
  const failed = error !== undefined && error.kind !== 'off' && error.kind !== 'budget';
  // From a time to come: a clock was set back, and nobody knows how old the number is.
  const ageless = now < fetchedAt - CLOCK_SLACK;
  if (ageless) return { state: 'stale', text: l10n.t('of unknown age') };
  if (failed || now - fetchedAt > limit)
    return { state: 'stale', text: staleText(now, fetchedAt, locale, l10n, formats) };
  return { state: 'fresh', text: age };
}

function staleText(now: number, fetchedAt: number, locale: string, l10n: Words, formats: Formats): string {
  const age = now - fetchedAt;
  return age < DAY
    ? l10n.t('stale since {0}', formatTime(fetchedAt, locale, formats))
    : l10n.t('stale, read {0}', formatAge(age, locale, formats));
}
