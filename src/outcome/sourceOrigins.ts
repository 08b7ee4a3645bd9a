import { originOf } from '../metrics/originOf';
import type { Aims } from './okrDocument';

/** Origins that the OKR file's key results, what is compared beside them, and guardrails ask, each with their titles. */
export function sourceOrigins(aims: Aims): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const { keyResults } of aims.objectives) {
    for (const { metric, title, guardrails } of keyResults) {
      const control = metric?.control;
      const asked = [
        ...(metric ? [{ metric, title }] : []),
        ...(control ? [{ metric: control, title: control.title }] : []),
        ...guardrails,
      ];
      for (const one of asked) {
        const source = aims.sources.get(one.metric.source);
        const origin = source && originOf(source);
        if (origin === undefined) continue;
        origins.set(origin, [...(origins.get(origin) ?? []), one.title]);
      }
    }
  }
  return origins;
}
