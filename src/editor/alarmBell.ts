import * as vscode from 'vscode';
import type { Claims } from '../io/claims';
import type { AlarmView, View } from '../outcome/view';
import type { Log } from './log';
import type { Mutes } from './mutes';
import { type Current, repositoryOf } from './openedRepository';
import { plainText } from './plainText';
import type { Session } from './session';
import { words } from './words';

interface Raised {
  /** Of the repository and the alarm. */
  readonly key: string;
  readonly alarm: AlarmView;
}

/** Numbers come one after the other: alarms that are raised within this time are told of together. */
const TOGETHER_MS = 2_000;

/** Tells of each alarm once: not again after a reload, and in one of several windows. */
export class AlarmBell implements vscode.Disposable {
  /** Looked at in this window. Whether another one was first is in the claims. */
  private readonly seen = new Set<string>();
  /** Raised and not told of yet, by the repository that they are of. */
  private readonly raised = new Map<Current, Raised[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;
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
    const repository = repositoryOf(current);
    for (const alarm of alarms) {
      const key = JSON.stringify([repository, alarm.key]);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.raised.set(current, [...(this.raised.get(current) ?? []), { key, alarm }]);
      this.timer ??= setTimeout(() => this.ring(), TOGETHER_MS);
    }
  }

  private ring(): void {
    this.timer = undefined;
    const raised = [...this.raised];
    this.raised.clear();
    for (const [current, all] of raised) {
      this.tell(current, all).catch((error: unknown) => this.log.error('An alarm could not be shown', error));
    }
  }

  private async tell(current: Current, raised: readonly Raised[]): Promise<void> {
    const { module } = current;
    this.claims ??= module.createClaims(this.claimsPath);
    const muted = this.mutes.of(current);
    const alarms: AlarmView[] = [];
    for (const { key, alarm } of raised) {
      // Muted meanwhile, it is as if it had not been looked at.
      if (muted.has(alarm.keyResultId.toLowerCase())) this.seen.delete(key);
      else if (await this.claims.claim(key)) alarms.push(alarm);
    }
    const text = module.alarmsText(alarms, words);
    const ids = [...new Set(alarms.map(({ keyResultId }) => keyResultId))];
    if (text === undefined) return;
    const [id] = ids;
    const alone = ids.length === 1;
    const open = alone ? vscode.l10n.t('Open Key Result') : vscode.l10n.t('Show in Sidebar');
    const mute = alone ? vscode.l10n.t('Mute This Key Result') : vscode.l10n.t('Mute These Key Results');
    const chosen = await vscode.window.showWarningMessage(plainText(text), open, mute);
    if (chosen === open && alone) await vscode.commands.executeCommand('throughline.openKeyResult', id);
    else if (chosen === open) await vscode.commands.executeCommand('throughline.showOutcome');
    if (chosen === mute) await this.mutes.set(current, ids, true);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listening.dispose();
  }
}
