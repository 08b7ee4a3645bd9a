import type { KeyResultView } from '../../src/outcome/view';
import type { ChartView } from '../../src/outcome/view/pictures';

/** The founding example's key results, live. */

/** A believable course of 84 days: a trend, weekly waves and noise that is the same on every run. */
export function chart(
  { start, end, target, seed }: { start: number; end: number; target: number; seed: number },
  label: string,
  gap?: readonly [number, number],
): ChartView {
  const lines: number[][] = [[]];
  for (let day = 0; day < 84; day++) {
    if (gap && day >= gap[0] && day < gap[1]) {
      if (day === gap[0]) lines.push([]);
      continue;
    }
    const noise = Math.sin(seed + day * 12.9898) * Math.sin(day * 78.233 + seed * 3);
    const y =
      start + (end - start) * (day / 83) + 0.06 * Math.sin(seed + (day / 7) * 2 * Math.PI) + 0.09 * noise;
    lines.at(-1)?.push(Math.round((day / 83) * 1e4), Math.round(y * 1e4));
  }
  const [x, y] = lines.at(-1)?.slice(-2) ?? [];
  return {
    lines,
    target,
    ...(x === undefined || y === undefined ? {} : { now: { x: x / 1e4, y: y / 1e4 } }),
    marks: [
      { x: 0.22, label: 'v1.40', mine: false },
      { x: 0.47, label: 'v1.41', mine: false },
      { x: 0.72, label: 'v1.42', mine: true },
    ],
    label,
  };
}

export const signupsCourse = { start: 0.14, end: 0.78, target: 0.85, seed: 1 };

export const signups: KeyResultView = {
  id: 'engagement.signups',
  title: 'Increase monthly new user signups by 10%',
  shortTitle: 'signups',
  linked: true,
  linkedText: 'this branch',
  expanded: true,
  value: '12,840',
  goal: 'of 13,200',
  delta: { text: '2.1% in 7 d', direction: 'up', tone: 'good', label: 'up 2.1% in 7 days' },
  score: { value: 0.7, text: '0.70', label: 'score 0.70 of 1.00' },
  bar: { fraction: 0.7, pace: 0.6, label: '70% of the way, 60% of the time, pace +0.10' },
  chart: chart(signupsCourse, 'Chart of 84 days: higher than at its start, now 12,840 of 13,200'),
  notes: [],
  guardrails: [
    {
      state: 'held',
      stateText: 'holds',
      title: 'Checkout errors',
      value: '0.4%',
      bound: '≤ 1%',
      label: 'Guardrail Checkout errors holds: 0.4%, bound ≤ 1%',
    },
  ],
  freshness: { state: 'fresh', text: '2 min. ago' },
};

export const orders: KeyResultView = {
  id: 'engagement.orders',
  title: '$100M in orders in June',
  shortTitle: 'orders',
  linked: false,
  expanded: true,
  value: '$61.2M',
  goal: 'of $100M',
  delta: { text: '0.8% in 7 d', direction: 'down', tone: 'bad', label: 'down 0.8% in 7 days' },
  score: { value: 0.61, text: '0.61', label: 'score 0.61 of 1.00' },
  bar: { fraction: 0.612, pace: 0.67, label: '61% of the way, 67% of the time, pace −0.06' },
  chart: chart(
    { start: 0.15, end: 0.55, target: 0.94, seed: 2 },
    'Chart: running total since the start, now $61.2M of $100M',
  ),
  notes: [],
  guardrails: [],
  freshness: { state: 'fresh', text: '2 min. ago' },
};
