import type { CycleWork } from './cycleWork';
import { actionTo } from './problemView';
import type { CommitLine, CommitsView, RepositoryWorkView } from './view';
import type { Words } from './words';

/** The commits of a cycle that serve a key result, and what shipped them. Absent until they are known. */
export function commitsView(
  id: string,
  work: CycleWork | undefined,
  locale: string,
  l10n: Words,
): CommitsView | undefined {
  if (work === undefined) return undefined;
  const found = work.byKeyResult.get(id.toLowerCase());
  if (found === undefined) return { text: l10n.t('No commits in this cycle'), list: [] };
  const { commits, unreleased, latest } = found;
  const number = (value: number): string => value.toLocaleString(locale);
  const count =
    commits === 1 ? l10n.t('1 commit in this cycle') : l10n.t('{0} commits in this cycle', number(commits));
  const open =
    commits === unreleased ? l10n.t('none released yet') : l10n.t('{0} not released yet', number(unreleased));
  const rest = commits - latest.length;
  return {
    text: work.hasReleases && unreleased > 0 ? `${count} · ${open}` : count,
    list: latest.map((commit): CommitLine => {
      const subject = work.subjects.get(commit.id) ?? commit.id.slice(0, 8);
      const release = commit.release?.name ?? (work.hasReleases ? l10n.t('not released yet') : undefined);
      return {
        id: commit.id,
        subject,
        ...(release === undefined ? {} : { release, released: commit.release !== undefined }),
        label: l10n.t('Open the changes of {0}', subject),
      };
    }),
    ...(rest === 0 ? {} : { more: { ...moreAction(rest, locale, l10n), arg: id } }),
  };
}

function moreAction(rest: number, locale: string, l10n: Words): NonNullable<CommitsView['more']> {
  const text = rest === 1 ? l10n.t('1 more') : l10n.t('{0} more', rest.toLocaleString(locale));
  return actionTo('openLedger', text, 'link');
}

/** How much of the cycle's work in this repository carries no purpose. */
export function repositoryWorkView(
  work: CycleWork | undefined,
  cycle: string,
  locale: string,
  l10n: Words,
): RepositoryWorkView | undefined {
  if (work === undefined) return undefined;
  const { commits, tagged, shallow } = work;
  const open = commits - tagged;
  const number = (value: number): string => value.toLocaleString(locale);
  const heading = l10n.t('This repository in {0}', cycle);
  const actions = [actionTo('openLedger', l10n.t('Open Outcome Ledger'), 'link')];
  const count = commits === 1 ? l10n.t('1 commit') : l10n.t('{0} commits', number(commits));
  if (commits === 0) return { heading, count: l10n.t('no commits yet'), share: '', actions };
  return {
    heading,
    count: shallow ? l10n.t('{0} in this shallow clone', count) : count,
    share:
      open === 0
        ? l10n.t('all tagged')
        : l10n.t('{0} untagged ({1}%)', number(open), percentOf(open, commits)),
    actions,
  };
}

/** Neither none nor all where it is only nearly so. */
function percentOf(part: number, all: number): number {
  const percent = Math.round((100 * part) / all);
  return Math.min(part < all ? 99 : 100, Math.max(1, percent));
}
