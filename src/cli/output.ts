/** Where a command writes, and the exit code it ends with. */
export interface Output {
  out(written: string | Uint8Array): void;
  err(text: string): void;
}

export const SUCCESS = 0;
export const FOUND_PROBLEMS = 1;
export const USAGE = 2;
