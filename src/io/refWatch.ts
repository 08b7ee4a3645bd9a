import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

export interface WatchedLayout {
  /** Absolute path of the git directory of this work tree. */
  readonly gitDir: string;
  /** Absolute path of the directory that linked work trees share. */
  readonly commonDir: string;
}

/** Several files change within one git command; a listener hears of it once. */
const QUIET_MS = 15;

const IN_GIT_DIR = /^(HEAD|MERGE_HEAD|CHERRY_PICK_HEAD|REVERT_HEAD|BISECT_LOG|rebase-merge|rebase-apply)$/;
/** `config` holds links, `packed-refs` tags. */
const IN_COMMON_DIR = /^(config|packed-refs)$/;
const IN_LOGS = /^HEAD$/;

/**
 * Tells when HEAD, what is under way or a link may have changed: a switch, a commit, an amend, a reset, a rebase.
 * Git replaces these files by rename, so their folders are watched.
 */
export function watchHead(layout: WatchedLayout, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const changed = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  const watchers = [
    watchFolder(layout.gitDir, IN_GIT_DIR, changed),
    watchFolder(join(layout.gitDir, 'logs'), IN_LOGS, changed),
    watchFolder(layout.commonDir, IN_COMMON_DIR, changed),
    watchFolder(join(layout.commonDir, 'refs', 'tags'), /^/, changed),
  ];
  return () => {
    stopped = true;
    clearTimeout(timer);
    for (const watcher of watchers) watcher?.close();
  };
}

/** Nothing where there is no such folder: a repository without a reflog has no `logs`. */
function watchFolder(folder: string, names: RegExp, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || names.test(name)) changed();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
