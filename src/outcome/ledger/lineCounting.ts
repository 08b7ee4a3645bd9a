import type { LineBook } from './lineBook';

/** Counts the lines of the commits that are shown, for as long as somebody looks; one counting at a time. */
export class LineCounting {
  private wanted: AbortController | undefined;
  private underWay = false;
  private again = false;

  /**
   * @param rows of the commits to count now; nothing where none are to be counted
   * @param counted there are more numbers than before
   */
  constructor(
    private readonly lines: LineBook,
    private readonly rows: () => readonly number[] | undefined,
    private readonly counted: () => void,
    private readonly failed: (what: string, error: unknown) => void,
  ) {}

  start(): void {
    if (this.wanted) return;
    this.wanted = new AbortController();
    this.goOn();
  }

  stop(): void {
    this.wanted?.abort();
    this.wanted = undefined;
  }

  /** Other commits may be shown than before. */
  goOn(): void {
    if (this.wanted === undefined) return;
    if (this.underWay) {
      this.again = true;
      return;
    }
    const rows = this.rows();
    if (rows === undefined) return;
    this.underWay = true;
    this.again = false;
    this.count(rows, this.wanted.signal)
      .catch((error: unknown) => this.failed('The lines could not be counted', error))
      .finally(() => {
        this.underWay = false;
        if (this.again) this.goOn();
      });
  }

  private async count(rows: readonly number[], signal: AbortSignal): Promise<void> {
    const counted = await this.lines.count(rows, signal, this.counted);
    if (!counted.ok && counted.error.kind !== 'canceled')
      this.failed('Some lines could not be counted', counted.error.detail);
  }
}
