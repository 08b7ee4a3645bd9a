import { homedir } from 'node:os';
import { join } from 'node:path';

/** Set in the editor's own terminals, so that editor and terminal share what they keep. */
export const STORAGE_VARIABLE = 'THROUGHLINE_STORAGE';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where what can be made again is kept: where the editor says, or else in this user's folder for such things
 * (XDG Base Directory Specification 0.8; `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows).
 */
export function cacheFolder(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const told = environment[STORAGE_VARIABLE];
  if (told) return told;
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'throughline');
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'throughline');
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'throughline');
}

/** The folder of the ledgers' indexes below the one where things are kept. */
export function ledgerFolder(storage: string): string {
  return join(storage, 'ledger');
}
