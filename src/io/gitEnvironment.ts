import type { GitBytesPort } from './ports';

export type RunOptions = NonNullable<Parameters<GitBytesPort['runBytes']>[2]>;

/** Those of `git rev-parse --local-env-vars` that choose a repository: set inside a hook, they would mislead. */
const FOREIGN = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

const NEVER_WAITING = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  GIT_EDITOR: 'true',
  GIT_SEQUENCE_EDITOR: 'true',
} as const;

/** What a partial clone left out stays out. Git before 2.45 knows only the second: no way to reach anything. */
const NEVER_FETCHING = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
} as const;

/**
 * Reading asks nobody, locks nothing, fetches nothing, shows the objects that are really there,
 * says errors in English so that they can be told apart, and fills a pipe in blocks.
 */
const READING = {
  ...NEVER_WAITING,
  ...NEVER_FETCHING,
  LC_ALL: 'C',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_FLUSH: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
} as const;

/** Nothing that a repository configures is run by reading it. */
export const READING_CONFIG = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'log.showSignature=false'],
] as const;

/** This process's own, without what would mislead git, and with what keeps it to what it was asked for. */
export function environment({ writes = false, fetches = false, editor }: RunOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.has(name.toUpperCase()));
  const writing = fetches ? NEVER_WAITING : { ...NEVER_WAITING, ...NEVER_FETCHING };
  return {
    ...Object.fromEntries(inherited),
    ...(writes ? writing : READING),
    ...(editor === undefined ? {} : { GIT_EDITOR: editor }),
  };
}
