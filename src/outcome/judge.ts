import { currentValue, heldShare } from '../metrics/aggregate';
import type { Reading } from '../metrics/reading';
import type { TimeSpan } from '../metrics/series';
import { endOfDay, startOfDay } from '../okr/days';
import type { Aim, KeyResult, Period } from '../okr/model';
import { paceOf, scoreOf } from '../okr/progress';

/** Where a key result stands: absent figures are unknown, never zero. */
export interface Judgement {
  readonly current?: number;
  readonly score?: number;
  /** Score minus elapsed share. */
  readonly pace?: number;
  /** Elapsed share of the window, 0…1. */
  readonly elapsed: number;
  readonly phase: 'ahead' | 'running' | 'over';
}

export function spanOf(period: Period, timezone: string): TimeSpan {
  return { from: startOfDay(period.start, timezone), to: endOfDay(period.end, timezone) };
}

/** The bounds that a value has to hold, for aims that are about holding. */
function boundsOf(aim: Aim): readonly [number, number] | undefined {
  switch (aim.kind) {
    case 'maintain':
      return [aim.min.value, aim.max.value];
    case 'atLeast':
      return [aim.bound.value, Number.POSITIVE_INFINITY];
    case 'atMost':
      return [Number.NEGATIVE_INFINITY, aim.bound.value];
    default:
      return undefined;
  }
}

/** @param window of the key result, from its first instant to the first after it */
export function judge(
  keyResult: KeyResult,
  reading: Reading | undefined,
  window: TimeSpan,
  now: number,
): Judgement {
  const elapsed = Math.min(1, Math.max(0, (now - window.from) / (window.to - window.from)));
  const phase = now < window.from ? 'ahead' : now >= window.to ? 'over' : 'running';
  const span = { from: window.from, to: Math.min(window.to, now + 1) };
  const series = reading?.series;
  const current =
    series === undefined || keyResult.metric === undefined || phase === 'ahead'
      ? undefined
      : currentValue(series, keyResult.metric.aggregate, span);
  const bounds = boundsOf(keyResult.aim);
  const share = series && bounds ? heldShare(series, span, bounds[0], bounds[1]) : undefined;
  const score =
    phase === 'ahead'
      ? undefined
      : scoreOf(keyResult.aim, {
          ...(current === undefined ? {} : { current }),
          ...(share === undefined ? {} : { heldShare: share }),
        });
  return {
    elapsed,
    phase,
    ...(current === undefined ? {} : { current }),
    ...(score === undefined ? {} : { score, pace: paceOf(score, elapsed) }),
  };
}
