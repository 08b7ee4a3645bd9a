import { randomUUID } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { cacheFolder, ledgerFolder } from './io/cacheFolder';
import type { Credential, CredentialProblem } from './io/credential';
import { createFiles } from './io/files';
import { createGit } from './io/git';
import { createHookFiles } from './io/hookFiles';
import { createIndexStore } from './io/indexStore';
import { checkUrl } from './io/origins';
import type { ClockPort, FilesPort, GitStreamPort, HookFilesPort, HttpPort, Result } from './io/ports';
import { repositoryStamps } from './io/repositoryStamp';
import { createStore } from './io/store';
import { askThread } from './io/thread';
import { Feed } from './metrics/feed';
import type { MetricError } from './metrics/metricError';
import type { Series } from './metrics/series';
import type { AimsDocument } from './outcome/okrDocument';
import { readAims } from './outcome/readAims';
import { type Options, type Place, RepositoryOutcome } from './outcome/repositoryOutcome';
import { type Trial, trySource } from './outcome/trySource';

import { LedgerKeeper } from './work/ledger/keeper';
import type { KeeperOptions, KeptRepository } from './work/ledger/keeping';

export { createClaims } from './io/claims';
export { watchHead } from './io/refWatch';
export { createStore } from './io/store';
export { originOf } from './metrics/originOf';
export { dayOf, endOfDay, isDay, startOfDay } from './okr/days';
export { findId, isKeyResultId } from './okr/lookup';
export { whyLinked } from './outcome/branchView';
export { editorMarkdown } from './outcome/editorMarkdown';
export * as emptyPages from './outcome/emptyPages';
export { forecastOf } from './outcome/forecast/forecast';
export { forecastText } from './outcome/forecast/forecastText';
export { milestonePace, milestoneText } from './outcome/forecast/milestonePace';
export { chanceInTens } from './outcome/forecast/model';
export { goalText, styleOf } from './outcome/goalText';
export { linksFor } from './outcome/hookLinks';
export { impactOf } from './outcome/impact/impact';
export { impactText } from './outcome/impact/impactText';
export { plainStake } from './outcome/impact/stake';
export { bareSeries } from './outcome/insight/bareSeries';
export { askedRelease } from './outcome/insight/deployments';
export { inOneGo } from './outcome/insight/inOneGo';
export { countedText } from './outcome/insight/insightView';
export { keyResultForecast, keyResultImpact } from './outcome/insight/keyResultInsight';
export { judgeId } from './outcome/judgeId';
export { lineOutcome } from './outcome/lineOutcome';
export { parseMessage } from './outcome/messageSchema';
export { untagged } from './outcome/nextCommit';
export { problemView } from './outcome/problemView';
export { readAims } from './outcome/readAims';
export { tagFacts } from './outcome/tagFacts';
export { tagOffers } from './outcome/tagOffers';
export { alarmsText } from './outcome/watch/watchText';
export { readCommentSign } from './work/commentSign';
export { removeExplicitLink, writeExplicitLink } from './work/explicitLink';
export { hookCalls, readHookFacts } from './work/hook/readHooks';
export { syncLinks } from './work/hook/syncLinks';
export { inSlices } from './work/ledger/slices';
export { linkTags } from './work/linkTags';
export { readLayout } from './work/repository';
export { tagAt, tagPlaces, typedTag } from './work/tagPlaces';
export { DEFAULT_TRAILER_KEY, isTrailerKey, readTrailerKey, writeTrailerKey } from './work/trailerKey';
export { addTrailers, readTrailers, removeTrailers } from './work/trailers';

/** What the door to the network needs from whoever holds approvals and secrets. */
export interface Doors {
  approved(origin: string): boolean;
  credential(origin: string): Promise<Credential | CredentialProblem | undefined>;
  /** The git to run, once that is known; the one on the PATH until then. */
  gitPath?(): string | undefined;
  /** Folder in which the last good numbers are kept, for every process that names it; none where they needn't be. */
  readonly storePath?: string;
  /** Folder in which the indexes of ledgers are kept; that of this user for such things where absent. */
  readonly ledgerPath?: string;
  /** The script that reads OKR files in a thread; read in this one where absent. */
  readonly threadPath?: string;
  /** One line for whoever looks for the reason of something. */
  warn?(message: string): void;
}

/**
 * Everything heavy, in a bundle of its own that a face loads on first use:
 * the OKR file, git, the feed and the outcome. The network code is loaded with the first request.
 */
export class Engine {
  private git: { readonly path: string | undefined; readonly port: GitStreamPort } | undefined;
  readonly files: FilesPort = createFiles();
  readonly hookFiles: HookFilesPort = createHookFiles();
  private readonly clock: ClockPort = { now: () => Date.now() };
  private aims: { readonly text: string; readonly document: Promise<AimsDocument> } | undefined;
  readonly http: HttpPort;
  readonly feed: Feed;

  constructor(private readonly doors: Doors) {
    this.http = lazyHttp(doors);
    this.feed = new Feed({
      http: this.http,
      files: this.files,
      clock: this.clock,
      owner: randomUUID(),
      approved: (origin) => doors.approved(origin),
      warn: (message) => doors.warn?.(message),
      ...(doors.storePath === undefined ? {} : { store: createStore(doors.storePath) }),
    });
  }

  get gitPort(): GitStreamPort {
    const path = this.doors.gitPath?.();
    if (this.git === undefined || this.git.path !== path) {
      this.git = { path, port: createGit(path === undefined ? {} : { path }) };
    }
    return this.git.port;
  }

  /** The same text as the last one is not read again. */
  readAims(text: string): Promise<AimsDocument> {
    if (this.aims?.text === text) return this.aims.document;
    const document = this.readInThread(text) ?? readAims(text);
    const aims = { text, document };
    this.aims = aims;
    document.catch(() => {
      if (this.aims === aims) this.aims = undefined;
    });
    return document;
  }

  /** Where a machine gives no thread, whoever waits does the work: without its OKR file there is nothing to show. */
  private readInThread(text: string): Promise<AimsDocument> | undefined {
    const { threadPath } = this.doors;
    if (threadPath === undefined) return undefined;
    return askThread<AimsDocument>(threadPath, text).catch((error: unknown) => {
      this.doors.warn?.(`No thread could read the OKR file: ${String(error)}`);
      return readAims(text);
    });
  }

  /** Asks a source once, past the feed's schedule. */
  trySource(trial: Omit<Trial, 'now'>, signal: AbortSignal): Promise<Result<Series, MetricError>> {
    const { files, feed } = this;
    const door = feed.doorTo(trial.source);
    return trySource({ door, files }, { ...trial, now: this.clock.now() }, signal);
  }

  /** The ledger of a repository. Nothing is read before it is asked to. */
  openLedger(repository: KeptRepository, options: KeeperOptions): LedgerKeeper {
    const { files, clock, doors, gitPort: git } = this;
    const store = createIndexStore(doors.ledgerPath ?? ledgerFolder(cacheFolder()));
    const warn = (message: string): void => doors.warn?.(message);
    return new LedgerKeeper(
      { git, files, clock, store, stamps: repositoryStamps, turn, sleep, warn },
      repository,
      options,
    );
  }

  /** @param trusted false in Restricted Mode, where no git is run and nothing is requested */
  open(place: Place, options: Options, trusted: boolean): RepositoryOutcome {
    const { files, feed, clock } = this;
    return new RepositoryOutcome(
      {
        files,
        feed,
        clock,
        readAims: (text) => this.readAims(text),
        ...(trusted ? { git: this.gitPort } : {}),
      },
      place,
      options,
    );
  }
}

function lazyHttp(doors: Doors): HttpPort {
  let loaded: Promise<HttpPort> | undefined;
  return {
    send: async (request, signal, mayFollow) => {
      // Nothing is loaded for an address that is not allowed; the door itself asks again, at every hop.
      const url = checkUrl(request.url);
      if (!url.ok) return url;
      const { origin } = url.value;
      if (!doors.approved(origin)) return { ok: false, error: { kind: 'not-approved', origin } };
      loaded ??= import('./io/http').then(({ createHttp }) => createHttp(doors));
      return (await loaded).send(request, signal, mayFollow);
    },
  };
}
