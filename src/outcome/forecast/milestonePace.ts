import type { TimeSpan } from '../../metrics/series';
import type { Aim, KeyResult } from '../../okr/model';
import { scoreOf } from '../../okr/progress';
import { formatPercent } from '../format';
import { dayText, type Telling } from '../insight/insightWords';
import { strongParts } from '../strongParts';
import type { InsightView, TextPart } from '../view';
import type { Words } from '../words';

/** How far a key result is that is done in parts. Shares are 0…1, the parts by their weight. */
export interface MilestonePace {
  readonly done: number;
  /** Of the time. */
  readonly elapsed: number;
  /** Weeks left, not rounded; 0 where it is over. */
  readonly left: number;
  /** Share that each week left needs; absent where all is done or no time is left. */
  readonly needed?: number;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** Nearer than this to the calendar is neither ahead nor behind. */
const NEAR = 0.05;

/**
 * Nothing for what has a metric.
 * @param span of the key result, from its first instant to the first after it
 * @param now milliseconds since 1970 UTC
 */
export function milestonePace(aim: Aim, { from, to }: TimeSpan, now: number): MilestonePace | undefined {
  const done = aim.kind === 'milestone' ? scoreOf(aim, {}) : undefined;
  if (done === undefined) return undefined;
  const left = Math.max(0, to - Math.max(from, now)) / WEEK;
  return {
    done,
    elapsed: Math.min(1, Math.max(0, (now - from) / (to - from))),
    left,
    ...(done === 1 || left === 0 ? {} : { needed: (1 - done) / Math.max(left, DAY / WEEK) }),
  };
}

/** What is done beside how much time is over, and what that asks for from here. */
export function milestoneText(
  { done, elapsed, left, needed }: MilestonePace,
  deadline: string,
  telling: Telling,
  l10n: Words,
): TextPart[] {
  const day = dayText(deadline, telling);
  const share = (one: number): string => formatPercent(one, telling.style.locale);
  if (done === 1) return [{ text: l10n.t('All of it is done.') }];
  if (needed === undefined) return [{ text: l10n.t('{0} was done by {1}.', share(done), day) }];
  const standing = strongParts(
    done > elapsed + NEAR
      ? l10n.t('{0} is done with {1} of the time over: ahead.', '{0}', share(elapsed))
      : done < elapsed - NEAR
        ? l10n.t('{0} is done with {1} of the time over: behind.', '{0}', share(elapsed))
        : l10n.t('{0} is done with {1} of the time over.', '{0}', share(elapsed)),
    { text: share(done) },
  );
  const needs =
    left >= 2
      ? l10n.t('From here it needs {0} a week until {1}.', share(needed), day)
      : left > DAY / WEEK
        ? l10n.t('From here it needs {0} a day until {1}.', share((needed * DAY) / WEEK), day)
        : l10n.t('{0} is left for the last day.', share(1 - done));
  return [...standing, { text: ` ${needs}` }];
}

/** On the page; nothing before it begins and when it is over. */
export function milestoneInsight(
  { aim, window }: KeyResult,
  span: TimeSpan,
  now: number,
  telling: Telling,
  l10n: Words,
): InsightView | undefined {
  const pace = now < span.from || now >= span.to ? undefined : milestonePace(aim, span, now);
  if (pace === undefined) return undefined;
  return { forecast: { parts: milestoneText(pace, window.end, telling, l10n), notes: [], workedOut: [] } };
}
