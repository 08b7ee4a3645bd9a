import type { FilesPort, GitFailure, GitPort } from '../io/ports';
import { linkOf, type Rule } from '../work/links';
import { type Layout, readLayout } from '../work/repository';
import { type BranchReading, readBranchState, readReleases } from './branchState';
import type { BranchState, Release } from './snapshot';

export interface BranchBookPorts {
  /** Absent in Restricted Mode: then nothing is ever known. */
  readonly git?: GitPort;
  readonly files: FilesPort;
}

/** What git said last of the branch checked out. Of two readings under way the newer one counts. */
export class BranchBook {
  private reading: BranchReading | undefined;
  private known: readonly Release[] = [];
  private place: Layout | undefined;
  private gitFailure: GitFailure | undefined;
  private reads = 0;
  private releaseReads = 0;

  constructor(
    private readonly ports: BranchBookPorts,
    private readonly root: string,
    private readonly trailerKey: string,
  ) {}

  get releases(): readonly Release[] {
    return this.known;
  }

  /** Where the repository lies, once `reload` has asked. */
  get layout(): Layout | undefined {
    return this.place;
  }

  get failure(): GitFailure | undefined {
    return this.gitFailure;
  }

  /** The branch with its link, held against the patterns of the OKR file. */
  state(rules: readonly Rule[]): BranchState | undefined {
    const { reading, releases } = this;
    if (reading === undefined) return undefined;
    const { head, operation, explicit, work } = reading;
    const link = linkOf({
      explicit,
      work,
      rules,
      ...(head.kind === 'detached' ? {} : { branch: head.name }),
    });
    return {
      head,
      work,
      releases,
      ...(operation === undefined ? {} : { operation }),
      ...(link === undefined ? {} : { link }),
    };
  }

  /** Reads HEAD, link and commits. The releases known so far stay, but which of them carry this branch is open again. */
  async reload(): Promise<void> {
    const { git, files } = this.ports;
    if (git === undefined) return;
    this.reads += 1;
    const read = this.reads;
    const { root } = this;
    if (this.place === undefined) {
      const layout = await readLayout(git, root);
      if (layout.ok) this.place = layout.value;
    }
    const reading = await readBranchState({ git, files }, root, this.place, this.trailerKey);
    if (read !== this.reads) return;
    this.gitFailure = reading.ok ? undefined : reading.error;
    this.reading = reading.ok ? reading.value : undefined;
    // What has not changed stays the same object: what is drawn of it needn't be drawn anew.
    if (this.known.some(({ mine }) => mine)) {
      this.known = this.known.map((release) => ({ ...release, mine: false }));
    }
  }

  /**
   * Reads the releases for the branch as it was read last.
   * @param pattern a glob over their tags; none where nothing counts as one
   */
  async reloadReleases(pattern: string | undefined): Promise<void> {
    const { git } = this.ports;
    const { reading } = this;
    if (git === undefined || reading === undefined) return;
    this.releaseReads += 1;
    const read = this.releaseReads;
    const releases = await readReleases(git, this.root, pattern, reading.work);
    if (read === this.releaseReads && reading === this.reading) this.known = releases;
  }
}
