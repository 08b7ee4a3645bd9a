import type { Depth } from '../outcome/insight/workOut';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';

/** Works out in the background what the numbers on screen say: one look at a time, and another where more came meanwhile. */
export class InsightWork {
  private working = false;
  private again = false;

  /**
   * @param outcome the outcome that is looked at now; nothing where nobody looks
   * @param depth what there is to see of it
   * @param found is called where there is something new to draw
   */
  constructor(
    private readonly outcome: () => RepositoryOutcome | undefined,
    private readonly depth: () => Depth,
    private readonly found: () => void,
  ) {}

  /** The numbers, the commits or the day may be others now. */
  async wake(): Promise<void> {
    this.again = true;
    if (this.working) return;
    this.working = true;
    try {
      while (this.again) {
        this.again = false;
        const outcome = this.outcome();
        const isNew = await outcome?.workOutInsights(this.depth(), turn);
        if (isNew && outcome === this.outcome()) this.found();
      }
    } finally {
      this.working = false;
    }
  }
}

/** Lets everything else that waits go first. A timer would wait a millisecond each time, and there are thousands. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
