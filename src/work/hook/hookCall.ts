import type { HookName } from './hookFacts';

const WHY =
  '# Tags commits with the key results of their branch; does nothing where Throughline is not set up.';

/** The body beside git's own hooks: found without asking git. */
const BESIDE = (hook: HookName): string => `\${0%/*}/../throughline/${hook}`;
/** The body of whichever clone runs it: such a file may be everybody's. */
const ASKED = (hook: HookName): string =>
  `$(git rev-parse --git-common-dir 2>/dev/null || :)/throughline/${hook}`;

/** One command for a manager's configuration, in POSIX sh; where the body is not there, it does nothing and succeeds. */
export function callLine(hook: HookName, ...words: readonly string[]): string {
  return `throughline=${ASKED(hook)}; [ ! -f "$throughline" ] || sh "$throughline" ${words.join(' ')}`;
}

/**
 * The same in a hook that is a file: lines that neither `set -e` nor `set -u` minds. Nothing but the check may stop a
 * commit. In somebody's own script the body gets a shell of its own; a new file is a shell already.
 */
export function callLines(hook: HookName, where: 'beside' | 'anywhere', newFile: boolean): readonly string[] {
  const call = newFile ? '( . "$throughline" )' : 'sh "$throughline" "$@"';
  return [
    WHY,
    `throughline=${where === 'beside' ? BESIDE(hook) : ASKED(hook)}`,
    `[ ! -f "$throughline" ] || ${call} || ${hook === 'commit-msg' ? 'exit' : ':'}`,
  ];
}
