import type { HELP } from './help';

/** Where a command writes, and the exit code it ends with. */
export interface Output {
  /** How wide the terminal is; absent where what is written goes elsewhere. */
  readonly columns?: number | undefined;
  out(written: string | Uint8Array): void;
  err(text: string): void;
}

/** What a command says that reads its own options. Both give the exit code. */
export interface Answers extends Output {
  help(topic: keyof typeof HELP): number;
  usage(message: string): number;
}

export const SUCCESS = 0;
export const FOUND_PROBLEMS = 1;
export const USAGE = 2;
