import * as vscode from 'vscode';

const KEY = 'approvedOrigins';
const TITLES_SHOWN = 5;
const LONGEST_TITLE = 80;

/** Which addresses this workspace may ask for numbers. Kept per workspace; a repository cannot write it. */
export class Consent {
  constructor(private readonly memento: vscode.Memento) {}

  get origins(): readonly string[] {
    return this.memento.get<string[]>(KEY, []);
  }

  approved(origin: string): boolean {
    return this.origins.includes(origin);
  }

  async withdraw(origin: string): Promise<void> {
    await this.memento.update(
      KEY,
      this.origins.filter((one) => one !== origin),
    );
  }

  /** Asks about an address that the user typed. */
  async askTyped(origin: string): Promise<boolean> {
    const detail = vscode.l10n.t(
      'The queries that you try are sent there now, and later those of this repository that name it, with the credential you set for this address, if any.',
    );
    return this.decide(origin, detail);
  }

  /**
   * Asks once, in words.
   * @param titles what the address is asked for
   * @returns whether the address may be asked now
   */
  async ask(origin: string, okrFile: string, titles: readonly string[]): Promise<boolean> {
    const detail = [
      vscode.l10n.t('{0} in this repository names it as the source of: {1}.', okrFile, inShort(titles)),
      vscode.l10n.t(
        'Its queries are sent there while you look at them, with the credential you set for this address, if any. Only allow addresses that you trust.',
      ),
    ].join('\n\n');
    return this.decide(origin, detail);
  }

  private async decide(origin: string, detail: string): Promise<boolean> {
    if (this.approved(origin)) return true;
    const allow = vscode.l10n.t('Allow');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Allow requests to {0}?', origin),
      { modal: true, detail },
      allow,
    );
    if (chosen !== allow) return false;
    await this.memento.update(KEY, [...this.origins, origin]);
    return true;
  }
}

/** The repository's words, so that they can't pass for the question's: a few, each short and on the same line. */
function inShort(titles: readonly string[]): string {
  const shown = titles.slice(0, TITLES_SHOWN).map((title) => {
    const line = title.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ');
    return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE)}…` : line;
  });
  return [...shown, ...(titles.length > TITLES_SHOWN ? ['…'] : [])].join('; ');
}
