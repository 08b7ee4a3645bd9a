import type { GitPort } from '../../io/ports';
import { readTags } from './readTags';

/** More at once would keep the line waiting that somebody looks at. */
const AT_ONCE = 1_000;

/** Tags of commits that no ledger holds, asked of git: one process at a time, for all that are wanted by then. */
export class TagLookup {
  private readonly known = new Map<string, readonly string[]>();
  private wanted = new Set<string>();
  private asking = false;
  /** Whether git can't say. It is not asked again: the ledger may know. */
  failed = false;

  /** @param changed is called when more is known */
  constructor(
    private readonly git: GitPort,
    private readonly root: string,
    private readonly trailerKey: string,
    private readonly changed: () => void,
  ) {}

  /** Values as the commit has them; nothing where they are not known yet. */
  get(id: string): readonly string[] | undefined {
    return this.known.get(id);
  }

  /** Those named last are asked for first. */
  want(ids: readonly string[]): void {
    const unknown = ids.filter((id) => !this.known.has(id));
    if (unknown.length === 0 || this.failed) return;
    this.wanted = new Set([...unknown, ...this.wanted]);
    if (!this.asking) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking = true;
    while (this.wanted.size > 0) {
      const ids = [...this.wanted].slice(0, AT_ONCE);
      const read = await readTags(this.git, this.root, ids, this.trailerKey);
      if (!read.ok) {
        this.failed = true;
        this.changed();
        break;
      }
      for (const id of ids) {
        this.wanted.delete(id);
        this.known.set(id, read.value.get(id) ?? []);
      }
      this.changed();
    }
    this.asking = false;
  }
}
