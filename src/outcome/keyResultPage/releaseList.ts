import { formatDay } from '../format';
import type { Deployments } from '../insight/deployments';
import { actionTo } from '../problemView';
import type { Snapshot } from '../snapshot';
import type { Words } from '../words';
import type { ServedCommits, ServedRelease } from './servedCommits';
import type { ReleaseCommit, ReleaseList, ReleaseView } from './view';

/** Without commits to show, a long list says nothing. */
const MOST = 40;

export interface ReleaseFacts {
  readonly id: string;
  readonly deployments: Deployments;
  /** Absent until the ledger was read. */
  readonly commits?: ServedCommits;
  /** Name of the release that is asked about; absent where none can be. */
  readonly asked?: string;
  /** Which tags are releases, as the OKR file names them. */
  readonly tagPattern?: string;
  readonly timezone: string;
}

/** The deployments that count for a key result, newest first, each with its commits; what is not released comes before. */
export function releaseList(
  { id, deployments, commits, asked, tagPattern, timezone }: ReleaseFacts,
  { now, locale, drawn }: Snapshot,
  l10n: Words,
): ReleaseList {
  const year = drawn.dayOf(now, timezone).slice(0, 4);
  const written = (at: number): string => formatDay(drawn.dayOf(at, timezone), locale, year, drawn.formats);
  const newest = deployments.releases.toSorted((a, b) => b.at - a.at);
  const shown = newest.slice(0, MOST);
  const list = shown.map(({ name, at }): ReleaseView => {
    const served = commits?.byRelease.get(name);
    return {
      name,
      title: name,
      date: written(at),
      // It counts as a deployment, and not for a commit of the cycle.
      count:
        served === undefined && commits !== undefined && !deployments.every
          ? l10n.t('commits of before this cycle')
          : countText(commits, served, locale, l10n),
      asked: name === asked,
      canAsk: asked !== undefined && name !== asked,
      commits: linesOf(served, l10n),
    };
  });
  const open = commits?.byRelease.get('');
  const hidden = newest.length - shown.length;
  const unlisted = commits ? commits.commits - commits.listed : 0;
  return {
    text: countedText(deployments, commits, tagPattern, l10n),
    list: open ? [openRelease(open, commits, tagPattern, locale, l10n), ...list] : list,
    ...(hidden > 0 || unlisted > 0 || (commits?.commits ?? 0) > 0
      ? { more: actionTo('openLedger', l10n.t('All its commits in the ledger'), 'link', id) }
      : {}),
  };
}

function openRelease(
  served: ServedRelease,
  commits: ServedCommits | undefined,
  tagPattern: string | undefined,
  locale: string,
  l10n: Words,
): ReleaseView {
  return {
    name: '',
    title: tagPattern === undefined ? l10n.t('In this cycle') : l10n.t('Not released yet'),
    date: '',
    count: countText(commits, served, locale, l10n),
    asked: false,
    canAsk: false,
    commits: linesOf(served, l10n),
  };
}

function countText(
  commits: ServedCommits | undefined,
  served: ServedRelease | undefined,
  locale: string,
  l10n: Words,
): string {
  // Where none is tagged, none has to be missed in a release.
  if (commits === undefined || commits.commits === 0) return '';
  const { commits: count = 0, listed = [] } = served ?? {};
  const number = (value: number): string => value.toLocaleString(locale);
  if (listed.length < count) return l10n.t('{0} of {1} commits', number(listed.length), number(count));
  return count === 1 ? l10n.t('1 commit') : l10n.t('{0} commits', number(count));
}

function linesOf(served: ServedRelease | undefined, l10n: Words): ReleaseCommit[] {
  return (served?.listed ?? []).map(({ id, subject }) => {
    const short = id.slice(0, 8);
    const text = subject ?? short;
    return { id, short, subject: text, label: l10n.t('Open the changes of {0}', text) };
  });
}

function countedText(
  { every, releases }: Deployments,
  commits: ServedCommits | undefined,
  tagPattern: string | undefined,
  l10n: Words,
): string {
  if (tagPattern === undefined) {
    return l10n.t('The OKR file does not say which tags are releases: deployments: { tags: "v*" }.');
  }
  if (releases.length === 0) {
    return every
      ? l10n.t('No tag matches {0} yet.', tagPattern)
      : l10n.t('None of its commits is released yet.');
  }
  if (!every) {
    return l10n.t('The releases that brought commits of this key result count as its deployments.');
  }
  return commits === undefined || commits.commits > 0
    ? l10n.t('Every release that {0} names counts as a deployment for this key result.', tagPattern)
    : l10n.t(
        'Every release that {0} names counts as a deployment for this key result, as no commit of this cycle names it.',
        tagPattern,
      );
}
