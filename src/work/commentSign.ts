import type { GitPort } from '../io/ports';
import { COMMENT } from './trailerBlock';

/**
 * What the comments of a message begin with while it is written, as git is configured; `folder` need not be in a
 * repository. Where git chooses for each message (`auto`), or can't be asked, the usual sign.
 */
export async function readCommentSign(git: GitPort, folder: string): Promise<string> {
  // Both names set the same thing: the last one counts.
  const names = '^core\\.comment(char|string)$';
  const read = await git.run(folder, ['config', '--null', '--get-regexp', names]);
  const last = read.ok ? read.value.split('\0').at(-2) : undefined;
  const sign = last?.slice(last.indexOf('\n') + 1);
  return sign === undefined || sign === '' || sign === 'auto' ? COMMENT : sign;
}
