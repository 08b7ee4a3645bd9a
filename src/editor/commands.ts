import * as vscode from 'vscode';
import type { Log } from './log';
import { plainText } from './plainText';

/** Every command, with what it takes. The keys are the manifest's. */
export interface CommandMap {
  'throughline.tagCommit': () => Promise<void>;
  'throughline.tagNextCommit': () => Promise<void>;
  'throughline.changeNextTag': () => Promise<void>;
  'throughline.tagPastCommits': () => Promise<void>;
  'throughline.undoRetag': () => Promise<void>;
  'throughline.linkBranch': () => Promise<void>;
  'throughline.unlinkBranch': () => Promise<void>;
  'throughline.startWork': () => Promise<void>;
  'throughline.copyOutcome': () => Promise<void>;
  'throughline.refresh': () => Promise<void>;
  'throughline.showOutcome': () => Promise<void>;
  'throughline.createOkrFile': () => Promise<void>;
  'throughline.openOkrFile': (keyResultId?: unknown) => Promise<void>;
  'throughline.addMetricSource': () => Promise<void>;
  'throughline.previewMetric': (keyResultId?: unknown) => Promise<void>;
  'throughline.manageCredentials': () => Promise<void>;
  'throughline.allowSource': (origin?: unknown) => Promise<void>;
  'throughline.withdrawApproval': () => Promise<void>;
  'throughline.setCredential': (origin?: unknown) => Promise<void>;
  'throughline.forgetCredential': () => Promise<void>;
  'throughline.installHook': () => Promise<void>;
  'throughline.removeHook': () => Promise<void>;
  'throughline.showLog': () => Promise<void>;
}

/** The one place that registers commands; a bug in one is logged and told, never swallowed. */
export function registerCommands(commands: CommandMap, log: Log): vscode.Disposable {
  const registered = Object.entries(commands).map(
    ([id, run]: [string, (argument?: unknown) => Promise<void>]) =>
      vscode.commands.registerCommand(id, async (argument?: unknown) => {
        try {
          await run(argument);
        } catch (error) {
          log.error(`Command ${id} failed`, error);
          const show = vscode.l10n.t('Show Log');
          const message = error instanceof Error ? error.message : String(error);
          const chosen = await vscode.window.showErrorMessage(
            vscode.l10n.t('Throughline: {0}', plainText(message)),
            show,
          );
          if (chosen === show) log.show();
        }
      }),
  );
  return vscode.Disposable.from(...registered);
}
