import * as vscode from 'vscode';
import { addMetricSource } from './editor/addMetricSource';
import { exportsOf, type ThroughlineExports } from './editor/api';
import { registerCommands } from './editor/commands';
import { installHook, removeHook } from './editor/commitHook';
import { helpWithMessages } from './editor/commitMessages';
import { Consent } from './editor/consent';
import { copyOutcome } from './editor/copyOutcome';
import { Credentials } from './editor/credentials';
import { GitFollower } from './editor/gitFollower';
import { historyLinks } from './editor/historyLinks';
import { linkBranch, unlinkBranch } from './editor/linkBranch';
import { Log } from './editor/log';
import { manageCredentials } from './editor/manageCredentials';
import { MessageAimsReader } from './editor/messageAims';
import { MessageProblems } from './editor/messageProblems';
import { createOkrFile, openOkrFile } from './editor/okrFileCommands';
import { OkrFileProblems } from './editor/okrFileProblems';
import { previewMetric } from './editor/previewMetric';
import { RecentKeyResults } from './editor/recentKeyResults';
import { Session } from './editor/session';
import { onSettingsChange } from './editor/settings';
import { Sidebar, VIEW_ID } from './editor/sidebar';
import { runSidebarMessage } from './editor/sidebarActions';
import { allowSource, forgetCredential, setCredential, withdrawApproval } from './editor/sourceAccess';
import { startWork } from './editor/startWork';
import { StatusBar } from './editor/statusBar';
import { tagCommit } from './editor/tagCommit';
import { tagNextCommit } from './editor/tagNextCommit';
import { tagPastCommits, undoRetag } from './editor/tagPastCommits';

/** Builds the parts and hands them to each other. Nothing is read, spawned or asked for before this returns. */
export function activate(context: vscode.ExtensionContext): ThroughlineExports {
  const log = new Log();
  const git = new GitFollower(log);
  const sidebar = new Sidebar(context.extensionUri);
  const statusBar = new StatusBar();
  const consent = new Consent(context.workspaceState);
  const credentials = new Credentials(context.secrets, context.globalState);
  const recent = new RecentKeyResults(context.workspaceState);
  const loadEngine = () => import('./engine');
  const storePath = vscode.Uri.joinPath(context.globalStorageUri, 'feed').fsPath;
  const session = new Session({ git, sidebar, statusBar, consent, credentials, log, storePath, loadEngine });
  const aimsReader = new MessageAimsReader(session, git);
  git.historyDetails = historyLinks(aimsReader, log);
  const problems = new OkrFileProblems(session);
  const sources = { session, consent, credentials, extensionUri: context.extensionUri, log };
  context.subscriptions.push(
    log,
    git,
    sidebar,
    statusBar,
    session,
    problems,
    helpWithMessages(aimsReader),
    new MessageProblems(aimsReader, log),
    onSettingsChange(() => session.reopen()),
    vscode.window.registerWebviewViewProvider(VIEW_ID, sidebar),
    sidebar.onDidReceive((message) => {
      runSidebarMessage(message, session, log).catch((error: unknown) =>
        log.error('An action of the sidebar failed', error),
      );
    }),
    registerCommands(
      {
        'throughline.tagCommit': () => tagCommit(session, recent),
        'throughline.tagNextCommit': () => tagNextCommit(session),
        'throughline.changeNextTag': () => tagCommit(session, recent),
        'throughline.tagPastCommits': () => tagPastCommits(session, recent),
        'throughline.undoRetag': () => undoRetag(session),
        'throughline.linkBranch': () => linkBranch(session, recent),
        'throughline.unlinkBranch': () => unlinkBranch(session),
        'throughline.startWork': () => startWork(session, recent),
        'throughline.copyOutcome': () => copyOutcome(session),
        'throughline.refresh': () => session.reload(),
        'throughline.showOutcome': async () => vscode.commands.executeCommand(`${VIEW_ID}.focus`),
        'throughline.createOkrFile': () => createOkrFile(session, loadEngine),
        'throughline.openOkrFile': (keyResultId) => openOkrFile(session, keyResultId),
        'throughline.addMetricSource': () => addMetricSource(sources),
        'throughline.previewMetric': (keyResultId) => previewMetric(sources, keyResultId),
        'throughline.manageCredentials': () => manageCredentials(session, credentials),
        'throughline.allowSource': (origin) => allowSource(session, consent, origin),
        'throughline.withdrawApproval': () => withdrawApproval(session, consent),
        'throughline.setCredential': (origin) => setCredential(session, credentials, origin),
        'throughline.forgetCredential': () => forgetCredential(session, credentials),
        'throughline.installHook': () => installHook(session),
        'throughline.removeHook': () => removeHook(session),
        'throughline.showLog': async () => log.show(),
      },
      log,
    ),
  );
  const start = setImmediate(() => session.start());
  context.subscriptions.push(new vscode.Disposable(() => clearImmediate(start)));
  return exportsOf(session);
}
