import { basename } from 'node:path';
import type { Doors, Engine } from '../engine';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import { plainWords } from '../outcome/words';
import type { Output } from './output';
import { terminalText } from './terminalText';

/** The repository that a command was called in, opened but not read yet. */
export interface Here {
  readonly module: typeof import('../engine');
  readonly engine: Engine;
  readonly outcome: RepositoryOutcome;
  readonly root: string;
  readonly trailerKey: string;
}

/** Nothing is asked twice in one run. */
const REFRESH_MS = 60_000;
const TRAILER_KEY = 'OKR';

/** For commands that ask nobody for numbers. */
export const CLOSED: Doors = { approved: () => false, credential: async () => undefined };

/** Says why, and gives nothing, where the folder is in no repository that can be read. */
export async function openHere(
  { folder, okrPath, doors }: { readonly folder: string; readonly okrPath: string; readonly doors: Doors },
  output: Output,
): Promise<Here | undefined> {
  const module = await import('../engine');
  const engine = new module.Engine(doors);
  const layout = await module.readLayout(engine.gitPort, folder);
  if (!layout.ok || layout.value === undefined) {
    const page = layout.ok
      ? module.emptyPages.noGitPage(plainWords)
      : module.emptyPages.gitProblemPage(layout.error, plainWords);
    output.err(`throughline: ${terminalText(`${page.title}. ${page.text}`)}\n`);
    return undefined;
  }
  const { root } = layout.value;
  const outcome = engine.open(
    { root, name: basename(root) },
    { okrPath, trailerKey: TRAILER_KEY, locale: 'en', refreshMs: REFRESH_MS, metricsEnabled: true },
    true,
  );
  return { module, engine, outcome, root, trailerKey: TRAILER_KEY };
}
