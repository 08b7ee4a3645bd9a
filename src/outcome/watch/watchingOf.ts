import type { KeyResult } from '../../okr/model';
import { styleOf } from '../goalText';
import type { Snapshot } from '../snapshot';
import type { Watching } from './watchView';

/** How a key result's watch is told at the instant of a snapshot. */
export function watchingOf(keyResult: KeyResult, timezone: string, snapshot: Snapshot): Watching {
  const { now, locale, drawn, muted } = snapshot;
  const today = drawn.dayOf(now, timezone);
  return {
    title: keyResult.title,
    style: styleOf(keyResult, locale, drawn.formats),
    thisYear: today.slice(0, 4),
    keyResult,
    today,
    muted: muted?.has(keyResult.id.toLowerCase()) ?? false,
  };
}
