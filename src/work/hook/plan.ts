import type { FileChange, FileFact } from '../../io/ports';
import { hasBlock, withoutBlocks } from './block';
import { COMMIT_MSG } from './commitMsg';
import { callLine, callLines } from './hookCall';
import {
  HOOKS,
  type HookFacts,
  type HookName,
  type HookPlace,
  type Manager,
  ownFolder,
  textAt,
} from './hookFacts';
import { addToJson, removeFromJson } from './jsonHook';
import { allHookFiles, findPlace, jsonPath } from './managers';
import { PREPARE_COMMIT_MSG } from './prepareCommitMsg';
import { addToHook, type HookProblem, removeFromHook } from './shellHook';
import { addToLefthook, addToPreCommit, onlyGrew } from './yamlHook';

export interface Plan {
  readonly manager: Manager;
  readonly changes: readonly FileChange[];
  /** What has to be run before the manager's own hooks know of it. */
  readonly command?: string;
  /** The folder of hooks is not this repository's alone. */
  readonly shared?: string;
}

/** Nothing is changed. `snippet` is what to put into `path` by hand. */
export interface Refusal {
  readonly why: HookProblem | 'link' | 'unreadable' | 'not-executable' | 'format' | 'unknown-manager';
  readonly path: string;
  readonly detail?: string;
  readonly snippet: string;
}

const BODIES: Readonly<Record<HookName, string>> = {
  'prepare-commit-msg': PREPARE_COMMIT_MSG,
  'commit-msg': COMMIT_MSG,
};

const COMMANDS: Readonly<Partial<Record<Manager, string>>> = {
  lefthook: 'lefthook install',
  'pre-commit': 'pre-commit install --hook-type prepare-commit-msg --hook-type commit-msg',
  'simple-git-hooks': 'npx simple-git-hooks',
};

/** What makes the hook run: the bodies first, so that nothing ever calls what is not there. */
export function planInstall(facts: HookFacts): Plan | Refusal {
  const place = findPlace(facts);
  if ('unknown' in place) {
    if (callsAll(textAt(facts, `${facts.root}/${place.unknown}`)))
      return { manager: 'git', changes: ownChanges(facts) };
    return { why: 'unknown-manager', path: place.unknown, snippet: callSnippet() };
  }
  const texts = new Map<string, FileChange>();
  for (const hook of HOOKS) {
    const path = place.files[hook];
    const known = texts.get(path);
    const fact: FileFact = known
      ? { kind: 'text', text: known.after ?? '', executable: true }
      : (facts.files.get(path) ?? { kind: 'missing' });
    const added = addCall(place, facts, hook, fact);
    if (typeof added !== 'string') return { ...added, path };
    const before = known?.before ?? (fact.kind === 'text' ? fact.text : undefined);
    const isHook = place.manager === 'git' || place.manager === 'husky';
    texts.set(path, {
      path,
      after: added,
      ...(before === undefined ? {} : { before }),
      ...(isHook ? { executable: true } : {}),
    });
  }
  const added = [...texts.values()].filter(({ before, after }) => before !== after);
  const changes = [...ownChanges(facts), ...added];
  const command = COMMANDS[place.manager];
  const shared =
    facts.hooksDir.startsWith(`${facts.root}/`) || facts.hooksDir.startsWith(`${facts.commonDir}/`);
  return {
    manager: place.manager,
    changes,
    ...(command === undefined || added.length === 0 ? {} : { command }),
    ...(shared ? {} : { shared: facts.hooksDir }),
  };
}

/** Takes our part out of every file that has one, whoever manages the hooks by now, and then our own files. */
export function planRemove(facts: HookFacts): Plan | Refusal {
  const changes: FileChange[] = [];
  let manager: Manager | undefined;
  const place = findPlace(facts);
  for (const [path, fact] of facts.files) {
    if (fact.kind !== 'text' || path.startsWith(`${ownFolder(facts)}/`)) continue;
    const before = fact.text;
    const rest = allHookFiles(facts).includes(path) ? removeFromHook(before) : removeCalls(path, before);
    if (rest === undefined) {
      if (hasBlock(before)) return { why: 'damaged', path, snippet: '' };
      continue;
    }
    manager = 'unknown' in place ? 'git' : place.manager;
    changes.push({ path, before, ...(rest.text === undefined ? {} : { after: rest.text }) });
  }
  for (const [path, fact] of facts.files) {
    if (fact.kind === 'text' && isOwn(facts, path)) changes.push({ path, before: fact.text });
  }
  const command = manager === undefined ? undefined : COMMANDS[manager];
  return { manager: manager ?? 'git', changes, ...(command === undefined ? {} : { command }) };
}

/** Paths whose content the plans need to know, beside those of the hook's own folder. */
function isOwn(facts: HookFacts, path: string): boolean {
  return path.startsWith(`${ownFolder(facts)}/`) || path.includes('/throughline-commit');
}

function ownChanges(facts: HookFacts): readonly FileChange[] {
  return HOOKS.flatMap((hook) => {
    const path = `${ownFolder(facts)}/${hook}`;
    const before = textAt(facts, path);
    const after = BODIES[hook];
    if (before === after) return [];
    return [{ path, after, ...(before === undefined ? {} : { before }) }];
  });
}

/** Somebody has added the lines by hand. */
function callsAll(text = '', hooks: readonly HookName[] = HOOKS): boolean {
  return !hasBlock(text) && hooks.every((hook) => text.includes(`/throughline/${hook}`));
}

type Problem = Omit<Refusal, 'path'>;

function addCall(place: HookPlace, facts: HookFacts, hook: HookName, fact: FileFact): string | Problem {
  const snippet = snippetFor(place, facts, hook);
  const refuse = (why: Refusal['why'], detail?: string): Problem => ({
    why,
    snippet,
    ...(detail === undefined ? {} : { detail }),
  });
  if (fact.kind === 'link') return refuse('link', fact.target);
  if (fact.kind === 'other')
    return refuse(fact.detail === 'it is a binary file' ? 'not-shell' : 'unreadable', fact.detail);
  const text = fact.kind === 'text' ? fact.text : undefined;
  const inJson = place.manager !== 'lefthook' && jsonPath(place.manager, place.files[hook]) !== undefined;
  if (text !== undefined && !inJson && callsAll(text, [hook])) return text;
  switch (place.manager) {
    case 'git':
    case 'husky': {
      // git leaves it alone, and so it would come to life.
      if (fact.kind === 'text' && !fact.executable && place.manager === 'git')
        return refuse('not-executable');
      const added = addToHook(text, (newFile) => linesFor(place, facts, hook, newFile));
      return 'problem' in added ? refuse(added.problem) : added.text;
    }
    case 'lefthook':
    case 'pre-commit': {
      const path = place.files[hook];
      if (text === undefined || !/\.ya?ml$/.test(path)) return refuse('format');
      const run = yamlCommand(place.manager, hook);
      if (text.includes(run) && withoutBlocks(text) !== undefined) return text;
      if (hasBlock(text) && withoutBlocks(text) === undefined) return refuse('damaged');
      const added =
        place.manager === 'lefthook'
          ? addToLefthook(text, hook, run)
          : addToPreCommit(text, preCommitLines());
      return added !== undefined && onlyGrew(text, added) ? added : refuse('format');
    }
    default: {
      const path = jsonPath(place.manager, place.files[hook]);
      const added =
        path && text !== undefined
          ? addToJson(text, path, hook, jsonCommand(place.manager, hook))
          : undefined;
      return added ?? refuse('format');
    }
  }
}

function removeCalls(path: string, text: string): { readonly text: string } | undefined {
  if (/\.ya?ml$/.test(path)) return withoutBlocks(text);
  let rest = text;
  for (const manager of ['simple-git-hooks', 'husky4'] as const) {
    const at = jsonPath(manager, path);
    // The last one that was added goes first.
    for (const hook of at === undefined ? [] : [...HOOKS].reverse())
      rest = removeFromJson(rest, at ?? [], hook, jsonCommand(manager, hook)) ?? rest;
  }
  return rest === text ? undefined : { text: rest };
}

function linesFor(place: HookPlace, facts: HookFacts, hook: HookName, newFile: boolean): readonly string[] {
  const beside = place.files[hook] === `${facts.commonDir}/hooks/${hook}`;
  return callLines(hook, beside ? 'beside' : 'anywhere', newFile);
}

function jsonCommand(manager: Manager, hook: HookName): string {
  return manager === 'husky4' ? callLine(hook, '$HUSKY_GIT_PARAMS') : callLine(hook, '"$@"');
}

/** Between single quotes. What lefthook has no argument for stays as it is written. */
function yamlCommand(manager: Manager, hook: HookName): string {
  if (manager === 'lefthook') return callLine(hook, '"{1}"', '"{2}"');
  return callLine(hook, '"$1"', '"$PRE_COMMIT_COMMIT_MSG_SOURCE"');
}

function preCommitLines(): readonly string[] {
  const hooks = HOOKS.flatMap((hook) => [
    `    - id: throughline-${hook}`,
    '      name: throughline',
    '      language: system',
    `      entry: sh -c '${yamlCommand('pre-commit', hook)}' sh`,
    `      stages: [${hook}]`,
    '      always_run: true',
  ]);
  return ['- repo: local', '  hooks:', ...hooks];
}

function snippetFor(place: HookPlace, facts: HookFacts, hook: HookName): string {
  switch (place.manager) {
    case 'lefthook':
      return HOOKS.map(
        (one) => `${one}:\n  commands:\n    throughline:\n      run: '${yamlCommand('lefthook', one)}'\n`,
      ).join('');
    case 'pre-commit':
      return `${preCommitLines()
        .map((line) => `  ${line}`)
        .join('\n')}\n`;
    case 'simple-git-hooks':
    case 'husky4': {
      const { manager } = place;
      return `${JSON.stringify(Object.fromEntries(HOOKS.map((one) => [one, jsonCommand(manager, one)])), null, 2)}\n`;
    }
    default:
      return `${linesFor(place, facts, hook, false).join('\n')}\n`;
  }
}

function callSnippet(): string {
  return HOOKS.map((hook) => `# ${hook}\n${callLine(hook, '"$@"')}\n`).join('');
}
