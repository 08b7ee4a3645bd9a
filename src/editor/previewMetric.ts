import * as vscode from 'vscode';
import type { MetricRef } from '../okr/model';
import { factsOf, type SourceParts } from './addMetricSource';
import { openPreview } from './previewPanel';

interface Item extends vscode.QuickPickItem {
  readonly metric: MetricRef;
}

/** `Throughline: Preview Metric`: the panel with the query of a key result or guardrail, to try others. Saves nothing. */
export async function previewMetric(
  { session, consent, credentials, extensionUri, log }: SourceParts,
  given: unknown,
): Promise<void> {
  const { current } = session;
  const aims = current?.outcome.aims;
  if (current === undefined || aims === undefined) return;
  const items = aims.objectives
    .flatMap(({ keyResults }) => keyResults)
    .flatMap(({ id, title, metric, guardrails }): Item[] => [
      ...(metric ? [{ label: title, description: id, detail: metric.query, metric }] : []),
      ...(metric?.control
        ? [
            {
              label: `$(git-compare) ${metric.control.title}`,
              description: id,
              detail: metric.control.query,
              metric: metric.control,
            },
          ]
        : []),
      ...guardrails.map((guardrail) => ({
        label: `$(shield) ${guardrail.title}`,
        description: id,
        detail: guardrail.metric.query,
        metric: guardrail.metric,
      })),
    ]);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No key result is measured by a metric yet.'));
    return;
  }
  const item =
    typeof given === 'string'
      ? items.find(({ description }) => description === given)
      : await vscode.window.showQuickPick(items, {
          title: vscode.l10n.t('Preview Metric'),
          placeHolder: vscode.l10n.t('Which metric?'),
          matchOnDescription: true,
          matchOnDetail: true,
        });
  if (item === undefined) return;
  const source = aims.sources.get(item.metric.source);
  if (source === undefined) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The source {0} is missing in the OKR file, or has a problem.', item.metric.source),
    );
    return;
  }
  const module = await import('../onCommand');
  const origin = module.originOf(source);
  const okrFile = current.outcome.okrPath;
  if (
    origin !== undefined &&
    !(await consent.ask(origin, okrFile, session.sourceOrigins().get(origin) ?? []))
  )
    return;
  openPreview({
    engine: current.engine,
    module,
    extensionUri,
    log,
    title: vscode.l10n.t('Preview: {0}', item.label.replace('$(shield) ', '')),
    facts: factsOf(item.metric.source, source, origin),
    ...(origin === undefined
      ? {}
      : { origin, signIn: () => credentials.ask(origin, module.authOf(source.type)) }),
    root: current.root.fsPath,
    source,
    query: item.metric.query,
    timezone: aims.cycle.timezone,
  });
}
