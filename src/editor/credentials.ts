import * as vscode from 'vscode';
import type { Credential } from '../io/credential';

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

  async get(origin: string): Promise<Credential | undefined> {
    const stored = await this.secrets.get(PREFIX + origin);
    if (stored === undefined) return undefined;
    const value: unknown = JSON.parse(stored);
    return isCredential(value) ? value : undefined;
  }

  async forget(origin: string): Promise<void> {
    await this.secrets.delete(PREFIX + origin);
    await this.memento.update(
      ORIGINS,
      this.origins.filter((one) => one !== origin),
    );
  }

  /** Asks for a credential and keeps it. False where the user turned away. */
  async ask(origin: string): Promise<boolean> {
    const credential = await askFor(origin);
    if (credential === undefined) return false;
    await this.secrets.store(PREFIX + origin, JSON.stringify(credential));
    await this.memento.update(ORIGINS, [...this.origins.filter((one) => one !== origin), origin]);
    return true;
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

async function askFor(origin: string): Promise<Credential | undefined> {
  const bearer = { label: vscode.l10n.t('Token'), description: 'Authorization: Bearer …' };
  const basic = { label: vscode.l10n.t('User and password'), description: 'Authorization: Basic …' };
  const header = { label: vscode.l10n.t('Own header'), description: 'X-Api-Key: …' };
  const kind = await vscode.window.showQuickPick([bearer, basic, header], {
    title: vscode.l10n.t('Credential for {0}', origin),
    placeHolder: vscode.l10n.t('How does {0} know you? It is sent to this address only.', origin),
  });
  if (kind === undefined) return undefined;
  if (kind === basic) {
    const user = await input(origin, vscode.l10n.t('User name'), false);
    const password = user === undefined ? undefined : await input(origin, vscode.l10n.t('Password'), true);
    if (user === undefined || password === undefined) return undefined;
    const token = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
    return { headers: { Authorization: `Basic ${token}` } };
  }
  const name =
    kind === header ? await input(origin, vscode.l10n.t('Name of the header'), false) : 'Authorization';
  const secret = name === undefined ? undefined : await input(origin, vscode.l10n.t('Token'), true);
  if (name === undefined || secret === undefined) return undefined;
  return { headers: { [name]: kind === bearer ? `Bearer ${secret}` : secret } };
}

async function input(origin: string, prompt: string, password: boolean): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Credential for {0}', origin),
    prompt,
    password,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === '') return vscode.l10n.t('Must not be empty');
      // A line break in a header would start another one.
      return /[\r\n\0]/.test(text) ? vscode.l10n.t('Must be one line') : undefined;
    },
  });
  return value?.trim();
}
