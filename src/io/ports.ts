/**
 * The shapes of the outside world, types only. Wings and hall see nothing else of `io`;
 * the adapters beside this file implement them.
 */

/** A value or an error that was expected to be possible. Only bugs throw. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute URL. Its origin decides about approval and credential. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8; at most the cap of the adapter. */
  readonly body: string;
}

/** Why no response came. A response of any status is a success of this port. */
export type HttpFailure =
  | { readonly kind: 'not-approved'; readonly origin: string }
  | { readonly kind: 'insecure'; readonly origin: string }
  | { readonly kind: 'config'; readonly detail: string }
  | { readonly kind: 'network'; readonly code: string; readonly detail: string }
  | { readonly kind: 'name-not-found'; readonly host: string }
  /** `issuer` is the authority's own name for itself, where the certificate could be read. */
  | { readonly kind: 'certificate'; readonly code: string; readonly issuer?: string; readonly detail: string }
  /** A proxy between here and the server refused, or could not be reached. */
  | { readonly kind: 'proxy'; readonly status?: number; readonly detail: string }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'redirect'; readonly detail: string }
  | { readonly kind: 'canceled' };

export interface HttpPort {
  /** @param mayFollow is asked before each further request that a redirect makes necessary; false ends it there */
  send(
    request: HttpRequest,
    signal?: AbortSignal,
    mayFollow?: () => Promise<boolean>,
  ): Promise<Result<HttpResponse, HttpFailure>>;
}

export type FileFailure =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'too-large'; readonly path: string; readonly limitBytes: number }
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string };

export interface FilesPort {
  /**
   * Reads a UTF-8 file below `root`; `path` is relative and may not leave `root`, also not through a symlink.
   * @param limitBytes default 5 MB
   */
  read(root: string, path: string, limitBytes?: number): Promise<Result<string, FileFailure>>;
  /** Whether anything is at an absolute path. */
  exists(path: string): Promise<boolean>;
}

/**
 * `code` is git's exit code, or -1 where git could not be started. `detail` is what git said, trimmed; where it is
 * too old to be asked, that.
 */
export interface GitFailure {
  readonly kind: 'git-missing' | 'git-old' | 'git-failed' | 'git-untrusted' | 'canceled' | 'too-large';
  readonly code: number;
  readonly detail: string;
}

export interface GitPort {
  /**
   * Runs git without a shell, prompts, pager or hooks and gives its standard output.
   * Callers put `--end-of-options` or `--` before anything that comes from outside.
   * @param options `writes` for a command that changes something, and so runs as the user's own would; `fetches` too
   * where it is one that may need what a partial clone left out, or whose hooks may reach the network; `editor` is
   * what git's shell runs in place of an editor, `true` unless given
   */
  run(
    cwd: string,
    args: readonly string[],
    options?: {
      readonly input?: string;
      readonly signal?: AbortSignal;
      readonly writes?: boolean;
      readonly fetches?: boolean;
      readonly editor?: string;
    },
  ): Promise<Result<string, GitFailure>>;
}

/** For what has no encoding that could be relied on: a commit is bytes, and its message may be in any charset. */
export interface GitBytesPort extends GitPort {
  /** As `run`, with every byte as git writes it. */
  runBytes(
    cwd: string,
    args: readonly string[],
    options?: {
      readonly input?: string | Uint8Array;
      readonly signal?: AbortSignal;
      readonly writes?: boolean;
      readonly fetches?: boolean;
      readonly editor?: string;
    },
  ): Promise<Result<Uint8Array, GitFailure>>;
}

export interface StreamOptions {
  readonly input?: string;
  readonly signal?: AbortSignal;
  /** Runs when nothing else wants the machine. */
  readonly background?: boolean;
  /** Every line as soon as it is known, for an answer that is short or wanted early; else in whole blocks. */
  readonly eager?: boolean;
  /** A file that says which parents a commit is to have, as `info/grafts` does (gitrepository-layout(5)). */
  readonly graftFile?: string;
}

/** For answers too long to hold. */
export interface GitStreamPort extends GitBytesPort {
  /**
   * Hands over what git writes, in the pieces in which it comes. Reads only.
   * @param each is waited for before the next piece is taken; what it throws ends git and rejects
   */
  stream(
    cwd: string,
    args: readonly string[],
    each: (piece: Uint8Array) => void | Promise<void>,
    options?: StreamOptions,
  ): Promise<Result<void, GitFailure>>;
  /** A process that waits to be asked for objects. It is started with the first question and ends when left alone. */
  objects(cwd: string): GitObjects;
}

export interface GitObjects {
  /** What an object holds, if it is a commit that can be read. @param id a full id */
  commit(id: string): Promise<Uint8Array | undefined>;
  dispose(): void;
}

/**
 * Texts by key that outlive the process and are shared by every window of this machine. A store that can't be used
 * (disk full, not writable) reads as empty and forgets what it is given; nothing rejects.
 */
export interface StorePort {
  /** The text under a key; nothing where there is none. */
  read(key: string): Promise<string | undefined>;
  /** Replaces the text under a key as a whole: a reader sees the old one or the new one, never a part. */
  write(key: string, text: string): Promise<void>;
  /** Moves a text that makes no sense out of the way, so that the key is empty. */
  setAside(key: string): Promise<void>;
  /**
   * Changes the text under a key while no other window does.
   * @param change is called once, with the present text; gives what the caller wants to know, where the text is to
   * change, the new one, and whether the present one makes no sense, so that it is moved out of the way
   */
  update<T>(
    key: string,
    change: (text: string | undefined) => {
      readonly value: T;
      readonly text?: string;
      readonly damaged?: boolean;
    },
  ): Promise<T>;
}

/** A file of an index, opened to be read in parts. */
export interface IndexFile {
  readonly size: number;
  /** Fills `into` with what stands at `at`; less than all of it where the file ends before. @returns bytes read */
  read(at: number, into: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/**
 * Indexes: large files of bytes that outlive the process, each with a log beside it that only grows, shared by every
 * process of this user that names the same folder. What can't be read is absent, what can't be written is not kept;
 * nothing rejects.
 */
export interface IndexStorePort {
  open(key: string): Promise<IndexFile | undefined>;
  /** Replaces an index as a whole: a reader sees the old one or the new one. @returns whether it is kept */
  write(key: string, parts: readonly Uint8Array[]): Promise<boolean>;
  /** Moves an index that makes no sense out of the way. */
  setAside(key: string): Promise<void>;
  /** What stands in a log from a position on. @param log names one of the logs that an index has had */
  readLog(key: string, log: string, from: number): Promise<Uint8Array>;
  /**
   * Changes a log while no other process does.
   * @param change is called once with what stands there from `from` on; gives how many of those bytes are to stay and
   * what comes after them
   * @returns how long the log is now; `from` where that can't be
   */
  updateLog(
    key: string,
    log: string,
    from: number,
    change: (bytes: Uint8Array) => { readonly keep: number; readonly add: Uint8Array },
  ): Promise<number>;
  /**
   * Who has it makes the index, and no other process does until it is let go.
   * @returns lets it go; `taken` while another process has it, nothing where that can't be arranged here
   */
  hold(key: string): Promise<(() => Promise<void>) | 'taken' | undefined>;
  /** CRC-32 (ISO 3309) of bytes that follow on those of which `before` is the checksum. */
  checksum(bytes: Uint8Array, before: number): number;
  /** Puts a text into a file for git to read. @returns its path, and how to remove it; nothing where that can't be */
  lend(text: string): Promise<{ readonly path: string; dispose(): Promise<void> } | undefined>;
}

/** Changes whenever the refs of a repository, or what decides how its history reads, may have. */
export interface RepositoryStampPort {
  stamp(commonDir: string): Promise<RepositoryStamp>;
}

export interface RepositoryStamp {
  /** Tags and notes. */
  readonly refs: string;
  /** Configuration, grafts, and where a shallow clone ends. */
  readonly facts: string;
}

export interface ClockPort {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}

/** What is at a path. `text` holds a character for each byte, so that it can be written again as it was. */
export type FileFact =
  | { readonly kind: 'text'; readonly text: string; readonly executable: boolean }
  | { readonly kind: 'missing' }
  /** A symlink, or a path that leads out of its folder through one. */
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'other'; readonly detail: string };

/** One file before and after; absent where it is not there. */
export interface FileChange {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  /** Makes it executable for everybody who may read it; otherwise the mode stays. */
  readonly executable?: boolean;
}

export interface ChangeFailure {
  readonly path: string;
  readonly detail: string;
  /** Files changed before that could not be taken back. */
  readonly left: readonly string[];
}

/** Files that somebody agreed to have changed, and the folder of the hook. Paths are absolute. */
export interface HookFilesPort {
  /** @param within the folder that the path may not leave through a symlink */
  look(within: string, path: string): Promise<FileFact>;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Makes all changes or none: refused where a file is not as it was, and taken back where one fails. A folder that
   * is empty after a removal goes too.
   */
  apply(changes: readonly FileChange[]): Promise<Result<void, ChangeFailure>>;
}
