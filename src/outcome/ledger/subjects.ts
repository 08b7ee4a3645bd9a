import type { GitFailure, GitPort, Result } from '../../io/ports';
import { readSubjects } from '../../work/ledger/subjects';

/** Enough for some screens back and forth. */
const MOST_KEPT = 20_000;

/** First lines of commits. They are asked of git for what is on screen: an index of them would be the larger part of it. */
export class Subjects {
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly git: GitPort,
    private readonly root: string,
  ) {}

  get(id: string): string | undefined {
    return this.kept.get(id);
  }

  /** @returns whether any of them was not known before */
  async load(ids: readonly string[], signal?: AbortSignal): Promise<Result<boolean, GitFailure>> {
    const wanted = ids.filter((id) => !this.kept.has(id));
    if (wanted.length === 0) return { ok: true, value: false };
    const read = await readSubjects(this.git, this.root, wanted, signal);
    if (!read.ok) return read;
    for (const [id, subject] of read.value) this.kept.set(id, subject);
    for (const id of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(id);
    }
    return { ok: true, value: true };
  }
}
