import * as vscode from 'vscode';
import type { View } from '../outcome/view';

/** Enables commands only where they can work. */
export class CommandContexts {
  private readonly known = new Map<string, boolean>();

  /**
   * @param git whether there is a repository that git may be run in
   * @param sources whether the OKR file shown names any
   */
  update(view: View | undefined, git: boolean, sources: boolean): void {
    const page = view?.page;
    const branch = page?.kind === 'ready' ? page.branch : undefined;
    const set = (key: string, value: boolean): void => {
      if (this.known.get(key) === value) return;
      this.known.set(key, value);
      void vscode.commands.executeCommand('setContext', `throughline.${key}`, value);
    };
    set('canTag', git && branch !== undefined);
    set('canLink', git && branch !== undefined && branch.state !== 'detached');
    set('canUnlink', branch?.actions.some(({ action }) => action === 'unlink') ?? false);
    set('hasRepository', git);
    set('hasSources', git && sources);
  }
}
