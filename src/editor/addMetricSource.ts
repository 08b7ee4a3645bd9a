import * as vscode from 'vscode';
import type { SourceConfig, SourceType } from '../metrics/sources/table';
import type { Consent } from './consent';
import type { Credentials } from './credentials';
import type { OnCommand } from './lazyEngine';
import type { Log } from './log';
import { inputStep, pickStep, type StepPlace, type Turn } from './multiStep';
import { openPreview } from './previewPanel';
import type { Session } from './session';
import { nameProblem, readyFile, saveSource } from './sourceFile';

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
  const file = current && (await readyFile(current));
  if (current === undefined || file === undefined) return;
  const module = await import('../onCommand');
  const draft = await askDraft(module, (name) => nameProblem(module, file.text, name));
  if (draft === undefined) return;
  const entry = { type: draft.type, ...draft.values };
  const parsed = module.sourceSchema().safeParse(entry);
  if (!parsed.success) {
    void vscode.window.showErrorMessage(parsed.error.issues[0]?.message ?? '');
    return;
  }
  const source = parsed.data;
  const origin = module.originOf(source);
  const schemes = module.authOf(draft.type);
  if (origin !== undefined) {
    if (!(await consent.askTyped(origin))) return;
    if (!(await credentials.ask(origin, schemes, true))) return;
  }
  openPreview({
    engine: current.engine,
    module,
    extensionUri,
    log,
    title: vscode.l10n.t('Try {0}', draft.name),
    facts: factsOf(draft.name, source, origin),
    ...(origin === undefined ? {} : { origin, signIn: () => credentials.ask(origin, schemes) }),
    root: current.root.fsPath,
    source,
    query: module.SOURCES[draft.type].example.query,
    timezone: file.timezone,
    save: {
      file: file.name,
      run: (query) => saveSource(current, draft.name, entry, query),
    },
  });
}

export function factsOf(name: string, { type }: SourceConfig, origin: string | undefined): readonly string[] {
  return [...new Set([name, type, ...(origin === undefined ? [] : [origin])])];
}

/** Step by step, back and forth; nothing where somebody gave up. */
async function askDraft(
  module: OnCommand,
  problemOfName: (name: string) => string | undefined,
): Promise<Draft | undefined> {
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
      : await askName(place, typed.get('name') ?? freeName(type, problemOfName), problemOfName);
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

function fieldsOf(module: OnCommand, type: SourceType) {
  const address = module.addressField(type);
  return [...(address ? [address] : []), ...module.requiredFields(type)];
}

function problemOf(found: { readonly problem: string } | { readonly value: unknown }): string | undefined {
  return 'problem' in found ? found.problem : undefined;
}

async function askType(module: OnCommand, place: StepPlace): Promise<Turn<SourceType>> {
  const known = Object.keys(module.SOURCES).filter((one): one is SourceType =>
    Object.hasOwn(module.SOURCES, one),
  );
  const types = [...FIRST, ...known.filter((one) => !FIRST.includes(one))];
  const items = types.map((type) => ({ label: type, detail: module.describeType(type), type }));
  const turn = await pickStep(place, vscode.l10n.t('Where does the number come from?'), items);
  return turn.kind === 'next' ? { kind: 'next', value: turn.value.type } : turn;
}

function askName(
  place: StepPlace,
  value: string,
  problemOfName: (name: string) => string | undefined,
): Promise<Turn<string>> {
  return inputStep(place, {
    prompt: vscode.l10n.t('Name of the source in the OKR file'),
    value,
    problem: (text) => problemOfName(text.trim()),
  });
}

function freeName(type: string, problemOfName: (name: string) => string | undefined): string {
  let name = type;
  for (let number = 2; problemOfName(name) !== undefined; number += 1) name = `${type}${number}`;
  return name;
}
