import { type HookFacts, type HookName, type HookPlace, isThere, textAt } from './hookFacts';

const LEFTHOOK_NAMES = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((base) =>
  ['-local', ''].flatMap((local) =>
    ['yml', 'yaml', 'toml', 'json', 'jsonc'].map((type) => `${base}${local}.${type}`),
  ),
);
const PRE_COMMIT = ['.pre-commit-config.yaml', '.pre-commit-config.yml'];
/** In the order in which the tool looks; those that are programs can't be added to. */
const SIMPLE_GIT_HOOKS = [
  ...['.', ''].flatMap((dot) => ['cjs', 'js', 'mjs'].map((type) => `${dot}simple-git-hooks.${type}`)),
  '.simple-git-hooks.json',
  'simple-git-hooks.json',
];
const HUSKY4 = [
  '.huskyrc',
  '.huskyrc.json',
  '.huskyrc.js',
  '.huskyrc.yml',
  '.huskyrc.yaml',
  'husky.config.js',
];
const PACKAGE = 'package.json';
/** Tools that manage hooks, and of which nothing more is known here than a file that gives them away. */
const OTHERS = [
  ...['.overcommit.yml', 'hk.pkl', '.config/hk.pkl', 'captainhook.json', 'grumphp.yml', 'grumphp.yml.dist'],
  ...['.hooky.json', '.githooks.toml', '.rusty-hook.toml', '.cargo-husky/hooks', '.husky/task-runner.json'],
];

/** Paths below the root that say who manages the hooks. */
export const CONFIGURATIONS: readonly string[] = [
  ...LEFTHOOK_NAMES,
  ...PRE_COMMIT,
  ...SIMPLE_GIT_HOOKS,
  ...HUSKY4,
  ...OTHERS,
  PACKAGE,
];

/** Who manages the hooks of this repository, and the files that are to call ours; or a tool that is not known. */
export function findPlace(facts: HookFacts): HookPlace | { readonly unknown: string } {
  const { root, commonDir, hooksDir } = facts;
  const both = (path: string) => ({ 'prepare-commit-msg': path, 'commit-msg': path });
  const each = (folder: string) => ({
    'prepare-commit-msg': `${folder}/prepare-commit-msg`,
    'commit-msg': `${folder}/commit-msg`,
  });
  const first = (names: readonly string[]) => names.find((name) => isThere(facts, `${root}/${name}`));
  const configured = hooksDir !== `${commonDir}/hooks`;
  const other = first(OTHERS);
  if (other !== undefined) return { unknown: other };
  if (/\/\.husky(\/_)?$/.test(hooksDir))
    return { manager: 'husky', files: each(hooksDir.replace(/\/_$/, '')) };
  // The others leave a folder of somebody's own choice alone.
  if (configured) return { manager: 'git', files: each(hooksDir) };
  const lefthook = first(LEFTHOOK_NAMES);
  if (lefthook !== undefined) return { manager: 'lefthook', files: both(`${root}/${lefthook}`) };
  const preCommit = first(PRE_COMMIT);
  if (preCommit !== undefined) return { manager: 'pre-commit', files: both(`${root}/${preCommit}`) };
  const simple = first(SIMPLE_GIT_HOOKS);
  if (simple !== undefined) return { manager: 'simple-git-hooks', files: both(`${root}/${simple}`) };
  const manifest = manifestOf(facts);
  if (manifest['simple-git-hooks'] !== undefined)
    return { manager: 'simple-git-hooks', files: both(`${root}/${PACKAGE}`) };
  const husky4 = first(HUSKY4) ?? (manifest.husky === undefined ? undefined : PACKAGE);
  if (husky4 !== undefined) return { manager: 'husky4', files: both(`${root}/${husky4}`) };
  if (usesHusky(manifest)) return { manager: 'husky', files: each(`${root}/.husky`) };
  return { manager: 'git', files: each(hooksDir) };
}

/** Where in a JSON file the hooks are; nothing where the file is no JSON. */
export function jsonPath(manager: HookPlace['manager'], path: string): readonly string[] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === PACKAGE) return manager === 'husky4' ? ['husky', 'hooks'] : ['simple-git-hooks'];
  if (name === '.huskyrc' || name === '.huskyrc.json') return ['hooks'];
  return name.endsWith('.json') ? [] : undefined;
}

export function allHookFiles({ hooksDir, root }: Pick<HookFacts, 'hooksDir' | 'root'>): readonly string[] {
  const names: readonly HookName[] = ['prepare-commit-msg', 'commit-msg'];
  const folders = [hooksDir, hooksDir.replace(/\/_$/, ''), `${root}/.husky`];
  return [...new Set(folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)))];
}

function manifestOf(facts: HookFacts): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(textAt(facts, `${facts.root}/${PACKAGE}`) ?? '{}');
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}

function usesHusky({ devDependencies, dependencies }: Readonly<Record<string, unknown>>): boolean {
  return [devDependencies, dependencies].some(
    (list) => typeof list === 'object' && list !== null && 'husky' in list,
  );
}
