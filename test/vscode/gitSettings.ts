import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Environment variables that give git an author and keep it away from this machine's own configuration.
 * @param folder where the configuration file is put
 */
export function gitSettings(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'gitconfig');
  writeFileSync(
    path,
    [
      '[user]\n\tname = Tess Tester\n\temail = tess@example.com',
      '[init]\n\tdefaultBranch = main',
      '[commit]\n\tgpgSign = false\n',
    ].join('\n'),
  );
  return { GIT_CONFIG_GLOBAL: path, GIT_CONFIG_NOSYSTEM: '1' };
}
