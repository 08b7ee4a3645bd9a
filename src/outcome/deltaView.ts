import { changeOver } from '../metrics/change';
import type { Series } from '../metrics/series';
import type { Aggregate, Aim } from '../okr/model';
import { formatPercent, formatValue, type NumberStyle } from './format';
import type { DeltaView } from './view';
import type { Words } from './words';

const DAYS = 7;

function tone(aim: Aim, direction: DeltaView['direction']): DeltaView['tone'] {
  if (direction === 'flat' || aim.kind === 'maintain' || aim.kind === 'milestone') return 'neutral';
  const upIsGood = aim.kind === 'increase' || aim.kind === 'atLeast';
  return (direction === 'up') === upIsGood ? 'good' : 'bad';
}

/** The change of the last seven days, as a share where the base allows one. */
export function deltaView(
  series: Series,
  aggregate: Aggregate,
  aim: Aim,
  now: number,
  timezone: string,
  style: NumberStyle,
  l10n: Words,
): DeltaView | undefined {
  const change = changeOver(series, aggregate, DAYS, now, timezone);
  // Sums that are no numbers any more have no distance.
  if (change === undefined || !Number.isFinite(change.difference)) return undefined;
  const size =
    change.ratio === undefined
      ? formatValue(Math.abs(change.difference), style)
      : formatPercent(Math.abs(change.ratio), style.locale, style.formats);
  // What is written decides: a change that rounds to zero has no direction.
  const none = change.ratio === undefined ? change.difference === 0 : Math.abs(change.ratio) < 0.00005;
  const direction = none ? 'flat' : change.difference > 0 ? 'up' : 'down';
  const text = direction === 'flat' ? l10n.t('no change in {0} d', DAYS) : l10n.t('{0} in {1} d', size, DAYS);
  const label =
    direction === 'up'
      ? l10n.t('up {0} in {1} days', size, DAYS)
      : direction === 'down'
        ? l10n.t('down {0} in {1} days', size, DAYS)
        : l10n.t('no change in {0} days', DAYS);
  return { text, direction, tone: tone(aim, direction), label };
}
