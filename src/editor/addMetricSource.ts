import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { SourceConfig, SourceType } from '../metrics/sources/table';
import type { Consent } from './consent';
import type { Credentials } from './credentials';
import type { EngineModule } from './lazyEngine';
import type { Log } from './log';
import { inputStep, pickStep, type StepPlace, type Turn } from './multiStep';
import type { Current } from './openedRepository';
import { openPreview } from './previewPanel';
import type { Session } from './session';

export interface SourceParts {
  readonly session: Session;
  readonly consent: Consent;
  readonly credentials: Credentials;
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
}

/** What reaches most: the others follow by name. */
const FIRST: readonly SourceType[] = ['prometheus', 'grafana', 'http', 'file'];

interface Draft {
  readonly type: SourceType;
  readonly values: Readonly<Record<string, string | number>>;
  readonly name: string;
}

/** `Throughline: Add Metric Source…`: type, address, what else the type needs, name, credential, trial; then it is saved. */
export async function addMetricSource(parts: SourceParts): Promise<void> {
  const { session, consent, credentials, extensionUri, log } = parts;
  const { current } = session;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined) {
    await offerOkrFile();
    return;
  }
  const { module } = current;
  const draft = await askDraft(module, new Set(aims.sources.keys()));
  if (draft === undefined) return;
  const entry = { type: draft.type, ...draft.values };
  const parsed = module.sourceSchema.safeParse(entry);
  if (!parsed.success) {
    void vscode.window.showErrorMessage(parsed.error.issues[0]?.message ?? '');
    return;
  }
  const source = parsed.data;
  const origin = module.originOf(source);
  if (origin !== undefined) {
    const schemes = module.authOf(draft.type);
    if (!(await consent.askTyped(origin))) return;
    if (!(await credentials.ask(origin, schemes))) return;
  }
  openPreview({
    engine: current.engine,
    module,
    extensionUri,
    log,
    title: vscode.l10n.t('Try {0}', draft.name),
    facts: factsOf(draft.name, source, origin),
    root: current.root.fsPath,
    source,
    query: module.SOURCES[draft.type].example.query,
    timezone: aims.cycle.timezone,
    save: {
      file: basename(current.okrUri.fsPath),
      run: (query) => save(current, draft.name, entry, query),
    },
  });
}

export function factsOf(name: string, { type }: SourceConfig, origin: string | undefined): readonly string[] {
  return [name, type, ...(origin === undefined ? [] : [origin])];
}

async function offerOkrFile(): Promise<void> {
  const create = vscode.l10n.t('Create OKR File');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('A metric source is written into the OKR file, which this repository does not have yet.'),
    create,
  );
  if (chosen === create) await vscode.commands.executeCommand('throughline.createOkrFile');
}

/** Step by step, back and forth; nothing where somebody gave up. */
async function askDraft(module: EngineModule, taken: ReadonlySet<string>): Promise<Draft | undefined> {
  const title = vscode.l10n.t('Add Metric Source');
  let type: SourceType | undefined;
  const typed = new Map<string, string>();
  for (let step = 1; ; ) {
    const fields = type === undefined ? [] : fieldsOf(module, type);
    const place: StepPlace = { title, step, totalSteps: type === undefined ? 3 : fields.length + 2 };
    if (step === 1 || type === undefined) {
      const chosen = await askType(module, place);
      if (chosen.kind !== 'next') return undefined;
      type = chosen.value;
      step = 2;
      continue;
    }
    const field = fields[step - 2];
    const turn: Turn<string> = field
      ? await inputStep(place, {
          prompt: field.description,
          value: typed.get(field.key) ?? '',
          ...(field.key === 'url' ? { placeholder: module.SOURCES[type].example.url ?? '' } : {}),
          problem: (text) => problemOf(field.read(text)),
        })
      : await askName(place, typed.get('name') ?? freeName(type, taken), taken);
    if (turn.kind === 'stop') return undefined;
    if (turn.kind === 'back') {
      step -= 1;
      continue;
    }
    typed.set(field?.key ?? 'name', turn.value);
    if (field === undefined) {
      const values = fields.flatMap(({ key, read }) => {
        const found = read(typed.get(key) ?? '');
        return 'value' in found ? [[key, found.value] as const] : [];
      });
      return { type, values: Object.fromEntries(values), name: turn.value.trim() };
    }
    step += 1;
  }
}

function fieldsOf(module: EngineModule, type: SourceType) {
  const address = module.addressField(type);
  return [...(address ? [address] : []), ...module.requiredFields(type)];
}

function problemOf(found: { readonly problem: string } | { readonly value: unknown }): string | undefined {
  return 'problem' in found ? found.problem : undefined;
}

async function askType(module: EngineModule, place: StepPlace): Promise<Turn<SourceType>> {
  const known = Object.keys(module.SOURCES).filter((one): one is SourceType =>
    Object.hasOwn(module.SOURCES, one),
  );
  const types = [...FIRST, ...known.filter((one) => !FIRST.includes(one))];
  const items = types.map((type) => ({ label: type, detail: module.describeType(type), type }));
  const turn = await pickStep(place, vscode.l10n.t('Where does the number come from?'), items);
  return turn.kind === 'next' ? { kind: 'next', value: turn.value.type } : turn;
}

function askName(place: StepPlace, value: string, taken: ReadonlySet<string>): Promise<Turn<string>> {
  return inputStep(place, {
    prompt: vscode.l10n.t('Name of the source in the OKR file'),
    value,
    problem: (text) => {
      const name = text.trim();
      if (taken.has(name)) return vscode.l10n.t('There is a source {0} already.', name);
      return /^[A-Za-z0-9][\w.-]{0,63}$/.test(name)
        ? undefined
        : vscode.l10n.t('Must be letters, digits, dots, - and _');
    },
  });
}

function freeName(type: string, taken: ReadonlySet<string>): string {
  let name = type;
  for (let number = 2; taken.has(name); number += 1) name = `${type}${number}`;
  return name;
}

/** Puts the source into the document that is open, saves it and shows what was added. */
async function save(
  { module, okrUri }: Current,
  name: string,
  entry: Readonly<Record<string, unknown>>,
  query: string,
): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(okrUri);
  const insertion = module.addSource(document.getText(), name, entry);
  if (!insertion.ok) {
    void vscode.window.showErrorMessage(insertion.error);
    return false;
  }
  const { offset, text } = insertion.value;
  const at = document.positionAt(offset);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(okrUri, at, text);
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save())) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} could not be written.', basename(okrUri.fsPath)));
    return false;
  }
  const selection = new vscode.Range(at, document.positionAt(offset + text.length));
  await vscode.window.showTextDocument(document, { selection });
  void offerQuery(name, query);
  return true;
}

/** The source is in the file; its query belongs to a key result, which somebody has to choose. */
async function offerQuery(name: string, query: string): Promise<void> {
  const copy = vscode.l10n.t('Copy Metric');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The source {0} was added. Give its query to a key result as its metric.', name),
    copy,
  );
  if (chosen === copy)
    await vscode.env.clipboard.writeText(`metric: { source: ${name}, query: ${JSON.stringify(query)} }`);
}
