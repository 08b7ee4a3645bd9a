import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CountingGit {
  /** For the front of the PATH. */
  readonly bin: string;
  /** What git was asked so far, by anybody. */
  asked(): readonly string[];
}

/** A `git` that writes down what it is asked, and then does it. */
export function countingGit(folder: string): CountingGit {
  const bin = join(folder, 'counting');
  const asked = join(folder, 'asked');
  mkdirSync(bin);
  const path = join(bin, 'git');
  // One write: lines of several processes stand beside each other.
  writeFileSync(path, `#!/bin/sh\necho "$*" >>'${asked}'\nPATH=\${PATH#'${bin}':}\nexec git "$@"\n`);
  chmodSync(path, 0o755);
  return {
    bin,
    asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8').trimEnd().split('\n') : []),
  };
}
