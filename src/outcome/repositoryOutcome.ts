import type { ClockPort, FilesPort, GitPort } from '../io/ports';
import type { Feed } from '../metrics/feed';
import type { Reading } from '../metrics/reading';
import type { KeyResult, MetricRef, Period } from '../okr/model';
import type { Ledger } from '../work/ledger/ledger';
import type { Layout } from '../work/repository';
import { BranchBook } from './branchBook';
import { type CycleWork, readCycleWork } from './cycleWork';
import { Drawn, type JudgedKeyResult } from './drawn';
import { type Deployments, deploymentsFor } from './insight/deployments';
import { InsightBook } from './insight/insightBook';
import { insightQuestions } from './insight/insightQuestions';
import type { Depth } from './insight/workOut';
import { judgeKeyResult } from './keyResultView';
import { Numbers } from './numbers';
import type { AimsDocument } from './okrDocument';
import { openedObjectives } from './openedKeyResults';
import { prepare } from './prepare';
import { present } from './present';
import { pullRequestTags, pullRequestText } from './pullRequestText';
import { type Served, servedKeyResults } from './servedKeyResults';
import { shownObjectives } from './shownObjectives';
import type { BranchState, OkrState, Snapshot, Tagging } from './snapshot';
import { sourceOrigins } from './sourceOrigins';
import type { View } from './view';
import { mayWatch } from './watch/watch';
import type { Words } from './words';

export interface Ports {
  /** Absent in Restricted Mode. */
  readonly git?: GitPort;
  readonly files: FilesPort;
  readonly feed: Feed;
  readonly clock: ClockPort;
  readAims(text: string): Promise<AimsDocument>;
}

export interface Place {
  /** Absolute path of the work tree. */
  readonly root: string;
  readonly name: string;
}

export interface Options {
  readonly okrPath: string;
  readonly trailerKey: string;
  /** What the setting says where that can be no key. */
  readonly refusedTrailerKey?: string;
  readonly tagging: Tagging;
  readonly locale: string;
  /** How long a number is good for where its source says nothing, in milliseconds. */
  readonly refreshMs: number;
  /** Whether sources are asked at all. */
  readonly metricsEnabled: boolean;
}

/** Three refreshes missed: the number may be old. */
const STALE_AFTER_REFRESHES = 3;

/**
 * The outcome of one repository: holds what was read last, reads again when told that something changed,
 * and presents it. Editor and terminal use the same one.
 */
export class RepositoryOutcome {
  private okr: OkrState = { kind: 'loading' };
  private okrReads = 0;
  private ledgerReads = 0;
  private cycleWork: CycleWork | undefined;
  private readonly drawn = new Drawn();
  private readonly insights = new InsightBook();
  private readonly book: BranchBook;
  private readonly numbers: Numbers;

  boxTags: readonly string[] = [];
  /** Whether Throughline's commit hook is in this clone; absent where nobody has looked. */
  hookInstalled: boolean | undefined;
  /** The trailer key that the hook writes; absent where that is not known. */
  hookKey: string | undefined;
  /** Ids, in lower case, of the key results whose alarms nobody wants to hear of. */
  muted: ReadonlySet<string> = new Set();
  /** Ids of key results that panels show beside the page: their numbers are asked for, too. */
  opened: ReadonlySet<string> = new Set();
  /** Whether other repositories are open, so that this one has to be named. */
  several = false;

  constructor(
    private readonly ports: Ports,
    readonly place: Place,
    private readonly options: Options,
  ) {
    const { git, feed } = ports;
    const { root } = place;
    const { refreshMs, metricsEnabled, trailerKey } = options;
    this.book = new BranchBook(ports, root, trailerKey);
    this.numbers = new Numbers({
      feed,
      root,
      trusted: git !== undefined,
      refreshMs,
      metricsEnabled,
      aims: () => this.aims,
      wanted: (aims) => [...shownObjectives(aims, this.served), ...openedObjectives(this.opened, aims)],
      spanOf: (period, timezone) => this.drawn.spanOf(period, timezone),
    });
  }

  get okrPath(): string {
    return this.options.okrPath;
  }

  get trailerKey(): string {
    return this.options.trailerKey;
  }

  get okrState(): OkrState {
    return this.okr;
  }

  /** The branch with its link: what git says, held against the OKR file. */
  get branch(): BranchState | undefined {
    return this.book.state(this.aims?.branches ?? []);
  }

  get aims() {
    return this.okr.kind === 'read' ? this.okr.document.file : undefined;
  }

  /** What the branch serves, resolved against the OKR file. */
  get served(): Served {
    const { aims } = this;
    return aims ? servedKeyResults(this.branch?.link, aims) : { active: [], ended: [], unknown: [] };
  }

  /** Reads the OKR file. A newer call wins over an older one that is still under way. */
  async reloadOkrFile(): Promise<void> {
    this.okrReads += 1;
    const read = this.okrReads;
    const text = await this.ports.files.read(this.place.root, this.options.okrPath);
    if (read !== this.okrReads) return;
    const okr: OkrState = text.ok
      ? { kind: 'read', document: await this.ports.readAims(text.value) }
      : { kind: 'failed', failure: text.error };
    if (read === this.okrReads) this.okr = okr;
  }

  /** Where the repository lies, once `reloadBranch` has asked. */
  get repositoryLayout(): Layout | undefined {
    return this.book.layout;
  }

  /** Reads HEAD, link and commits. The releases known so far stay, but which of them carry this branch is open again. */
  async reloadBranch(): Promise<void> {
    await this.book.reload();
  }

  /** Reads the releases for the branch as it was read last; dearer than the branch, and only marks in the pictures. */
  async reloadReleases(): Promise<void> {
    await this.book.reloadReleases(this.aims?.deploymentTags);
  }

  /** Takes up the last good numbers that any window of this machine has kept, however old. Asks nobody. */
  async hydrate(): Promise<void> {
    await this.numbers.hydrate();
  }

  /**
   * Fetches the metrics that are shown and due.
   * @param force also those that are not due yet
   */
  async refresh(force: boolean, signal?: AbortSignal): Promise<void> {
    await this.numbers.refresh(force, signal);
  }

  /** When `refresh` has something to do, in milliseconds since 1970 UTC; nothing where it never will. */
  nextDue(): number | undefined {
    return this.numbers.nextDue();
  }

  /** Asks for one metric of the OKR file, whether or not it is shown. */
  async measure(metric: MetricRef, window: Period): Promise<Reading> {
    return this.numbers.measure(metric, window);
  }

  /** Addresses that the OKR file names, each with the titles of what it is asked for. */
  sourceOrigins(): ReadonlyMap<string, readonly string[]> {
    return this.aims ? sourceOrigins(this.aims) : new Map();
  }

  /**
   * Looks up what the cycle's commits serve.
   * @param turn resolves when others have had theirs
   */
  async takeLedger(ledger: Ledger | undefined, turn: () => Promise<void>): Promise<void> {
    const { git } = this.ports;
    const { aims } = this;
    this.ledgerReads += 1;
    const read = this.ledgerReads;
    if (git === undefined || aims === undefined || ledger === undefined) {
      this.cycleWork = undefined;
      return;
    }
    const { cycle } = aims;
    const span = this.drawn.spanOf(cycle, cycle.timezone);
    const work = await readCycleWork(git, this.place.root, ledger, aims, span, turn);
    if (read === this.ledgerReads) this.cycleWork = work;
  }

  /** The releases that count as deployments for a key result, by what the ledger said. */
  deploymentsOf({ id }: KeyResult): Deployments {
    return deploymentsFor(id, this.book.releases, this.cycleWork);
  }

  /**
   * Works out what the numbers that are shown say of the goal and of what was shipped, some milliseconds at a time.
   * @param depth `watch` where only alarms can be seen
   * @param turn resolves when others have had theirs; asked for some hundred times for each metric
   * @returns whether the next `view` has something new to show
   */
  async workOutInsights(depth: Depth, turn: () => Promise<void>): Promise<boolean> {
    const questions = insightQuestions(this.snapshot());
    await turn();
    return this.insights.answer(questions, turn, depth);
  }

  /** Whether a release is new enough to be watched, where the ledger says that it brought tagged commits. */
  get mayWatch(): boolean {
    return mayWatch(this.book.releases, this.ports.clock.now());
  }

  /** Does most of the work of the next `view`, in slices: a thousand key results take longer than one turn may. */
  async prepare(words: Words): Promise<void> {
    await prepare(this.snapshot(), words);
  }

  view(words: Words): View {
    return present(this.snapshot(), words);
  }

  /** Where a key result of the OKR file stands, shown or not, by what is known of its numbers. Asks nobody. */
  judged(keyResult: KeyResult): JudgedKeyResult {
    return judgeKeyResult(keyResult, this.aims?.cycle.timezone ?? 'UTC', this.snapshot());
  }

  /** Markdown for a pull request of the branch shown; nothing where it serves nothing that the OKR file knows. */
  pullRequestText(words: Words): string | undefined {
    const { aims, served, branch } = this;
    const { page } = this.view(words);
    if (aims === undefined || page.kind !== 'ready') return undefined;
    const tags = pullRequestTags(served, branch?.work, aims);
    if (tags.length === 0) return undefined;
    const facts = { objectives: page.objectives, tags, trailerKey: this.options.trailerKey };
    const work = branch?.work;
    return pullRequestText({ ...facts, now: this.ports.clock.now(), ...(work ? { work } : {}) }, words);
  }

  /** What a presenter looks at, as of now. */
  snapshot(): Snapshot {
    const { okrPath, trailerKey, refusedTrailerKey, tagging, locale, refreshMs } = this.options;
    const { branch, hookInstalled, hookKey } = this;
    const { failure } = this.book;
    return {
      now: this.ports.clock.now(),
      locale,
      trusted: this.ports.git !== undefined,
      repository: { name: this.place.name, several: this.several },
      okrPath,
      okr: this.okr,
      ...(branch === undefined ? {} : { branch }),
      ...(failure === undefined ? {} : { gitFailure: failure }),
      boxTags: this.boxTags,
      trailerKey,
      ...(refusedTrailerKey === undefined ? {} : { refusedTrailerKey }),
      tagging,
      ...(hookInstalled === undefined ? {} : { hookInstalled }),
      ...(hookKey === undefined ? {} : { hookKey }),
      ...(this.cycleWork === undefined ? {} : { cycleWork: this.cycleWork }),
      muted: this.muted,
      insightOf: (keyResult) => this.insights.of(keyResult),
      opened: this.opened,
      drawn: this.drawn,
      staleAfter: STALE_AFTER_REFRESHES * refreshMs,
      reading: (metric, window) => this.numbers.reading(metric, window),
    };
  }
}
