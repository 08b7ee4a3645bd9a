import * as vscode from 'vscode';
import type { AuthScheme } from '../metrics/source';
import type { Consent } from './consent';
import type { Credentials } from './credentials';
import type { Session } from './session';

/** `Throughline: Allow Metric Source…`. Only addresses that the OKR file shown names can be allowed. */
export async function allowSource(session: Session, consent: Consent, given: unknown): Promise<void> {
  const named = session.sourceOrigins();
  const open = [...named.keys()].filter((origin) => !consent.approved(origin));
  const origin =
    typeof given === 'string'
      ? open.find((one) => one === given)
      : await chooseOrigin(
          open,
          vscode.l10n.t('Allow Metric Source'),
          vscode.l10n.t('Every address that the OKR file names is allowed already.'),
        );
  if (origin === undefined) return;
  const okrFile = session.current?.outcome.okrPath ?? '';
  if (await consent.ask(origin, okrFile, named.get(origin) ?? [])) await session.refresh();
}

export async function withdrawApproval(session: Session, consent: Consent): Promise<void> {
  const origin = await chooseOrigin(
    consent.origins,
    vscode.l10n.t('Withdraw Approval'),
    vscode.l10n.t('No address is allowed in this workspace.'),
  );
  if (origin === undefined) return;
  await consent.withdraw(origin);
  await session.refresh();
}

export async function setCredential(
  session: Session,
  credentials: Credentials,
  given: unknown,
): Promise<void> {
  const named = await namedOrigins(session);
  const origin =
    typeof given === 'string'
      ? named.find((one) => one === given)
      : await chooseOrigin(
          named,
          vscode.l10n.t('Set Credential'),
          vscode.l10n.t('The OKR file names no address.'),
        );
  if (origin === undefined) return;
  if (await credentials.ask(origin, await schemesFor(session, origin))) await session.refresh();
}

export async function forgetCredential(session: Session, credentials: Credentials): Promise<void> {
  const origin = await chooseOrigin(
    credentials.origins,
    vscode.l10n.t('Forget Credential'),
    vscode.l10n.t('No credential is kept.'),
  );
  if (origin === undefined) return;
  await credentials.forget(origin);
  await session.refresh();
}

/** Addresses of all sources in the OKR file, also of those that no key result asks yet. */
async function namedOrigins(session: Session): Promise<readonly string[]> {
  const { module } = await session.loadedEngine();
  const sources = [...(session.current?.outcome.aims?.sources.values() ?? [])];
  return [
    ...new Set([...session.sourceOrigins().keys(), ...sources.flatMap((one) => module.originOf(one) ?? [])]),
  ];
}

/** How the sources that the OKR file has at an address want to know the user. */
export async function schemesFor(session: Session, origin: string): Promise<readonly AuthScheme[]> {
  const module = await import('../onCommand');
  const sources = [...(session.current?.outcome.aims?.sources.values() ?? [])];
  const types = new Set(sources.filter((one) => module.originOf(one) === origin).map(({ type }) => type));
  return [...types].flatMap((type) => module.authOf(type));
}

async function chooseOrigin(
  origins: readonly string[],
  title: string,
  none: string,
): Promise<string | undefined> {
  if (origins.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  return vscode.window.showQuickPick([...origins], { title, placeHolder: vscode.l10n.t('Which address?') });
}
