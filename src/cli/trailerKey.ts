import type { GitPort } from '../io/ports';
import { type Output, USAGE } from './output';
import { terminalText } from './terminalText';

/**
 * The trailer key: of the option, else of git's configuration, else the usual one. Where that can be no key, or the
 * configuration can't be read, says so and gives the exit code.
 */
export async function chooseTrailerKey(
  option: string | undefined,
  git: GitPort,
  folder: string,
  output: Output,
): Promise<string | number> {
  const { DEFAULT_TRAILER_KEY, isTrailerKey, readTrailerKey } = await import('../engine');
  const refuse = (text: string): number => {
    output.err(`throughline: ${text}\n`);
    return USAGE;
  };
  const complaint = (where: string, key: string): string =>
    `${where} takes letters, digits and hyphens, which '${terminalText(key)}' is not.`;
  if (option !== undefined) return isTrailerKey(option) ? option : refuse(complaint('--trailer', option));
  const configured = await readTrailerKey(git, folder);
  if (!configured.ok) {
    // A message can be tagged without git.
    if (configured.error.kind === 'git-missing') return DEFAULT_TRAILER_KEY;
    return refuse(`git config can't be read: ${terminalText(configured.error.detail)}`);
  }
  const key = configured.value ?? DEFAULT_TRAILER_KEY;
  return isTrailerKey(key) ? key : refuse(complaint('git config throughline.trailerKey', key));
}
