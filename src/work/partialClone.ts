import type { GitPort } from '../io/ports';

/** Whether the clone has left out objects that git would have to fetch. Where git can't say, it has not. */
export async function isPartialClone(git: GitPort, root: string): Promise<boolean> {
  const asked = ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.promisor)$'];
  const read = await git.run(root, asked);
  return read.ok && read.value.trim() !== '';
}
