import * as vscode from 'vscode';
import type { Claims } from '../io/claims';
import type { AlarmView, View } from '../outcome/view';
import type { Log } from './log';
import type { Mutes } from './mutes';
import type { Current } from './openedRepository';
import { plainText } from './plainText';
import type { Session } from './session';

/** Tells of each alarm once: not again after a reload, and in one of several windows. */
export class AlarmBell implements vscode.Disposable {
  /** Looked at in this window. Whether another one was first is in the claims. */
  private readonly seen = new Set<string>();
  private claims: Claims | undefined;
  private readonly listening: vscode.Disposable;

  /** @param claimsPath folder that the windows of this machine share */
  constructor(
    private readonly session: Session,
    private readonly mutes: Mutes,
    private readonly claimsPath: string,
    private readonly log: Log,
  ) {
    this.listening = session.onDidChangeView((view) => this.look(view));
  }

  private look({ alarms = [] }: View): void {
    const { current } = this.session;
    if (current === undefined) return;
    const { outcome, root } = current;
    // Work trees of one repository have their history in common, and with it their alarms.
    const repository = outcome.repositoryLayout?.commonDir ?? root.fsPath;
    for (const alarm of alarms) {
      const key = JSON.stringify([repository, alarm.key]);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.tell(key, alarm, current).catch((error: unknown) =>
        this.log.error('An alarm could not be shown', error),
      );
    }
  }

  private async tell(
    key: string,
    { keyResultId, text }: AlarmView,
    { module, root }: Current,
  ): Promise<void> {
    this.claims ??= module.createClaims(this.claimsPath);
    if (!(await this.claims.claim(key))) return;
    const open = vscode.l10n.t('Open Key Result');
    const mute = vscode.l10n.t('Mute This Key Result');
    const chosen = await vscode.window.showWarningMessage(plainText(text), open, mute);
    if (chosen === open) await vscode.commands.executeCommand('throughline.openKeyResult', keyResultId);
    if (chosen === mute) await this.mutes.set(root, keyResultId, true);
  }

  dispose(): void {
    this.listening.dispose();
  }
}
