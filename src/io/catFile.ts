import type { GitObjects } from './ports';

/** What `cat-file` needs of a process; one of Node's is one. */
export interface AskedProcess {
  readonly stdin: { write(text: string): void } | null;
  readonly stdout: { on(event: 'data', listener: (piece: Buffer) => void): void } | null;
  on(event: 'close' | 'error', listener: () => void): void;
  kill(): void;
}

interface Question {
  readonly id: string;
  readonly answer: (bytes: Uint8Array | undefined) => void;
}

/** An open pack can't be deleted on Windows: `git gc` is not to be kept waiting for long. */
const IDLE_MS = 15_000;
const LINE_END = 10;

/**
 * One `git cat-file --batch` that is asked again and again: an answer takes a fraction of what starting git does.
 * Its answers come in the order of the questions.
 */
export class CatFile implements GitObjects {
  private process: AskedProcess | undefined;
  private questions: Question[] = [];
  private output: Buffer = Buffer.alloc(0);
  private timer: NodeJS.Timeout | undefined;

  /** @param start gives a new process; throws where there can be none */
  constructor(private readonly start: () => AskedProcess) {}

  commit(id: string): Promise<Uint8Array | undefined> {
    return new Promise((answer) => {
      try {
        this.process ??= this.started();
        this.questions.push({ id, answer });
        this.process.stdin?.write(`${id}\n`);
      } catch {
        answer(undefined);
      }
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.dispose(), IDLE_MS);
      this.timer.unref();
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    const { process } = this;
    this.ended(process);
    process?.kill();
  }

  private started(): AskedProcess {
    const process = this.start();
    process.stdout?.on('data', (piece) => {
      if (process === this.process) this.take(piece);
    });
    process.on('close', () => this.ended(process));
    process.on('error', () => this.ended(process));
    return process;
  }

  /** Also where git stumbled over an object: whoever waits has no answer, and the next question starts it again. */
  private ended(process: AskedProcess | undefined): void {
    if (process !== this.process) return;
    this.process = undefined;
    this.output = Buffer.alloc(0);
    const { questions } = this;
    this.questions = [];
    for (const { answer } of questions) answer(undefined);
  }

  /** An answer is a line, `ID TYPE SIZE`, then as many bytes and a line end; or `ID missing` alone. */
  private take(piece: Buffer): void {
    this.output = this.output.length === 0 ? piece : Buffer.concat([this.output, piece]);
    for (;;) {
      const lineEnd = this.output.indexOf(LINE_END);
      if (lineEnd === -1) return;
      const line = this.output.toString('latin1', 0, lineEnd);
      const [, type, size] = /^[0-9a-f]+ ([a-z]+) (\d+)$/.exec(line) ?? [];
      const start = lineEnd + 1;
      const end = size === undefined ? lineEnd : start + Number(size);
      if (this.output.length <= end) return;
      const bytes = type === 'commit' ? Uint8Array.from(this.output.subarray(start, end)) : undefined;
      this.output = this.output.subarray(end + 1);
      this.questions.shift()?.answer(bytes);
    }
  }
}
