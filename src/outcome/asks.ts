import type { MetricAsk } from '../metrics/ask';
import type { TimeSpan } from '../metrics/series';
import type { MetricRef, Objective, Period } from '../okr/model';
import type { Aims } from './okrDocument';

/** The question behind a metric inside a window; nothing where its source is not in the file. */
export function askFor(aims: Aims, root: string, metric: MetricRef, window: TimeSpan): MetricAsk | undefined {
  const source = aims.sources.get(metric.source);
  if (source === undefined) return undefined;
  const { timezone } = aims.cycle;
  return {
    root,
    sourceName: metric.source,
    source,
    query: metric.query,
    window,
    timezone,
  };
}

/** Every metric that these objectives show, with its window; guardrails and what is compared beside included. */
export function metricsOf(
  objectives: readonly Objective[],
): readonly { readonly metric: MetricRef; readonly window: Period }[] {
  return objectives
    .flatMap(({ keyResults }) => keyResults)
    .flatMap(({ metric, guardrails, window }) =>
      [
        ...(metric ? [metric] : []),
        ...(metric?.control ? [metric.control] : []),
        ...guardrails.map((guardrail) => guardrail.metric),
      ].map((one) => ({
        metric: one,
        window,
      })),
    );
}
