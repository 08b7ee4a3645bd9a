import type { KeyResultView, ObjectiveView, StatusView, WorkView } from './view';
import type { Words } from './words';

const ARROWS = { up: '▲', down: '▼', flat: '▬' } as const;

/** The first key result that the branch serves, in one line; nothing where it serves none. */
export function statusView(
  objectives: readonly ObjectiveView[],
  work: WorkView | undefined,
  l10n: Words,
): StatusView | undefined {
  const served = objectives.flatMap((objective) =>
    objective.keyResults.filter((one) => one.linked).map((keyResult) => ({ objective, keyResult })),
  );
  const first = served[0];
  if (first === undefined) return undefined;
  const { keyResult, objective } = first;
  const more = served.length - 1;
  const next = work?.next ?? work?.offer?.text;
  const stale = keyResult.freshness.state === 'stale';
  const parts = [
    keyResult.shortTitle,
    keyResult.value ?? (keyResult.score ? '' : '–'),
    keyResult.delta ? ARROWS[keyResult.delta.direction] : '',
    keyResult.score?.text ?? '',
    more > 0 ? `+${more}` : '',
  ];
  return {
    text: parts.filter((part) => part !== '').join(' '),
    icon: served.some((one) => one.keyResult.alarms) ? 'warning' : stale ? 'history' : 'target',
    tooltip: [
      objective.title,
      ...served.flatMap(({ keyResult: one }) => ['', ...tooltipOf(one)]),
      ...(next ? ['', next.map(({ text }) => text).join('')] : []),
    ],
    label: [l10n.t('Throughline'), ...tooltipOf(keyResult)].join(', '),
  };
}

function tooltipOf(keyResult: KeyResultView): string[] {
  const { title, value, goal, delta, score, freshness, problem } = keyResult;
  const standing = [
    value === undefined ? goal : `${value} ${goal}`,
    ...(delta ? [delta.label] : []),
    ...(score ? [score.label] : []),
  ];
  return [
    title,
    standing.join(' · '),
    ...(freshness.text === '' ? [] : [freshness.text]),
    ...(keyResult.alarms ?? []),
    ...(problem ? [`${problem.text} ${problem.next}`] : []),
  ];
}
