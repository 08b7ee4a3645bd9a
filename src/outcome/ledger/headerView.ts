import type { LedgerKeeper } from '../../work/ledger/keeper';
import type { Words } from '../words';
import type { SearchState } from './commitSearch';
import type { DeskFacts } from './deskFacts';
import type { Tally } from './tally';
import type { LedgerNote, LedgerReady, PanelFilter } from './view';

export interface HeaderFacts extends DeskFacts {
  readonly keeper: Pick<LedgerKeeper, 'ledger' | 'progress'>;
  readonly filter: PanelFilter;
  readonly tally: Tally;
  readonly search?: SearchState;
  readonly locale: string;
}

/** Where the ledger is of, what it counts, and what limits that. */
export function headerView(
  facts: HeaderFacts,
  l10n: Words,
): Pick<LedgerReady, 'repository' | 'branch' | 'counted' | 'share' | 'notes' | 'busy'> {
  const { repository, tally, keeper, search } = facts;
  return {
    repository,
    branch: branchText(facts, l10n),
    counted: countedText(facts, l10n),
    share: tally.commits === 0 ? 0 : tally.tagged / tally.commits,
    notes: notesOf(facts, l10n),
    busy: isReading(keeper) || search?.kind === 'running',
  };
}

/** Reading that has ended with an error is over, too. */
function isReading({ progress }: HeaderFacts['keeper']): boolean {
  return !progress.done && progress.failure === undefined;
}

function branchText({ head }: HeaderFacts, l10n: Words): string {
  if (head === undefined) return '';
  return head.kind === 'detached' ? l10n.t('detached at {0}', head.commit.slice(0, 8)) : head.name;
}

function countedText({ tally, filter, aims, keeper, locale }: HeaderFacts, l10n: Words): string {
  const { commits } = tally;
  const number = (value: number): string => value.toLocaleString(locale);
  const [tagged, all] = [number(tally.tagged), number(commits)];
  if (aims !== undefined && filter.period === 'cycle') {
    if (commits === 0) return l10n.t('No commits in {0} yet', aims.cycle.id);
    return l10n.t('{0} of {1} commits of {2} carry a purpose', tagged, all, aims.cycle.id);
  }
  if (aims !== undefined && filter.period === 'before') {
    if (commits === 0) return l10n.t('No commits before {0}', aims.cycle.id);
    return l10n.t('{0} of {1} commits before {2} carry a purpose', tagged, all, aims.cycle.id);
  }
  if (commits === 0) return l10n.t('No commits yet');
  if (keeper.ledger?.parts.shallow) return l10n.t('{0} of the {1} commits here carry a purpose', tagged, all);
  return l10n.t('{0} of {1} commits carry a purpose', tagged, all);
}

function notesOf({ keeper, locale, measures }: HeaderFacts, l10n: Words): LedgerNote[] {
  const { ledger, progress } = keeper;
  const number = (value: number): string => value.toLocaleString(locale);
  const skipped = ledger?.parts.skipped ?? 0;
  return [
    ...(isReading(keeper)
      ? [
          {
            icon: 'history' as const,
            text: l10n.t('Reading older history… {0} commits so far', number(progress.read)),
          },
        ]
      : []),
    ...(progress.failure
      ? [{ icon: 'warning' as const, text: l10n.t('Git stopped reading: {0}', progress.failure.detail) }]
      : []),
    ...(ledger?.parts.shallow
      ? [
          {
            icon: 'info' as const,
            text: l10n.t('This clone is shallow: it holds no older commits.'),
          },
        ]
      : []),
    ...(skipped > 0
      ? [
          {
            icon: 'warning' as const,
            text:
              skipped === 1
                ? l10n.t('One commit can not be read and is left out, with what only it leads to.')
                : l10n.t(
                    '{0} commits can not be read and are left out, with what only they lead to.',
                    number(skipped),
                  ),
          },
        ]
      : []),
    ...(measures
      ? []
      : [
          {
            icon: 'info' as const,
            text: l10n.t('Lines are not counted in a partial clone: it does not hold the files of the past.'),
          },
        ]),
  ];
}
