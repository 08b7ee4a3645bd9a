import * as vscode from 'vscode';
import type { Log } from './log';
import { plainText } from './plainText';

/** Every command, as the manifest names them. `commandTable.ts` says what each does. */
const COMMANDS = [
  'throughline.tagCommit',
  'throughline.tagNextCommit',
  'throughline.changeNextTag',
  'throughline.tagPastCommits',
  'throughline.undoRetag',
  'throughline.linkBranch',
  'throughline.unlinkBranch',
  'throughline.startWork',
  'throughline.copyOutcome',
  'throughline.openKeyResult',
  'throughline.openLedger',
  'throughline.openCommit',
  'throughline.muteKeyResult',
  'throughline.unmuteKeyResult',
  'throughline.refresh',
  'throughline.showOutcome',
  'throughline.toggleOutcomeBlame',
  'throughline.showLineOutcome',
  'throughline.createOkrFile',
  'throughline.openOkrFile',
  'throughline.addMetricSource',
  'throughline.previewMetric',
  'throughline.manageCredentials',
  'throughline.allowSource',
  'throughline.withdrawApproval',
  'throughline.setCredential',
  'throughline.forgetCredential',
  'throughline.installHook',
  'throughline.removeHook',
  'throughline.showLog',
] as const;

/** What each command does, with the argument that it may be given. */
export type CommandMap = Readonly<Record<(typeof COMMANDS)[number], (argument?: unknown) => Promise<void>>>;

/**
 * The one place that registers commands; a bug in one is logged and told, never swallowed.
 * @param load what they do, loaded when the first of them is run
 */
export function registerCommands(load: () => Promise<CommandMap>, log: Log): vscode.Disposable {
  const registered = COMMANDS.map((id) =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => {
      try {
        const commands = await load();
        await commands[id](argument);
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
