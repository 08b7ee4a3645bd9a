import * as vscode from 'vscode';
import type { Result } from '../io/ports';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import type { SourceConfig } from '../metrics/sources/table';
import type { PreviewMessage } from '../outcome/messages';
import type { PreviewView } from '../outcome/view/preview';
import type { LoadedEngine, OnCommand } from './lazyEngine';
import type { Log } from './log';
import { PagePanel } from './pagePanel';
import { words } from './words';

export interface PreviewOptions extends Pick<LoadedEngine, 'engine'> {
  readonly module: OnCommand;
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
  let query = options.query;
  let outcome: Result<Series, MetricError> | undefined;
  let running: AbortController | undefined;

  const view = (): PreviewView =>
    module.previewView(
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

  const run = async (): Promise<void> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    panel.post();
    const found = await engine.trySource({ root, source, query, timezone }, mine.signal);
    if (running !== mine) return;
    running = undefined;
    outcome = found;
    panel.post();
  };

  const act = async (asked: PreviewMessage): Promise<void> => {
    if ('query' in asked) query = asked.query;
    if (asked.type === 'test') await run();
    if (asked.type === 'signIn' && (await options.signIn?.())) await run();
    if (asked.type === 'save' && (await save?.run(query))) panel.dispose();
    if (asked.type === 'close') panel.dispose();
  };

  const panel = new PagePanel<PreviewMessage>({
    extensionUri,
    log,
    viewType: 'throughline.preview',
    title,
    name: 'preview',
    element: 'throughline-preview',
    script: 'preview.js',
    message: () => ({ type: 'preview', view: view() }),
    parse: module.parsePreviewMessage,
    act,
    opened: () => panel.post(),
    closed: () => running?.abort(),
  });
  if (query.trim() !== '') run().catch((error: unknown) => log.error('The preview failed', error));
}
