import type { CommitFinding } from '../outcome/checkCommit';
import type { CheckFailure, RangeCheck } from '../outcome/checkRange';
import { terminalText } from './terminalText';

/** Letters of an id that people read. */
const SHORT = 8;
/** A subject can be a whole book. */
const LONGEST = 100;

/** One line about one commit. Nothing in it steers a terminal. */
export function findingText({ commit, subject, message }: CommitFinding): string {
  const letters = [...terminalText(subject)];
  const title = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
  return `${commit.slice(0, SHORT)} (${title}): ${terminalText(message)}`;
}

export function findingLines(findings: readonly CommitFinding[]): string[] {
  return findings.map((one) => `${one.severity}: ${findingText(one)}`);
}

/** `3 commits checked: 1 error, 1 warning. Left out: 2 merges.` */
export function summaryText({ checked, merges, reverts, findings }: RangeCheck): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const found = [...counted(errors, 'error'), ...counted(warnings, 'warning')];
  const left = [...counted(merges, 'merge'), ...counted(reverts, 'revert')];
  return [
    `${counted(checked, 'commit')[0] ?? 'No commits'} checked: ${found.join(', ') || 'no problems'}.`,
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}.`]),
  ].join(' ');
}

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
}

/** Why nothing could be checked, and what to do about it. */
export function failureText(failure: CheckFailure, okrPath: string): string {
  const whole =
    'Fetch the whole history: `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab, or `git fetch --unshallow`.';
  switch (failure.kind) {
    case 'no-revision':
      return failure.shallow
        ? `This clone is shallow and does not have '${failure.revision}'. ${whole}`
        : `There is no commit '${failure.revision}' in this clone.`;
    case 'cut-off':
      return `This clone is shallow and does not have every commit of the range. ${whole}`;
    case 'partial-clone':
      return `This is a partial clone that does not have ${okrPath} of every commit, and nothing is fetched. Clone without --filter.`;
    case 'no-okr-file':
      return `No commit of the range has ${okrPath}. Name the file with --file, or create it.`;
    case 'too-large':
      return `The range has more commits than can be read at once: ${failure.detail}.`;
    default:
      return `git could not be asked: ${failure.detail}`;
  }
}
