import type { GitPort } from '../io/ports';

/**
 * How git writes a path below the root: where the file system takes any case (`core.ignoreCase`), somebody's words for
 * a file are not yet its name in a commit. The path itself where git tracks no such file, or several.
 */
export async function trackedPath(git: GitPort, root: string, path: string): Promise<string> {
  const ignored = await git.run(root, ['config', '--type=bool', '--get', 'core.ignoreCase']);
  if (!ignored.ok || ignored.value.trim() !== 'true') return path;
  const listed = await git.run(root, ['ls-files', '-z', '--', `:(top,literal,icase)${path}`]);
  const [found, ...others] = listed.ok ? listed.value.split('\0').filter((name) => name !== '') : [];
  return found === undefined || others.length > 0 ? path : found;
}
