import type { FileChange } from '../io/ports';
import type { Plan, Refusal } from '../work/hook/plan';
import type { Words } from './words';

/** Why the hook was not installed, and what to do about it. The snippet comes on its own. */
export function refusalText({ why, path, detail }: Refusal, l10n: Words): string {
  switch (why) {
    case 'not-shell':
      return l10n.t('{0} is no shell script, so nothing was added to it.', path);
    case 'generated':
      return l10n.t('{0} is written by another tool, which would drop what is added to it.', path);
    case 'damaged':
      return l10n.t('{0} holds a part of what Throughline added earlier. Take that out first.', path);
    case 'link':
      return l10n.t('{0} is a link to {1}, which is left alone.', path, detail ?? '');
    case 'unreadable':
      return l10n.t('{0} could not be read: {1}', path, detail ?? '');
    case 'not-executable':
      return l10n.t('{0} is not executable, so git does not run it. Make it executable, or delete it.', path);
    case 'format':
      return l10n.t('{0} is written in a way that nothing can be added to safely.', path);
    case 'unknown-manager':
      return l10n.t('{0} belongs to a tool for hooks that Throughline does not know.', path);
  }
}

/** What a plan does, a line for each file, with paths below the root where they are. */
export function changeLines(changes: readonly FileChange[], root: string, l10n: Words): string[] {
  return changes.map(({ path, before, after }) => {
    const name = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    if (after === undefined) return l10n.t('Delete {0}', name);
    return before === undefined ? l10n.t('Create {0}', name) : l10n.t('Change {0}', name);
  });
}

/** What somebody has to know or do beside the changes. */
export function planNotes({ command, shared }: Plan, l10n: Words): string[] {
  return [
    ...(shared === undefined
      ? []
      : [
          l10n.t(
            'core.hooksPath is {0}, which other repositories may use too; there the hook does nothing.',
            shared,
          ),
        ]),
    ...(command === undefined ? [] : [l10n.t('Then run this once: {0}', command)]),
  ];
}

/** What comes to others: files of the work tree, which are committed as any. */
export function sharedFileNotes(changes: readonly FileChange[], root: string, l10n: Words): string[] {
  return changes.some(({ path }) => path.startsWith(`${root}/`) && !path.startsWith(`${root}/.git/`))
    ? [l10n.t('Files outside .git are for you to commit; in clones without the hook they do nothing.')]
    : [];
}

/** The lines of a file that are new, for somebody who decides about them. */
export function addedLines({ before = '', after = '' }: FileChange): string[] {
  const known = new Set(before.split(/\r?\n/));
  return after.split(/\r?\n/).filter((line) => line !== '' && !known.has(line));
}
