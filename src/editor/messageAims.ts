import { dirname, isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { TagContext } from '../outcome/tagFacts';
import type { GitFollower } from './gitFollower';
import type { LoadedEngine } from './lazyEngine';
import type { Session } from './session';
import { readSettings } from './settings';

/** What a message can be held against. */
export interface MessageAims extends LoadedEngine {
  readonly context: TagContext;
  readonly okrUri: vscode.Uri;
  readonly trailerKey: string;
  /** Ids of the key results that the branch serves, where the repository is the one shown. */
  readonly served: readonly string[];
}

/** The scheme of a commit box's document. */
const COMMIT_BOX = 'vscode-scm';

/** Finds the aims of the repository that a commit message belongs to. Nothing is loaded before the first question. */
export class MessageAimsReader {
  /** Git directories by root: a repository keeps its own. */
  private readonly gitDirs = new Map<string, string>();

  constructor(
    private readonly session: Session,
    private readonly git: GitFollower,
  ) {}

  /** Keys of tags in the repositories that are open: what looks like none of them needs no look at the aims. */
  get trailerKeys(): readonly string[] {
    const roots = this.git.repositories.map(({ rootUri }) => rootUri);
    return [...new Set([undefined, ...roots].map((root) => readSettings(root).trailerKey))];
  }

  /** For a commit box, or for a message that git has somebody write in a file of its directory. */
  async ofDocument({ uri }: vscode.TextDocument): Promise<MessageAims | undefined> {
    // In Restricted Mode there are none: no git is run.
    const roots = this.git.repositories.map(({ rootUri }) => rootUri);
    if (roots.length === 0) return undefined;
    if (uri.scheme === COMMIT_BOX) {
      const named = new URLSearchParams(uri.query).get('rootUri');
      const path = named === null ? undefined : vscode.Uri.parse(named).path;
      const root = roots.find((one) => one.path === path);
      return root && this.ofRepository(root);
    }
    const folder = dirname(uri.fsPath);
    const loaded = await this.session.loadedEngine();
    for (const root of roots) {
      if ((await this.gitDir(root, loaded)) === folder) return this.ofRepository(root);
    }
    // A linked work tree that is not open here says itself where it lies.
    const link = await loaded.engine.files.read(folder, 'gitdir');
    const path = link.ok ? link.value.trim() : '';
    // Never a share of another machine, which Windows would ask by itself.
    return isAbsolute(path) && !/^[\\/]{2}/.test(path)
      ? this.ofRepository(vscode.Uri.file(dirname(path)))
      : undefined;
  }

  async ofRepository(root: vscode.Uri): Promise<MessageAims | undefined> {
    const { current } = this.session;
    const locale = vscode.env.language;
    if (current?.root.toString() === root.toString()) {
      const { module, engine, outcome, okrUri } = current;
      const { aims, okrPath, trailerKey } = outcome;
      if (aims === undefined) return undefined;
      const shown = (id: string) => this.shown(id);
      const served = outcome.served.active.map(({ id }) => id);
      return { module, engine, okrUri, trailerKey, served, context: { aims, okrPath, locale, shown } };
    }
    const { module, engine } = await this.session.loadedEngine();
    const { okrFile: okrPath, trailerKey } = readSettings(root);
    const text = await engine.files.read(root.fsPath, okrPath);
    if (!text.ok) return undefined;
    const { file: aims } = await engine.readAims(text.value);
    const okrUri = vscode.Uri.joinPath(root, okrPath);
    return (
      aims && {
        module,
        engine,
        okrUri,
        trailerKey,
        served: [],
        context: { aims, okrPath, locale, shown: () => undefined },
      }
    );
  }

  private async gitDir(root: vscode.Uri, { module, engine }: LoadedEngine): Promise<string | undefined> {
    const known = this.gitDirs.get(root.fsPath);
    if (known !== undefined) return known;
    const layout = await module.readLayout(engine.gitPort, root.fsPath);
    if (!layout.ok || layout.value === undefined) return undefined;
    const { fsPath } = vscode.Uri.file(layout.value.gitDir);
    this.gitDirs.set(root.fsPath, fsPath);
    return fsPath;
  }

  private shown(id: string) {
    const page = this.session.view?.page;
    if (page?.kind !== 'ready') return undefined;
    return page.objectives.flatMap(({ keyResults }) => keyResults).find((one) => one.id === id);
  }
}
