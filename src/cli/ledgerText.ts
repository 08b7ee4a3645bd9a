import type { LedgerSummary, ServedCount } from '../outcome/ledger/ledgerSummary';
import type { Ledger, LedgerCommit } from '../work/ledger/ledger';
import { terminalText } from './terminalText';

/** What the commits served, as lines for a terminal. */
export function summaryText(summary: LedgerSummary, ledger: Ledger, trailerKey: string): string {
  const { commits, tagged, objectives, others } = summary;
  const { shallow, skipped } = ledger.parts;
  const hasReleases = ledger.releases.length > 0;
  const open = commits - tagged;
  const lines = [
    [
      plural(commits, 'commit'),
      ...(commits === 0
        ? []
        : [open === 0 ? 'all tagged' : `${plain(open)} without ${trailerKey} (${percent(open, commits)})`]),
    ].join(' · '),
    ...(shallow ? ['This clone is a shallow one: older history is not counted.'] : []),
    ...(skipped > 0
      ? [`${plural(skipped, 'commit')} could not be read; what only they lead to is missing.`]
      : []),
    ...objectives.flatMap(({ title, keyResults }) => [
      '',
      title,
      ...keyResults.flatMap((one) => [
        `  ${one.title ?? one.id}  [${one.id}]`,
        `    ${countText(one, hasReleases)}`,
      ]),
    ]),
    ...(others.length === 0
      ? []
      : [
          '',
          objectives.length === 0 ? trailerKey : 'Not in the OKR file',
          ...otherLines(others, hasReleases),
        ]),
  ];
  return lines.map((line) => `${terminalText(line)}\n`).join('');
}

export function countLine(commits: number): string {
  return `${plural(commits, 'commit')}\n`;
}

/** `1a2b3c4d  2026-11-04  v1.42  engagement.signups  Sign up with one tap` */
export function commitLine(
  { id, at, tags, release }: LedgerCommit,
  subject: string | undefined,
  hasReleases: boolean,
): string {
  const shipped = hasReleases ? [release?.name ?? 'not released yet'] : [];
  const parts = [id.slice(0, 8), dayOf(at), ...shipped, tags.join(', ') || '\u2013', subject ?? ''];
  return `${terminalText(parts.join('  ')).trimEnd()}\n`;
}

function otherLines(others: readonly ServedCount[], hasReleases: boolean): string[] {
  return others.map((one) => `  ${one.id}${one.ended ? ' (ended)' : ''}: ${countText(one, hasReleases)}`);
}

function countText({ commits, released, first, last }: ServedCount, hasReleases: boolean): string {
  if (commits === 0 || first === undefined || last === undefined) return 'no commits';
  const [from, to] = [dayOf(first), dayOf(last)];
  const open = commits - released;
  return [
    plural(commits, 'commit'),
    ...(hasReleases && open > 0 ? [`${plain(open)} not released yet`] : []),
    from === to ? from : `${from} to ${to}`,
  ].join(' · ');
}

function plural(count: number, noun: string): string {
  return `${plain(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function plain(count: number): string {
  return count.toLocaleString('en');
}

/** Neither none nor all where it is only nearly so. */
function percent(part: number, all: number): string {
  return `${Math.min(part < all ? 99 : 100, Math.max(1, Math.round((100 * part) / all)))}%`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
