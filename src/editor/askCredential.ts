import * as vscode from 'vscode';
import type { Credential } from '../io/credential';
import type { AuthScheme } from '../metrics/source';

interface Item extends vscode.QuickPickItem {
  readonly scheme: AuthScheme | 'keep';
}

/** What any server may want, behind what its kind is known to want. */
const GENERAL: readonly AuthScheme[] = [
  { kind: 'token', prefix: 'Bearer', label: 'Token' },
  { kind: 'basic', user: 'User', password: 'Password' },
  { kind: 'headers', headers: [] },
];
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/**
 * Asks how an address knows the user.
 * @param schemes what its kind of source wants, the usual one first
 * @param held whether there is one that may stay
 * @returns `none` where it wants nothing, `keep` where the one held stays, nothing where the user turned away
 */
export async function askCredential(
  origin: string,
  schemes: readonly AuthScheme[],
  held: boolean,
): Promise<Credential | 'none' | 'keep' | undefined> {
  const all = [...schemes, ...GENERAL.filter((one) => !schemes.some((known) => isSame(one, known)))];
  const keep: Item = {
    label: vscode.l10n.t('Keep'),
    description: vscode.l10n.t('the credential that is set for this address'),
    scheme: 'keep',
  };
  const items = [...(held ? [keep] : []), ...all.map((scheme): Item => ({ ...itemFor(scheme), scheme }))];
  const item = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Credential for {0}', origin),
    placeHolder: vscode.l10n.t('How does {0} know you? It is sent to this address only.', origin),
    ignoreFocusOut: true,
  });
  return item?.scheme === 'keep' ? 'keep' : item && credentialBy(item.scheme, origin);
}

async function credentialBy(scheme: AuthScheme, origin: string): Promise<Credential | 'none' | undefined> {
  switch (scheme.kind) {
    case 'none':
      return 'none';
    case 'token': {
      const token = await secret(origin, scheme.label);
      return token === undefined ? undefined : { headers: { Authorization: `${scheme.prefix} ${token}` } };
    }
    case 'basic': {
      const user = await plain(origin, scheme.user);
      const password = user === undefined ? undefined : await secret(origin, scheme.password);
      if (user === undefined || password === undefined) return undefined;
      const pair = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
      return { headers: { Authorization: `Basic ${pair}` } };
    }
    case 'headers':
      return scheme.headers.length > 0 ? knownHeaders(scheme.headers, origin) : ownHeader(origin);
  }
}

async function knownHeaders(
  wanted: readonly { readonly name: string; readonly label: string }[],
  origin: string,
): Promise<Credential | undefined> {
  const headers: Record<string, string> = {};
  for (const { name, label } of wanted) {
    const value = await secret(origin, label);
    if (value === undefined) return undefined;
    headers[name] = value;
  }
  return { headers };
}

async function ownHeader(origin: string): Promise<Credential | undefined> {
  const name = await plain(origin, vscode.l10n.t('Name of the header'), (text) =>
    HEADER_NAME.test(text) ? undefined : vscode.l10n.t('Must be letters, digits and -'),
  );
  const value = name === undefined ? undefined : await secret(origin, vscode.l10n.t('Token'));
  return name === undefined || value === undefined ? undefined : { headers: { [name]: value } };
}

function itemFor(scheme: AuthScheme): vscode.QuickPickItem {
  switch (scheme.kind) {
    case 'none':
      return { label: vscode.l10n.t('None'), description: vscode.l10n.t('no credential is sent') };
    case 'token':
      return { label: scheme.label, description: `Authorization: ${scheme.prefix} …` };
    case 'basic':
      return {
        label: vscode.l10n.t('{0} and {1}', scheme.user, scheme.password),
        description: 'Authorization: Basic …',
      };
    case 'headers':
      return scheme.headers.length === 0
        ? { label: vscode.l10n.t('Own header'), description: 'X-Api-Key: …' }
        : {
            label: scheme.headers.map(({ label }) => label).join(', '),
            description: scheme.headers.map(({ name }) => `${name}: …`).join(', '),
          };
  }
}

function isSame(one: AuthScheme, other: AuthScheme): boolean {
  if (one.kind === 'headers') return other.kind === 'headers' && other.headers.length === 0;
  return one.kind === 'token'
    ? other.kind === 'token' && other.prefix === one.prefix
    : one.kind === other.kind;
}

function plain(
  origin: string,
  prompt: string,
  problem: (text: string) => string | undefined = () => undefined,
): Promise<string | undefined> {
  return input(origin, prompt, false, problem);
}

function secret(origin: string, prompt: string): Promise<string | undefined> {
  return input(origin, `${prompt}. ${whereItLives()}`, true, () => undefined);
}

/** Said before it is typed. */
function whereItLives(): string {
  if (vscode.env.uiKind === vscode.UIKind.Web)
    return vscode.l10n.t(
      'It is kept by the browser that shows this editor; where that keeps no secrets, only until this window closes.',
    );
  return vscode.l10n.t(
    'It is kept in the keychain of the system, through the editor; where there is none, the editor says so and keeps it only until it closes.',
  );
}

async function input(
  origin: string,
  prompt: string,
  password: boolean,
  problem: (text: string) => string | undefined,
): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Credential for {0}', origin),
    prompt,
    password,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text === '') return vscode.l10n.t('Must not be empty');
      // A line break in a header would start another one.
      if (/[\r\n\0]/.test(text)) return vscode.l10n.t('Must be one line');
      if (text.trim() !== text) return vscode.l10n.t('Begins or ends with a blank');
      return problem(text);
    },
  });
}
