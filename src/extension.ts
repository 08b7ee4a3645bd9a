import * as vscode from 'vscode';
import { exportsOf, type ThroughlineExports } from './editor/api';
import { registerCommands } from './editor/commands';
import { LazyParts } from './editor/lazyParts';
import { Log } from './editor/log';
import { VIEW_ID } from './editor/viewId';

/** Says what there is. Nothing is loaded, read, spawned or asked for before this returns. */
export function activate(context: vscode.ExtensionContext): ThroughlineExports {
  const log = new Log();
  const parts = new LazyParts(context, log);
  context.subscriptions.push(
    log,
    parts,
    vscode.window.registerWebviewViewProvider(VIEW_ID, {
      resolveWebviewView: async (...view) => (await parts.get()).sidebar.resolveWebviewView(...view),
    }),
    registerCommands(async () => (await parts.get()).commands(), log),
  );
  parts.loadSoon();
  return exportsOf(parts);
}
