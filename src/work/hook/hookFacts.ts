import type { FileFact } from '../../io/ports';

export type HookName = 'prepare-commit-msg' | 'commit-msg';
export const HOOKS: readonly HookName[] = ['prepare-commit-msg', 'commit-msg'];

/** Where a repository keeps its hooks, and what is in the files that matter. Paths are absolute, with `/`. */
export interface HookFacts {
  readonly root: string;
  /** Of this work tree. */
  readonly gitDir: string;
  readonly commonDir: string;
  /** Where git looks for hooks: `core.hooksPath`, or `hooks` in the directory that the work trees share. */
  readonly hooksDir: string;
  readonly files: ReadonlyMap<string, FileFact>;
}

/** The folder of the hook's own files. */
export function ownFolder({ commonDir }: Pick<HookFacts, 'commonDir'>): string {
  return `${commonDir}/throughline`;
}

/** What manages the hooks of a repository. */
export type Manager = 'git' | 'husky' | 'husky4' | 'lefthook' | 'pre-commit' | 'simple-git-hooks';

export interface HookPlace {
  readonly manager: Manager;
  /** Files that are to call the hook, by hook; one file may hold both. */
  readonly files: Readonly<Record<HookName, string>>;
}

export function textAt(facts: HookFacts, path: string): string | undefined {
  const fact = facts.files.get(path);
  return fact?.kind === 'text' ? fact.text : undefined;
}

export function isThere(facts: HookFacts, path: string): boolean {
  const fact = facts.files.get(path);
  return fact !== undefined && fact.kind !== 'missing';
}
