import * as vscode from 'vscode';
import type { ActionId } from '../outcome/view/actionIds';
import type { CommandMap } from './commands';
import type { Log } from './log';
import type { Session } from './session';

/** What each action of the sidebar runs. */
const COMMANDS: Readonly<Record<ActionId, keyof CommandMap | BuiltIn>> = {
  approve: 'throughline.allowSource',
  createOkrFile: 'throughline.createOkrFile',
  link: 'throughline.linkBranch',
  manageTrust: 'workbench.trust.manage',
  muteKeyResult: 'throughline.muteKeyResult',
  openCommit: 'throughline.openCommit',
  openFolder: 'vscode.openFolder',
  openKeyResult: 'throughline.openKeyResult',
  openLedger: 'throughline.openLedger',
  initGit: 'git.init',
  installHook: 'throughline.installHook',
  openOkrFile: 'throughline.openOkrFile',
  openSettings: 'workbench.action.openSettings',
  refresh: 'throughline.refresh',
  reveal: 'throughline.openOkrFile',
  showLog: 'throughline.showLog',
  showProblems: 'workbench.actions.view.problems',
  signIn: 'throughline.setCredential',
  tag: 'throughline.tagCommit',
  tagNext: 'throughline.tagNextCommit',
  tagPast: 'throughline.tagPastCommits',
  unlink: 'throughline.unlinkBranch',
  unmuteKeyResult: 'throughline.unmuteKeyResult',
};
type BuiltIn =
  | 'workbench.trust.manage'
  | 'vscode.openFolder'
  | 'git.init'
  | 'workbench.action.openSettings'
  | 'workbench.actions.view.problems';

/** Only these hand the webview's argument on; each command checks it against what the OKR file names. */
const WITH_ARGUMENT: ReadonlySet<ActionId> = new Set([
  'approve',
  'muteKeyResult',
  'openCommit',
  'openKeyResult',
  'openLedger',
  'reveal',
  'signIn',
  'unmuteKeyResult',
]);
const SETTINGS_QUERY = '@ext:throughline.throughline';

/** Runs what the sidebar asks for, after the message was parsed. */
export async function runSidebarMessage(message: unknown, session: Session, log: Log): Promise<void> {
  const { module } = await session.loadedEngine();
  const parsed = module.parseMessage(message);
  if (parsed === undefined) {
    log.warn('The sidebar sent a message that is not understood.');
    return;
  }
  if (parsed.type === 'fault') log.warn(`The sidebar reports: ${parsed.message}`);
  if (parsed.type === 'run') await runAction(parsed.action, parsed.arg);
}

export async function runAction(action: ActionId, arg?: string): Promise<void> {
  // The settings are searched for our own, whatever the message says.
  const argument = action === 'openSettings' ? SETTINGS_QUERY : WITH_ARGUMENT.has(action) ? arg : undefined;
  await vscode.commands.executeCommand(COMMANDS[action], ...(argument === undefined ? [] : [argument]));
}
