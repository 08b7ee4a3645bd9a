import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder with a `git` that says it is another version and knows only what that version knows: some options are
 * unknown to it. What it does not refuse, the git at hand does; what it was asked is in the file `asked`.
 */
export function oldGit(folder: string, version: string, unknown: readonly string[] = []): string {
  const bin = join(folder, `git-${version}`);
  mkdirSync(bin, { recursive: true });
  const path = join(bin, 'git');
  const refusals = unknown.map(
    (option) =>
      `case " $* " in *' ${option}'*) echo "error: unknown option \\\`${option.slice(2)}'" >&2; exit 129 ;; esac\n`,
  );
  writeFileSync(
    path,
    [
      '#!/bin/sh\n',
      `echo "$*" >>'${join(bin, 'asked')}'\n`,
      `case "$*" in *version) echo 'git version ${version}'; exit ;; esac\n`,
      ...refusals,
      `PATH=\${PATH#'${bin}':}\n`,
      // Git before 2.31 says an option back that rev-parse does not know, and goes on.
      'case " $* " in *" --path-format=absolute "*)\n',
      '  echo --path-format=absolute\n',
      '  for one; do shift; [ "$one" = --path-format=absolute ] || set -- "$@" "$one"; done ;;\n',
      'esac\n',
      'exec git "$@"\n',
    ].join(''),
  );
  chmodSync(path, 0o755);
  return path;
}
