import type { FileFact, GitFailure, GitPort, HookFilesPort, Result } from '../../io/ports';
import { isAbsolute, readLayout } from '../repository';
import { HOOKS, type HookFacts, ownFolder } from './hookFacts';
import { LINKS_FILE } from './linksConfig';
import { allHookFiles, CONFIGURATIONS } from './managers';

export interface HookPorts {
  readonly git: GitPort;
  readonly hookFiles: HookFilesPort;
}

const ABSOLUTE = '--path-format=absolute';

/** Everything that the plans look at; nothing where the folder is in no work tree. */
export async function readHookFacts(
  { git, hookFiles }: HookPorts,
  folder: string,
): Promise<Result<HookFacts | undefined, GitFailure>> {
  const layout = await readLayout(git, folder);
  if (!layout.ok) return layout;
  if (layout.value === undefined) return { ok: true, value: undefined };
  const { root, gitDir, commonDir } = layout.value;
  // A question, but one about hooks, and reading hides them.
  const hooks = await git.run(root, ['rev-parse', ABSOLUTE, '--git-path', 'hooks'], { writes: true });
  if (!hooks.ok) return hooks;
  const hooksDir = absoluteIn(root, hooks.value.replace(/\n$/, ''));
  const place = { root, gitDir, commonDir, hooksDir };
  const own = ownFolder(place);
  const rules = await hookFiles.list(`${own}/rules`);
  const inside = (within: string, paths: readonly string[]) => paths.map((path) => ({ within, path }));
  const files = await Promise.all(
    [
      ...inside(
        root,
        CONFIGURATIONS.map((name) => `${root}/${name}`),
      ),
      ...allHookFiles(place).map((path) => ({ within: folderOf(path, place), path })),
      ...inside(
        own,
        [...rules.map((name) => `rules/${name}`), ...HOOKS, LINKS_FILE].map((name) => `${own}/${name}`),
      ),
      ...inside(
        gitDir,
        ['', '-message'].map((end) => `${gitDir}/throughline-commit${end}`),
      ),
    ].map(
      async ({ within, path }): Promise<[string, FileFact]> => [path, await hookFiles.look(within, path)],
    ),
  );
  return { ok: true, value: { ...place, files: new Map(files) } };
}

/** Git before 2.31 only says the option back, and then the path as seen from the folder. */
function absoluteIn(root: string, said: string): string {
  const old = `${ABSOLUTE}\n`;
  if (!said.startsWith(old)) return said;
  const path = said.slice(old.length);
  return isAbsolute(path) ? path : `${root}/${path.replace(/^(?:\.\/)+/, '')}`;
}

/** What a hook file may not lead out of; a folder that somebody configured may lie anywhere. */
function folderOf(path: string, { root, commonDir, hooksDir }: Omit<HookFacts, 'files'>): string {
  if (path.startsWith(`${commonDir}/`)) return commonDir;
  return path.startsWith(`${root}/`) ? root : hooksDir;
}

/** The files of git's hooks that call ours. */
export function hookCalls(facts: HookFacts): readonly string[] {
  return [...facts.files].flatMap(([path, fact]) =>
    fact.kind === 'text' &&
    !path.startsWith(`${ownFolder(facts)}/`) &&
    /throughline\/(?:prepare-commit-msg|commit-msg)/.test(fact.text)
      ? [path]
      : [],
  );
}
