import { basename } from 'node:path';
import type { Doors, Engine } from '../engine';
import type { RepositoryOutcome } from '../outcome/repositoryOutcome';
import { plainWords } from '../outcome/words';
import { FOUND_PROBLEMS, type Output } from './output';
import { terminalText } from './terminalText';
import { chooseTrailerKey } from './trailerKey';

/** All there is: a terminal has no idle time to be light in. */
export async function loadModules() {
  return { ...(await import('../engine')), ...(await import('../onCommand')) };
}

export type Modules = Awaited<ReturnType<typeof loadModules>>;

/** The repository that a command was called in, opened but not read yet. */
export interface Here {
  readonly module: Modules;
  readonly engine: Engine;
  readonly outcome: RepositoryOutcome;
  readonly root: string;
  readonly trailerKey: string;
}

/** Nothing is asked twice in one run. */
const REFRESH_MS = 60_000;

/** For commands that ask nobody for numbers. */
export const CLOSED: Doors = { approved: () => false, credential: async () => undefined };

export interface HereOptions {
  readonly folder: string;
  readonly okrPath: string;
  readonly doors: Doors;
  /** The trailer key asked for. */
  readonly trailer?: string | undefined;
}

/** Says why, and gives an exit code, where the folder is in no repository that can be read, or the trailer key is none. */
export async function openHere(
  { folder, okrPath, doors, trailer }: HereOptions,
  output: Output,
): Promise<Here | number> {
  const module = await loadModules();
  const engine = new module.Engine(doors);
  const layout = await module.readLayout(engine.gitPort, folder);
  if (!layout.ok || layout.value === undefined) {
    const page = layout.ok
      ? module.emptyPages.noGitPage(plainWords)
      : module.emptyPages.gitProblemPage(layout.error, plainWords);
    output.err(`throughline: ${terminalText(`${page.title}. ${page.text}`)}\n`);
    return FOUND_PROBLEMS;
  }
  const { root } = layout.value;
  const trailerKey = await chooseTrailerKey(trailer, engine.gitPort, root, output);
  if (typeof trailerKey === 'number') return trailerKey;
  const outcome = engine.open(
    { root, name: basename(root) },
    { okrPath, trailerKey, tagging: 'off', locale: 'en', refreshMs: REFRESH_MS, metricsEnabled: true },
    true,
  );
  return { module, engine, outcome, root, trailerKey };
}
