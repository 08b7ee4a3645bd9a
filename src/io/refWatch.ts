import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

export interface WatchedLayout {
  /** Absolute path of the git directory of this work tree. */
  readonly gitDir: string;
  /** Absolute path of the directory that linked work trees share. */
  readonly commonDir: string;
}

/** A branch switch touches several files within a moment; a listener hears of it once. */
const COALESCE_MS = 5;

const IN_GIT_DIR =
  /^(HEAD|MERGE_HEAD|CHERRY_PICK_HEAD|REVERT_HEAD|BISECT_LOG|rebase-merge|rebase-apply|logs)$/;
/** `config` holds links, `packed-refs` tags. */
const IN_COMMON_DIR = /^(config|packed-refs)$/;
/** Commit, amend and reset leave HEAD itself alone; its log tells of them. */
const IN_LOGS = /^HEAD$/;
const IN_TAGS = /^/;

/**
 * Tells when HEAD, what is under way, a link or a tag may have changed: a switch, a commit, an amend, a reset, a rebase.
 * Folders are watched and not files: git replaces files by renaming, which leaves a watch on a file behind.
 * No timer runs while nothing happens.
 * @returns stops watching; `onChange` is not called any more
 */
export function watchHead({ gitDir, commonDir }: WatchedLayout, onChange: () => void): () => void {
  const logs = join(gitDir, 'logs');
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, COALESCE_MS);
  };
  const watchLogs = (): void => replace(watchers, logs, watchFolder(logs, IN_LOGS, changed));

  replace(
    watchers,
    gitDir,
    watchFolder(gitDir, IN_GIT_DIR, (name) => {
      // Made with the first commit.
      if (name === 'logs') watchLogs();
      changed();
    }),
  );
  watchLogs();
  const tags = join(commonDir, 'refs', 'tags');
  replace(watchers, tags, watchFolder(tags, IN_TAGS, changed));
  const common = join(commonDir, 'config');
  replace(watchers, common, watchFolder(commonDir, IN_COMMON_DIR, changed));

  return () => {
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

function replace(watchers: Map<string, FSWatcher>, key: string, watcher: FSWatcher | undefined): void {
  watchers.get(key)?.close();
  if (watcher) watchers.set(key, watcher);
  else watchers.delete(key);
}

/** Nothing where there is no such folder, or where the system has no watches left. */
function watchFolder(
  folder: string,
  names: RegExp,
  changed: (name: string | null) => void,
): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      // Some systems don't say what changed.
      if (name === null || names.test(name)) changed(name);
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
