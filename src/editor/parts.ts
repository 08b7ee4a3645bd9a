import * as vscode from 'vscode';
import { ledgerFolder } from '../io/cacheFolder';
import type { View } from '../outcome/view';
import { AlarmBell } from './alarmBell';
import { BlameSwitch } from './blameSwitch';
import type { CommandMap } from './commands';
import { helpWithMessages } from './commitMessages';
import { Consent } from './consent';
import { Credentials } from './credentials';
import { GitFollower } from './gitFollower';
import { historyLinks } from './historyLinks';
import { KeyResultPanels } from './keyResultPanels';
import { Ledgers } from './ledgers';
import type { Log } from './log';
import { MessageAimsReader } from './messageAims';
import { MessageProblems } from './messageProblems';
import { Mutes } from './mutes';
import { OkrFileProblems } from './okrFileProblems';
import { LedgerOpener } from './openLedger';
import { RecentKeyResults } from './recentKeyResults';
import { Session } from './session';
import { onSettingsChange } from './settings';
import { Sidebar } from './sidebar';
import { runSidebarMessage } from './sidebarActions';
import { StatusBar } from './statusBar';

/** What stands behind the front door. */
export interface Parts extends vscode.Disposable {
  readonly session: Session;
  readonly blame: BlameSwitch;
  readonly sidebar: vscode.WebviewViewProvider;
  /** What the commands do; in a bundle of its own, which the first of them loads. */
  commands(): Promise<CommandMap>;
}

/** Builds the parts, hands them to each other and starts the session. A bundle of its own: activation needs none of it. */
export function openParts(context: vscode.ExtensionContext, log: Log, shown: (view: View) => void): Parts {
  const { extensionUri, globalState, globalStorageUri, secrets, workspaceState } = context;
  const git = new GitFollower(log);
  const sidebar = new Sidebar(extensionUri);
  const statusBar = new StatusBar();
  const consent = new Consent(workspaceState);
  const credentials = new Credentials(secrets, globalState);
  const mutes = new Mutes(globalState);
  const recent = new RecentKeyResults(workspaceState);
  const loadEngine = () => import('../engine');
  const storePath = vscode.Uri.joinPath(globalStorageUri, 'feed').fsPath;
  const ledgerPath = ledgerFolder(globalStorageUri.fsPath);
  const threadPath = vscode.Uri.joinPath(extensionUri, 'dist', 'okrThread.js').fsPath;
  const paths = { storePath, ledgerPath, threadPath };
  const faces = { sidebar, statusBar, mutes };
  const session = new Session({ git, ...faces, consent, credentials, log, ...paths, loadEngine });
  const ledgers = new Ledgers(session, sidebar, statusBar, context, log);
  const linesPath = vscode.Uri.joinPath(globalStorageUri, 'lines').fsPath;
  const ledger = new LedgerOpener({ session, git, ledgers, log, extensionUri, storePath: linesPath });
  const keyResults = new KeyResultPanels({ session, git, ledgers, log, extensionUri });
  const loadBlame = () => import('./outcomeBlame');
  const blame = new BlameSwitch({ session, log, memento: globalState, ledgers, loadBlame });
  const aimsReader = new MessageAimsReader(session, git);
  git.historyDetails = historyLinks(aimsReader, log);
  const opened = vscode.Disposable.from(
    git,
    sidebar,
    statusBar,
    session,
    ledgers,
    ledger,
    keyResults,
    blame,
    mutes,
    new AlarmBell(session, mutes, vscode.Uri.joinPath(globalStorageUri, 'alarms').fsPath, log),
    new OkrFileProblems(session, log),
    helpWithMessages(aimsReader),
    new MessageProblems(aimsReader, log),
    onSettingsChange(() => session.reopen()),
    session.onDidChangeView(shown),
    sidebar.onDidReceive((message) => {
      runSidebarMessage(message, session, log).catch((error: unknown) =>
        log.error('An action of the sidebar failed', error),
      );
    }),
  );
  session.start();
  return {
    session,
    blame,
    sidebar,
    commands: async () => {
      const { commandTable } = await import('./commandTable');
      return commandTable({
        session,
        git,
        ledger,
        keyResults,
        recent,
        consent,
        credentials,
        extensionUri,
        log,
        blame,
        mutes,
      });
    },
    dispose: () => opened.dispose(),
  };
}
