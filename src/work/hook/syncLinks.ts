import type { FileChange, GitPort, HookFilesPort } from '../../io/ports';
import type { Layout } from '../repository';
import { gitGlobs } from './gitGlobs';
import { ownFolder } from './hookFacts';
import { type HookLinks, LINKS_FILE, linksConfig, ruleFile } from './linksConfig';

/**
 * Writes the links of the OKR file for the hook, where one is installed. A failure is no matter: the next reading tries
 * again, and the hook goes by what it has.
 * @returns whether the hook's own files are there
 */
export async function syncLinks(
  { git, hookFiles }: { readonly git: GitPort; readonly hookFiles: HookFilesPort },
  layout: Layout,
  links: Omit<HookLinks, 'branches'>,
): Promise<boolean> {
  const own = ownFolder(layout);
  const look = async (name: string): Promise<string | undefined> => {
    const fact = await hookFiles.look(layout.commonDir, `${own}/${name}`);
    return fact.kind === 'text' ? fact.text : undefined;
  };
  if ((await look('prepare-commit-msg')) === undefined) return false;
  const byName = links.rules.some(({ pattern }) => gitGlobs(pattern).covers !== 'all');
  const branches = byName ? await branchNames(git, layout.root) : [];
  const wanted = [
    ...links.rules.map((_, index) => ruleFile(index)),
    // Last, since it leads to the others.
    { path: LINKS_FILE, text: inBytes(linksConfig({ ...links, branches })) },
  ];
  const changes = await Promise.all(
    wanted.map(async ({ path, text }): Promise<FileChange> => {
      const before = await look(path);
      return { path: `${own}/${path}`, after: text, ...(before === undefined ? {} : { before }) };
    }),
  );
  const needed = changes.filter(({ before, after }) => before !== after);
  if (needed.length > 0) await hookFiles.apply(needed);
  return true;
}

/** With the branch checked out, which may be unborn. */
async function branchNames(git: GitPort, root: string): Promise<readonly string[]> {
  const [all, head] = await Promise.all([
    git.run(root, ['for-each-ref', '--format=%(refname)', 'refs/heads/']),
    git.run(root, ['symbolic-ref', '--quiet', 'HEAD']),
  ]);
  const names = [all, head].flatMap((read) => (read.ok ? read.value.split('\n') : []));
  return [...new Set(names)].flatMap((name) =>
    name.startsWith('refs/heads/') ? [name.slice('refs/heads/'.length)] : [],
  );
}

/** A character for each byte of UTF-8. */
function inBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
