import * as vscode from 'vscode';
import type { View } from '../outcome/view';

/** Enables commands only where they can work. */
export class CommandContexts {
  private readonly known = new Map<string, string>();

  /**
   * @param root root of the repository shown, where git may be run in it
   * @param sources whether the OKR file shown names any
   * @param mutes whether alarms of any key result are muted
   */
  update(view: View | undefined, root: vscode.Uri | undefined, sources: boolean, mutes: boolean): void {
    const page = view?.page;
    const branch = page?.kind === 'ready' ? page.branch : undefined;
    const work = page?.kind === 'ready' ? page.work : undefined;
    const git = root !== undefined;
    const set = (key: string, value: boolean | readonly vscode.Uri[]): void => {
      const text = JSON.stringify(value);
      if (this.known.get(key) === text) return;
      this.known.set(key, text);
      void vscode.commands.executeCommand('setContext', `throughline.${key}`, value);
    };
    set('canTag', git && branch !== undefined);
    set('canLink', git && branch !== undefined && branch.state !== 'detached');
    set('canUnlink', branch?.actions.some(({ action }) => action === 'unlink') ?? false);
    set('hasRepository', git);
    set('hasKeyResults', git && page?.kind === 'ready');
    // The Git view shows several repositories and knows each by its root; the editor makes the addresses its own.
    set('canTagNext', git && work?.offer !== undefined);
    set('tagOffered', root && work?.offer ? [root] : []);
    set('tagCarried', root && work?.next ? [root] : []);
    set('hasSources', git && sources);
    set('canMute', git && page?.kind === 'ready');
    set('hasMuted', git && mutes);
  }
}
