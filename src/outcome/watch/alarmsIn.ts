import type { GuardrailView, KeyResultView, WatchView } from '../view';

/** The alarms of a key result and its guardrails that nobody has muted, each as a sentence. */
export function alarmsIn(
  insight: KeyResultView['insight'],
  guardrails: readonly GuardrailView[],
): Pick<KeyResultView, 'alarms'> {
  const alarms = [
    ...sentence(insight?.watch),
    ...guardrails.flatMap(({ title, watch }) => sentence(watch).map((alarm) => `${title} · ${alarm}`)),
  ];
  return alarms.length > 0 ? { alarms } : {};
}

function sentence(watch: WatchView | undefined): string[] {
  if (watch === undefined || !watch.alarm || watch.muted) return [];
  return [watch.parts.map(({ text }) => text).join('')];
}
