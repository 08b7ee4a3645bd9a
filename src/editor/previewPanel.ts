import * as vscode from 'vscode';
import type { Result } from '../io/ports';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import type { SourceConfig } from '../metrics/sources/table';
import type { LoadedEngine } from './lazyEngine';
import type { Log } from './log';
import { webviewPage, webviewRoot } from './webviewPage';
import { words } from './words';

export interface PreviewOptions extends LoadedEngine {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly title: string;
  readonly facts: readonly string[];
  /** The address asked; absent where nobody is. */
  readonly origin?: string;
  /** Asks for another credential for it. False where the user turned away. */
  signIn?(): Promise<boolean>;
  readonly root: string;
  readonly source: SourceConfig;
  readonly query: string;
  readonly timezone: string;
  /** Name of the file that Save writes to, and what writes it; absent where there is nothing to save. */
  readonly save?: { readonly file: string; run(query: string): Promise<boolean> };
}

/** A panel in the editor area in which somebody tries a query and sees the series drawn. Nothing is written before Save. */
export function openPreview(options: PreviewOptions): void {
  const { engine, module, title, facts, origin, source, root, timezone, save, extensionUri, log } = options;
  const panel = vscode.window.createWebviewPanel('throughline.preview', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [webviewRoot(extensionUri)],
  });
  let query = options.query;
  let outcome: Result<Series, MetricError> | undefined;
  let running: AbortController | undefined;
  let open = true;

  const show = (): void => {
    if (!open) return;
    const view = module.previewView(
      {
        title,
        facts,
        query,
        running: running !== undefined,
        timezone,
        locale: vscode.env.language,
        now: Date.now(),
        ...(origin === undefined ? {} : { origin }),
        ...(outcome === undefined ? {} : { outcome }),
        ...(save === undefined ? {} : { savesTo: save.file }),
      },
      words,
    );
    void panel.webview.postMessage({ type: 'preview', view });
  };

  const run = async (): Promise<void> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    show();
    const found = await engine.trySource({ root, source, query, timezone }, mine.signal);
    if (running !== mine) return;
    running = undefined;
    outcome = found;
    show();
  };

  const receive = async (message: unknown): Promise<void> => {
    const parsed = module.parsePreviewMessage(message);
    if (parsed === undefined) {
      log.warn('The preview sent a message that is not understood.');
      return;
    }
    if ('query' in parsed) query = parsed.query;
    if (parsed.type === 'ready') show();
    if (parsed.type === 'test') await run();
    if (parsed.type === 'signIn' && (await options.signIn?.())) await run();
    if (parsed.type === 'save' && (await save?.run(query))) panel.dispose();
    if (parsed.type === 'close') panel.dispose();
    if (parsed.type === 'fault') log.warn(`The preview reports: ${parsed.message}`);
  };

  panel.webview.onDidReceiveMessage((message: unknown) => {
    receive(message).catch((error: unknown) => log.error('An action of the preview failed', error));
  });
  panel.onDidDispose(() => {
    open = false;
    running?.abort();
  });
  panel.webview.html = webviewPage(
    panel.webview,
    webviewRoot(extensionUri),
    'throughline-preview',
    'preview.js',
  );
  if (query.trim() !== '') run().catch((error: unknown) => log.error('The preview failed', error));
}
