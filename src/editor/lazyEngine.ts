import type { Engine } from '../engine';
import type { Consent } from './consent';
import type { Credentials } from './credentials';
import type { GitFollower } from './gitFollower';
import type { Log } from './log';

export type EngineModule = typeof import('../engine');
export type OnCommand = typeof import('../onCommand');

export interface LoadedEngine {
  readonly module: EngineModule;
  readonly engine: Engine;
}

export interface EngineParts {
  readonly git: GitFollower;
  readonly consent: Consent;
  readonly credentials: Credentials;
  readonly log: Log;
  /** Folders that the windows of this machine share. */
  readonly storePath: string;
  readonly ledgerPath: string;
  /** The script that reads OKR files. */
  readonly threadPath: string;
  loadEngine(): Promise<EngineModule>;
}

/** Everything heavy, loaded with the first need for it. A load that failed is tried again with the next one. */
export class LazyEngine {
  private loaded: Promise<LoadedEngine> | undefined;

  /** @param started is told once the engine stands */
  constructor(
    private readonly parts: EngineParts,
    private readonly started: (engine: Engine) => void,
  ) {}

  get(): Promise<LoadedEngine> {
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  private async load(): Promise<LoadedEngine> {
    const { consent, credentials, git, log, storePath, ledgerPath, threadPath } = this.parts;
    const module = await this.parts.loadEngine();
    const engine = new module.Engine({
      approved: (origin) => consent.approved(origin),
      credential: (origin) => credentials.get(origin),
      // Asked each time: the engine may be loaded before the Git extension, and in Restricted Mode it is.
      gitPath: () => git.gitPath,
      storePath,
      ledgerPath,
      threadPath,
      warn: (message) => log.warn(message),
    });
    this.started(engine);
    return { module, engine };
  }
}
