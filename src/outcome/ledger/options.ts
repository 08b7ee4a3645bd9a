import type { LedgerRelease } from '../../work/ledger/firstRelease';
import type { Aims } from '../okrDocument';
import type { Words } from '../words';
import { servesOptions } from './aimViews';
import { inRelease, NOT_RELEASED } from './panelFilter';
import type { AimView, FilterOptions, PanelFilter } from './view';

/** A longer list is no help to choose from. */
const MOST_RELEASES = 2_000;

export function filterOptions(
  aims: Aims | undefined,
  views: readonly AimView[],
  releases: readonly LedgerRelease[],
  filter: PanelFilter,
  l10n: Words,
): FilterOptions {
  const names = releases
    .slice(-MOST_RELEASES)
    .map(({ name }) => name)
    .toReversed();
  const chosen = filter.release.startsWith(inRelease(''))
    ? filter.release.slice(inRelease('').length)
    : undefined;
  const gone = chosen !== undefined && !names.includes(chosen) ? [chosen] : [];
  return {
    periods: [
      ...(aims === undefined
        ? []
        : [
            { value: 'cycle', label: aims.cycle.id },
            { value: 'before', label: l10n.t('Before {0}', aims.cycle.id) },
          ]),
      { value: 'all', label: l10n.t('All history') },
    ],
    tagged: [
      { value: 'any', label: l10n.t('Tagged or not') },
      { value: 'yes', label: l10n.t('Tagged') },
      { value: 'no', label: l10n.t('Untagged') },
    ],
    serves: servesOptions(views),
    releases: [
      { value: '', label: l10n.t('Any release') },
      { value: NOT_RELEASED, label: l10n.t('Not released yet') },
      ...[...gone, ...names].map((name) => ({ value: inRelease(name), label: name })),
    ],
  };
}
