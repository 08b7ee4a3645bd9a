import type { KeyResult, MetricRef } from '../../okr/model';
import { guardrailStyle } from '../insight/keyResultInsight';
import type { Snapshot } from '../snapshot';
import type { AlarmView } from '../view';
import type { Words } from '../words';
import { isRunning, type Watch } from './watch';
import { watchingOf } from './watchingOf';
import { alarmText, shortAlarm } from './watchText';
import type { Watching } from './watchView';

/** The alarms of these key results and their guardrails, but for what is muted. */
export function alarmsOf(
  keyResults: readonly KeyResult[],
  timezone: string,
  snapshot: Snapshot,
  l10n: Words,
): AlarmView[] {
  return keyResults.flatMap((keyResult) => {
    const insight = snapshot.insightOf?.(keyResult);
    const watches = [insight?.watch, ...(insight?.guardrails.map(({ watch }) => watch) ?? [])];
    // Of a thousand key results, nearly all have none.
    if (watches.every((watch) => watch?.alarm === undefined)) return [];
    const watching = watchingOf(keyResult, timezone, snapshot);
    if (watching.muted) return [];
    const { metric, guardrails } = keyResult;
    return [
      ...(metric ? alarmOf(keyResult, metric, insight?.watch, watching, l10n) : []),
      ...guardrails.flatMap((guardrail, index) => {
        const title = l10n.t('{0}, guardrail of {1}', guardrail.title, keyResult.title);
        const told = { ...watching, title, style: guardrailStyle(guardrail, snapshot.locale) };
        return alarmOf(keyResult, guardrail.metric, insight?.guardrails[index]?.watch, told, l10n);
      }),
    ];
  });
}

function alarmOf(
  { id }: KeyResult,
  { source, query }: MetricRef,
  watch: Watch | undefined,
  watching: Watching,
  l10n: Words,
): AlarmView[] {
  const alarm = watch && isRunning(watch, watching.today) ? watch.alarm : undefined;
  if (watch === undefined || alarm === undefined) return [];
  const key = JSON.stringify([id.toLowerCase(), source, query, watch.harm, watch.since.at(-1)?.name]);
  const text = alarmText(watch, alarm, watching, l10n);
  return [{ key, keyResultId: id, text, short: shortAlarm(watch, alarm, watching, l10n) }];
}
