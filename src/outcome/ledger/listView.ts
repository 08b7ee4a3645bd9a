import type { Words } from '../words';
import type { CommitSearch } from './commitSearch';
import { isNarrowed } from './panelFilter';
import type { ListView, PanelFilter } from './view';

export interface ListFacts {
  readonly id: number;
  readonly current: boolean;
  readonly count: number;
  /** All commits of the history, whatever the filter. */
  readonly all: number;
  readonly filter: PanelFilter;
  /** Whether there is a cycle, so that the period is a filter. */
  readonly hasCycle: boolean;
  readonly search?: Pick<CommitSearch, 'state' | 'found'>;
  /** Whether older history is still to come. */
  readonly reading: boolean;
  readonly locale: string;
}

export function listView(facts: ListFacts, l10n: Words): ListView {
  const { id, current, count, search, locale } = facts;
  const number = count.toLocaleString(locale);
  const searching = searchText(facts, l10n);
  return {
    id,
    current,
    count,
    summary: count === 1 ? l10n.t('One commit') : l10n.t('{0} commits', number),
    ...(searching === undefined ? {} : { searching }),
    ...(count > 0 || search?.state.kind === 'running' || facts.reading
      ? {}
      : { empty: emptyList(facts, l10n) }),
  };
}

function searchText({ search, count, locale }: ListFacts, l10n: Words): string | undefined {
  if (search?.state.kind === 'running')
    return l10n.t('Searching the history… {0} so far', count.toLocaleString(locale));
  if (search?.state.kind === 'stopped') return l10n.t('The search was stopped: there may be more.');
  return undefined;
}

function emptyList(
  { all, filter, hasCycle, search }: ListFacts,
  l10n: Words,
): NonNullable<ListView['empty']> {
  if (search?.state.kind === 'failed')
    return {
      title: l10n.t('Git could not search'),
      text: search.state.failure.detail,
      canClear: true,
    };
  if (all === 0)
    return {
      title: l10n.t('No commits yet'),
      text: l10n.t('The first commit of this branch will be the first line here.'),
      canClear: false,
    };
  const narrowed = isNarrowed(filter);
  if (hasCycle && !narrowed && filter.period === 'cycle')
    return {
      title: l10n.t('No commits in this cycle yet'),
      text: l10n.t('Choose another period to see older commits.'),
      canClear: false,
    };
  return {
    title: l10n.t('No commit matches'),
    text: narrowed ? l10n.t('None of the commits of this period passes all filters.') : '',
    canClear: narrowed,
  };
}
