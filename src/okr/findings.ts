import type { LineCounter } from 'yaml';
import type { Diagnostic } from './model';

/** Offsets into the text of the file, UTF-16 units; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One that is costly to make is made only where it is shown. */
export type Message = string | (() => string);

/** A file can be wrong in more places than anybody reads. */
const SHOWN_AT_MOST = 100;

/** Collects what is wrong with one file while it is read. */
export class Findings {
  readonly #found: {
    readonly severity: Diagnostic['severity'];
    readonly message: Message;
    readonly span: Span;
  }[] = [];
  readonly #lines: LineCounter;

  /** @param lines complete by the time that positions are asked for */
  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  error(span: Span, message: Message): void {
    this.#found.push({ severity: 'error', message, span });
  }

  warning(span: Span, message: Message): void {
    this.#found.push({ severity: 'warning', message, span });
  }

  /** 1-based. */
  lineOf(span: Span): number {
    return this.#position(span.start).line;
  }

  /** In the order of the file. */
  diagnostics(): Diagnostic[] {
    const sorted = this.#found.toSorted((a, b) => a.span.start - b.span.start);
    const shown = sorted.slice(0, SHOWN_AT_MOST).map(({ severity, message, span }) => {
      const from = this.#position(span.start);
      const to = this.#position(span.end);
      return {
        severity,
        message: typeof message === 'string' ? message : message(),
        line: from.line,
        column: from.column,
        endLine: to.line,
        endColumn: to.column,
      };
    });
    const last = shown.at(-1);
    if (last === undefined || sorted.length <= SHOWN_AT_MOST) return shown;
    const severity = sorted.slice(SHOWN_AT_MOST).some((one) => one.severity === 'error')
      ? 'error'
      : 'warning';
    return [
      ...shown,
      { ...last, severity, message: `${sorted.length - SHOWN_AT_MOST} more problems follow.` },
    ];
  }

  #position(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    // In an empty text no line was counted.
    return line === 0 ? { line: 1, column: 1 } : { line, column: col };
  }
}
