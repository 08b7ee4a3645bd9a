import * as vscode from 'vscode';
import { type ChangedFile, type CommitChanges, readChanges } from '../work/changedFiles';
import type { GitFollower } from './gitFollower';
import { plainText } from './plainText';
import type { Session } from './session';

/** More files in one editor are slow to open and of no help. */
const MOST_FILES = 300;
const COMMIT = /^[0-9a-f]{7,64}$/i;
const LONGEST_TITLE = 60;

/** Opens what a commit of the repository shown changed, as one editor with a diff for each file. */
export async function openCommit(session: Session, git: GitFollower, given: unknown): Promise<void> {
  const { current } = session;
  if (typeof given !== 'string' || !COMMIT.test(given) || current?.repository === undefined) return;
  const { root } = current;
  const changes = await readChanges(current.engine.gitPort, root.fsPath, given);
  if (!changes.ok) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The commit {0} could not be read: {1}',
        given.slice(0, 8),
        plainText(changes.error.detail),
      ),
    );
    return;
  }
  const { id, subject, files } = changes.value;
  const short = id.slice(0, 8);
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The commit {0} changes no file.', short));
    return;
  }
  const shown = files.slice(0, MOST_FILES);
  const resources = shown.flatMap((file) => resourceOf(git, root, file, changes.value));
  await vscode.commands.executeCommand('vscode.changes', titleOf(short, subject), resources);
  if (shown.length === files.length) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The commit {0} changes {1} files; the first {2} are shown.',
      short,
      files.length.toLocaleString(vscode.env.language),
      MOST_FILES,
    ),
  );
}

type Resource = readonly [vscode.Uri, vscode.Uri | undefined, vscode.Uri | undefined];

function resourceOf(
  git: GitFollower,
  root: vscode.Uri,
  { before, after }: ChangedFile,
  { id, parent }: CommitChanges,
): Resource[] {
  const at = (path: string | undefined, commit: string | undefined): vscode.Uri | undefined =>
    path === undefined || commit === undefined
      ? undefined
      : git.uriAt(vscode.Uri.joinPath(root, path), commit);
  const label = after ?? before;
  return label === undefined ? [] : [[vscode.Uri.joinPath(root, label), at(before, parent), at(after, id)]];
}

function titleOf(short: string, subject: string): string {
  const [line = ''] = plainText(subject).split('\n');
  return line.length > LONGEST_TITLE ? `${short} ${line.slice(0, LONGEST_TITLE - 1)}…` : `${short} ${line}`;
}
