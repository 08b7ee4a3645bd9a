import type {
  ClockPort,
  FilesPort,
  GitFailure,
  GitObjects,
  GitStreamPort,
  IndexStorePort,
  RepositoryStampPort,
} from '../../io/ports';
import type { SharedIndex } from './sharedIndex';

export interface KeeperPorts {
  readonly git: GitStreamPort;
  readonly files: FilesPort;
  readonly store: IndexStorePort;
  readonly stamps: RepositoryStampPort;
  readonly clock: ClockPort;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
  /** Resolves after so many milliseconds. */
  sleep(ms: number): Promise<void>;
  /** One line for whoever looks for the reason of something. */
  warn(message: string): void;
}

export interface KeptRepository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of the directory that linked work trees share. */
  readonly commonDir: string;
}

export interface KeeperOptions {
  readonly trailerKey: string;
  /** A glob over tag names; no releases where absent. */
  readonly tagPattern?: string;
  /** When the earliest cycle that is not over began: what is newer is shown first. Milliseconds since 1970 UTC. */
  readonly liveSince?: number;
  /** Whether what is kept on disk is not to be used, but made anew. */
  readonly rebuild?: boolean;
}

/** What the parts have in common that keep one history. */
export interface Keeping {
  readonly ports: KeeperPorts;
  readonly repository: KeptRepository;
  readonly options: KeeperOptions;
  readonly index: SharedIndex;
  readonly objects: GitObjects;
  /** Aborted once nobody wants the ledger any more. */
  readonly signal: AbortSignal;
  /** Others have theirs; throws once nobody wants this any more. */
  turn(): Promise<void>;
}

export const CANCELED: GitFailure = { kind: 'canceled', code: -1, detail: 'canceled' };
