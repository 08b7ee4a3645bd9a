import * as vscode from 'vscode';
import type { MetricRef } from '../okr/model';
import { factsOf, type SourceParts } from './addMetricSource';
import { openPreview } from './previewPanel';

interface Item extends vscode.QuickPickItem {
  readonly metric: MetricRef;
}

/** `Throughline: Preview Metric`: the panel with the query of a key result or guardrail, to try others. Saves nothing. */
export async function previewMetric(
  { session, consent, extensionUri, log }: SourceParts,
  given: unknown,
): Promise<void> {
  const { current } = session;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined) return;
  const items = aims.objectives
    .flatMap(({ keyResults }) => keyResults)
    .flatMap(({ id, title, metric, guardrails }): Item[] => [
      ...(metric ? [{ label: title, description: id, detail: metric.query, metric }] : []),
      ...guardrails.map((guardrail) => ({
        label: `$(shield) ${guardrail.title}`,
        description: id,
        detail: guardrail.metric.query,
        metric: guardrail.metric,
      })),
    ]);
  const item =
    typeof given === 'string'
      ? items.find(({ description }) => description === given)
      : await vscode.window.showQuickPick(items, {
          title: vscode.l10n.t('Preview Metric'),
          placeHolder: vscode.l10n.t('Which metric?'),
          matchOnDescription: true,
          matchOnDetail: true,
        });
  const source = item && aims.sources.get(item.metric.source);
  if (item === undefined || source === undefined) return;
  const origin = current.module.originOf(source);
  const okrFile = current.outcome.okrPath;
  if (
    origin !== undefined &&
    !(await consent.ask(origin, okrFile, session.sourceOrigins().get(origin) ?? []))
  )
    return;
  openPreview({
    engine: current.engine,
    module: current.module,
    extensionUri,
    log,
    title: vscode.l10n.t('Preview: {0}', item.label.replace('$(shield) ', '')),
    facts: factsOf(item.metric.source, source, origin),
    root: current.root.fsPath,
    source,
    query: item.metric.query,
    timezone: aims.cycle.timezone,
  });
}
