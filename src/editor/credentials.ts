import * as vscode from 'vscode';
import type { Credential, CredentialProblem } from '../io/credential';
import type { AuthScheme } from '../metrics/source';
import { askCredential } from './askCredential';

const PREFIX = 'credential:';
const ORIGINS = 'credentialOrigins';

/** Secrets by origin. The values are in the editor's secret storage only; the list of origins is no secret. */
export class Credentials {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly memento: vscode.Memento,
  ) {}

  get origins(): readonly string[] {
    return this.memento.get<string[]>(ORIGINS, []);
  }

  async get(origin: string): Promise<Credential | CredentialProblem | undefined> {
    const stored = await this.secrets.get(PREFIX + origin);
    if (stored !== undefined) return credentialIn(stored) ?? { problem: damaged(origin) };
    // It was set once: a system without a keychain forgets at the end of a session.
    return this.origins.includes(origin) ? { problem: forgotten(origin) } : undefined;
  }

  async forget(origin: string): Promise<void> {
    await this.secrets.delete(PREFIX + origin);
    await this.memento.update(
      ORIGINS,
      this.origins.filter((one) => one !== origin),
    );
  }

  /**
   * Asks for a credential and keeps it. False where the user turned away.
   * @param schemes what the kind of source wants
   * @param mayKeep whether to offer the one that is kept already
   */
  async ask(origin: string, schemes: readonly AuthScheme[], mayKeep = false): Promise<boolean> {
    const credential = await askCredential(origin, schemes, mayKeep && this.origins.includes(origin));
    if (credential === undefined) return false;
    if (credential === 'keep') return true;
    if (credential === 'none') {
      await this.forget(origin);
      return true;
    }
    await this.secrets.store(PREFIX + origin, JSON.stringify(credential));
    await this.memento.update(ORIGINS, [...this.origins.filter((one) => one !== origin), origin]);
    if ((await this.secrets.get(PREFIX + origin)) === undefined)
      void vscode.window.showWarningMessage(forgotten(origin));
    return true;
  }
}

function damaged(origin: string): string {
  return vscode.l10n.t('The credential kept for {0} is damaged. Set it again.', origin);
}

function forgotten(origin: string): string {
  return vscode.l10n.t(
    'The editor no longer holds the credential for {0}: this system keeps no secrets between sessions. Set it again.',
    origin,
  );
}

function credentialIn(text: string): Credential | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isCredential(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isCredential(value: unknown): value is Credential {
  return (
    typeof value === 'object' &&
    value !== null &&
    'headers' in value &&
    typeof value.headers === 'object' &&
    value.headers !== null &&
    Object.values(value.headers).every((one) => typeof one === 'string')
  );
}
