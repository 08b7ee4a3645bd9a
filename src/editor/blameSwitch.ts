import * as vscode from 'vscode';
import type { Ledgers } from './ledgers';
import type { Log } from './log';
import type { OutcomeBlame, ShownLine } from './outcomeBlame';
import type { Session } from './session';

type BlameModule = typeof import('./outcomeBlame');

const KEY = 'outcomeBlame';
const TOLD_MS = 4_000;

export interface BlameSwitchParts {
  readonly session: Session;
  readonly log: Log;
  /** It is a habit of whoever reads code, not a fact of one workspace: remembered for all of them. */
  readonly memento: vscode.Memento;
  readonly ledgers: Ledgers;
  loadBlame(): Promise<BlameModule>;
}

/** Turns outcome blame on and off. While it is off, nothing of it is loaded, listens or runs. */
export class BlameSwitch implements vscode.Disposable {
  private blame: OutcomeBlame | undefined;
  private on: boolean;

  constructor(private readonly parts: BlameSwitchParts) {
    this.on = parts.memento.get(KEY) === true;
    if (!this.on) return;
    // After everything that somebody waits for at start.
    setImmediate(() => {
      this.apply().catch((error: unknown) => parts.log.error('Outcome blame did not start', error));
    });
  }

  get shown(): readonly ShownLine[] {
    return this.blame?.shown ?? [];
  }

  async toggle(): Promise<void> {
    this.on = !this.on;
    const text = this.on ? vscode.l10n.t('Outcome blame is on.') : vscode.l10n.t('Outcome blame is off.');
    vscode.window.setStatusBarMessage(text, TOLD_MS);
    await Promise.all([this.parts.memento.update(KEY, this.on), this.apply()]);
  }

  /** Also while it is off: then for this one question. */
  async showLine(): Promise<void> {
    if (this.blame) return this.blame.showLine();
    const { OutcomeBlame } = await this.parts.loadBlame();
    const { session, log, ledgers } = this.parts;
    const once = new OutcomeBlame({ session, log, ledgers, draws: false });
    try {
      await once.showLine();
    } finally {
      once.dispose();
    }
  }

  private async apply(): Promise<void> {
    if (!this.on) {
      this.blame?.dispose();
      this.blame = undefined;
      return;
    }
    const { OutcomeBlame } = await this.parts.loadBlame();
    const { session, log, ledgers } = this.parts;
    // Toggled meanwhile, be it back again.
    if (this.on) this.blame ??= new OutcomeBlame({ session, log, ledgers, draws: true });
  }

  dispose(): void {
    this.on = false;
    this.blame?.dispose();
    this.blame = undefined;
  }
}
